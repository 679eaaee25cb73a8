// FLUX.2 [flex]: FLUX.2 with adjustable steps and guidance (api §6).

import { makeModel } from '../request.ts'
import { flux2Family, secondPicture, guidance, steps, upsampling } from '../families.ts'

export const flux2Flex = makeModel({
  ...flux2Family,
  ...secondPicture(0.5),
  id: 'flux-2-flex',
  label: 'FLUX.2 [flex]',
  goodFor: 'changes by steps and guidance, in the frame’s own proportions.',
  paths: ['flux-2-flex'],
  params: { guidance: guidance(1.5, 10, 4.5), steps: steps(1), ...flux2Family.params, upsampling: upsampling(true) },
  successor: 'flux-2-max',
})
