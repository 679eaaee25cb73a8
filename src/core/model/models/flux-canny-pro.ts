// FLUX.1 Canny [pro]: keeps geometry by the edges of the picture (api §6). Its request has no width or height.

import type { Param } from '../model.ts'
import { makeModel } from '../request.ts'
import { depthFamily, guidance, guidanceDial } from '../families.ts'

function threshold(label: string, field: string, hint: string, initial: number): Param {
  return {
    kind: 'number',
    label,
    field,
    hint,
    min: 0,
    max: 500,
    step: 1,
    initial,
  }
}

export const fluxCannyPro = makeModel({
  ...depthFamily,
  id: 'flux-canny-pro',
  label: 'FLUX.1 Canny [pro]',
  goodFor: 'following every drawn line: elevations, sketches, screens.',
  geometry: 'kept by the edges found in the frame.',
  served: 'As old as Depth, and no longer listed by its maker. Whether CometAPI serves it is not known.',
  // Only the spelling with a dot is documented; the other is assumed by analogy with depth.
  paths: ['flux-pro-1.0-canny', 'flux-pro-1-0-canny'],
  imageField: () => 'control_image',
  // JPEG noise would count as edges.
  takesJpeg: () => false,
  dial: guidanceDial({ free: 12, loose: 20, balanced: 30, firm: 40, exact: 60 }),
  params: {
    low: threshold('Faintest edge', 'canny_low_threshold', 'Lower finds fainter edges beside clear ones.', 50),
    high: threshold('Clear edge', 'canny_high_threshold', 'Lower takes more for an edge.', 200),
    guidance: guidance(1, 100, 30),
    ...depthFamily.params,
  },
  // The maker refuses a low threshold above the high one.
  normalize: (values) => ({ ...values, low: Math.min(Number(values.low), Number(values.high)) }),
  successor: 'flux-2-pro',
})
