// FLUX.1 Depth [pro]: keeps geometry through a depth map of the picture (api §1.1). It takes no width or height.

import type { Model } from './model.ts'
import { formats, safety, seed, upsampling } from './shared.ts'

export const fluxDepthPro: Model = {
  id: 'flux-depth-pro',
  label: 'FLUX.1 Depth [pro]',
  hint: 'Keeps walls, products and perspective. Repaints everything else.',
  // CometAPI's sales page has hyphens, its documentation has dots (api §0.5).
  paths: ['flux-pro-1.0-depth', 'flux-pro-1-0-depth'],
  prompting: 'describe',
  rules: { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 },
  // The greys of a drawn depth map are distances.
  takesJpeg: (values) => values.geometry !== 'depth',
  params: {
    geometry: {
      kind: 'choice',
      label: 'Geometry from',
      hint: 'A depth map drawn in greys (near is white) is used as it is.',
      options: [
        { value: 'picture', label: 'The frame as a picture' },
        { value: 'depth', label: 'The frame is a depth map' },
      ],
      initial: 'picture',
    },
    guidance: {
      kind: 'number',
      label: 'Guidance',
      hint: 'Higher follows the prompt more strictly.',
      min: 1,
      max: 100,
      step: 0.5,
      initial: 15,
    },
    steps: { kind: 'number', label: 'Steps', hint: 'More steps, more detail, more time.', min: 15, max: 50, step: 1, initial: 50 },
    seed,
    safety: safety(6),
    format: formats,
    upsampling,
  },
  successor: 'flux-kontext-pro',
  request: ({ prompt, seed: chosen, values }) => ({
    fields: {
      prompt,
      seed: chosen,
      guidance: values.guidance ?? null,
      steps: values.steps ?? null,
      safety_tolerance: values.safety ?? null,
      output_format: values.format ?? null,
      prompt_upsampling: values.upsampling ?? null,
    },
    imageField: values.geometry === 'depth' ? 'preprocessed_image' : 'control_image',
  }),
}
