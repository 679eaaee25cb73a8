// FLUX.2 [max]: like FLUX.2 [pro], with the most detail (api §6).

import { makeModel } from '../request.ts'
import { disableRewriting, flux2Family, secondPicture } from '../families.ts'

export const flux2Max = makeModel({
  ...flux2Family,
  ...secondPicture(0.3),
  id: 'flux-2-max',
  label: 'FLUX.2 [max]',
  goodFor: 'changes with the most detail, in the frame’s own proportions.',
  paths: ['flux-2-max'],
  params: { ...flux2Family.params, asWritten: disableRewriting },
  successor: 'flux-kontext-pro',
})
