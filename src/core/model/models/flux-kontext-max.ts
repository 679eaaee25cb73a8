// FLUX.1 Kontext [max]: as Kontext [pro], with a closer ear for the prompt (api §6).

import { makeModel } from '../request.ts'
import { kontext } from '../families.ts'

export const fluxKontextMax = makeModel({
  ...kontext,
  id: 'flux-kontext-max',
  label: 'FLUX.1 Kontext [max]',
  goodFor: 'changes that follow the words more closely, and lettering.',
  paths: ['flux-kontext-max'],
  successor: 'flux-2-pro',
})
