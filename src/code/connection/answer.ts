// Answers calls of the connection feature: stores the settings, and runs the self-test.

import type { ConnectionApi } from '../../core/connection/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import type { Drawing } from '../live/drawing.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { runScratch } from './scratch.ts'
import type { Storage } from '../base/storage.ts'

type ConnectionContext = {
  readonly figma: Figma
  readonly storage: Storage
  readonly offscreen: Offscreen
  readonly drawing: Pick<Drawing, 'drawInTurn'>
}

export function answerConnection({ figma, storage, offscreen, drawing }: ConnectionContext): Handlers<ConnectionApi> {
  return {
    saveSettings: async (settings) => {
      if (!(await storage.replace('settings', settings))) fail('internal', 'settings could not be stored')
    },
    scratch: (steps) => drawing.drawInTurn(() => runScratch(figma, offscreen, steps)),
  }
}
