// FLUX.1 Kontext [pro]: an editing model with a few fixed output sizes (api §6).

import { makeModel } from '../request.ts'
import { kontextFamily } from '../families.ts'

export const fluxKontextPro = makeModel({
  ...kontextFamily,
  id: 'flux-kontext-pro',
  label: 'FLUX.1 Kontext [pro]',
  goodFor: 'quick changes of material and light.',
  paths: ['flux-kontext-pro'],
  successor: 'flux-2-pro',
})
