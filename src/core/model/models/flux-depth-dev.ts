// FLUX.1 Depth [dev]: the open-weights model, on a team's own GPU or at a service behind a relay (services §3, §4). It paints at the size of the
// control image.

import { depthFamily, guidance, steps } from '../families.ts'
import { fluxDepthPro } from './flux-depth-pro.ts'
import { makeModel } from '../request.ts'

const { safety: _safety, upsampling: _upsampling, ...params } = depthFamily.params

export const fluxDepthDev = makeModel({
  ...depthFamily,
  id: 'flux-depth-dev',
  label: 'FLUX.1 Depth [dev]',
  goodFor: 'the same on an own GPU, where nobody is paid.',
  geometry: 'kept by a depth map of the frame.',
  served: 'Open weights, not for commercial use without a licence of the maker. Behind a relay only.',
  paths: ['flux-depth-dev'],
  isBehindRelaysOnly: true,
  // Guidance has a different scale than in [pro]; its maker's default is 10 (services §3).
  dial: {
    free: { guidance: 4, steps: 20 },
    loose: { guidance: 7, steps: 20 },
    balanced: { guidance: 10, steps: 20 },
    firm: { guidance: 16, steps: 24 },
    exact: { guidance: 28, steps: 28 },
  },
  imageField: fluxDepthPro.imageField,
  takesJpeg: fluxDepthPro.takesJpeg,
  ...(fluxDepthPro.depthFrom ? { depthFrom: fluxDepthPro.depthFrom } : {}),
  params: {
    ...(fluxDepthPro.params.geometry ? { geometry: fluxDepthPro.params.geometry } : {}),
    guidance: guidance(1, 100, 10),
    ...params,
    steps: steps(1, 20),
  },
  successor: 'flux-depth-pro',
})
