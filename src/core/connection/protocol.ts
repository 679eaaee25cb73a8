// Across the wire: the settings.

import type { Reading, ScratchStep } from './scratch.ts'
import type { Settings } from './settings.ts'

/** What the iframe may ask of the sandbox. */
export type ConnectionApi = {
  saveSettings(settings: Settings): void
  /** Carries out steps on a scratch frame, of which nothing is left. */
  scratch(steps: readonly ScratchStep[]): readonly Reading[]
}
