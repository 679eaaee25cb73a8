// Protocol slice: settings and self-test.

import type { Reading, ScratchStep } from './scratch.ts'
import type { Settings } from './settings.ts'

/** Methods of the sandbox that the iframe can call. */
export type ConnectionApi = {
  saveSettings(settings: Settings): void
  /** Runs steps on a scratch frame and removes everything afterwards. */
  scratch(steps: readonly ScratchStep[]): readonly Reading[]
}
