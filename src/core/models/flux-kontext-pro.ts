// FLUX.1 Kontext [pro]: an editing model (api §6). It keeps the layout by instruction, not by a depth map.

import type { Model } from './model.ts'
import { formats, safety, seed, upsampling } from './shared.ts'

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** "1216:864" in its lowest terms. Unset, the vendor may answer with a square (api §6), so the frame's ratio is always sent. */
const ratioOf = (size: { width: number; height: number }): string => {
  const by = commonDivisor(size.width, size.height)
  return `${size.width / by}:${size.height / by}`
}

export const fluxKontextPro: Model = {
  id: 'flux-kontext-pro',
  label: 'FLUX.1 Kontext [pro]',
  hint: 'Edits the picture by instruction. Geometry may move a little.',
  paths: ['flux-kontext-pro'],
  prompting: 'edit',
  // From 7:3 to 3:7 (api §6).
  rules: { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1568, maxRatio: 7 / 3 },
  takesJpeg: () => true,
  params: { seed, safety: safety(2), format: formats, upsampling },
  successor: 'flux-2-pro',
  request: ({ prompt, seed: chosen, values, sent }) => ({
    fields: {
      prompt,
      seed: chosen,
      aspect_ratio: ratioOf(sent),
      safety_tolerance: values.safety ?? null,
      output_format: values.format ?? null,
      prompt_upsampling: values.upsampling ?? null,
    },
    imageField: 'input_image',
  }),
}
