// Across the wire: the presets that are kept.

import type { KeptPresets } from './presets.ts'

/** What the iframe may ask of the sandbox. */
export type PresetsApi = {
  savePresets(kept: KeptPresets): void
}
