// Across the wire: the settings.

import type { Settings } from './settings.ts'

/** What the iframe may ask of the sandbox. */
export type ConnectionApi = {
  saveSettings(settings: Settings): void
}
