// Protocol slice: stored presets.

import type { KeptPresets } from './presets.ts'

/** Methods of the sandbox that the iframe can call. */
export type PresetsApi = {
  savePresets(kept: KeptPresets): void
}
