// FLUX.2 [pro]: an editing model that keeps the exact size of its input (api §6).

import type { Model } from './model.ts'
import { formats, safety, seed } from './shared.ts'

export const flux2Pro: Model = {
  id: 'flux-2-pro',
  label: 'FLUX.2 [pro]',
  hint: 'Edits the picture by instruction, at its exact size.',
  paths: ['flux-2-pro'],
  prompting: 'edit',
  rules: { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 },
  takesJpeg: () => true,
  params: { seed, safety: safety(5), format: formats },
  successor: null,
  request: ({ prompt, seed: chosen, values, sent }) => ({
    fields: {
      prompt,
      seed: chosen,
      width: sent.width,
      height: sent.height,
      safety_tolerance: values.safety ?? null,
      output_format: values.format ?? null,
    },
    imageField: 'input_image',
  }),
}
