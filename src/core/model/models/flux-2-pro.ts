// FLUX.2 [pro]: an editing model that keeps the exact size of its input (api §6).

import { makeModel } from '../request.ts'
import { disableRewriting, flux2Family, secondPicture } from '../families.ts'

export const flux2Pro = makeModel({
  ...flux2Family,
  ...secondPicture(1 / 3),
  id: 'flux-2-pro',
  label: 'FLUX.2 [pro]',
  goodFor: 'changes in the frame’s own proportions.',
  paths: ['flux-2-pro'],
  params: { ...flux2Family.params, asWritten: disableRewriting },
  successor: 'flux-2-flex',
})
