import type { Preset } from '../../src/core/presets/presets.ts'

export function aPreset(part: Partial<Preset> = {}): Preset {
  return {
    name: 'Oak evening',
    purpose: 'building',
    look: 'timber',
    light: 'golden',
    words: 'tall grasses',
    modelId: 'flux-depth-pro',
    values: { guidance: 20, steps: 40 },
    seed: null,
    ...part,
  }
}
