// FLUX.1 Kontext [max]: like Kontext [pro], but follows the prompt more closely (api §6).

import { makeModel } from '../request.ts'
import { kontextFamily } from '../families.ts'

export const fluxKontextMax = makeModel({
  ...kontextFamily,
  id: 'flux-kontext-max',
  label: 'FLUX.1 Kontext [max]',
  goodFor: 'changes that follow the words more closely, and lettering.',
  paths: ['flux-kontext-max'],
  successor: 'flux-2-pro',
})
