// Stores the user's own presets.

import { fail } from '../../core/failure/failure.ts'
import type { PresetsApi } from '../../core/presets/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Storage } from '../base/storage.ts'

type PresetsContext = { readonly storage: Storage }

export function answerPresets({ storage }: PresetsContext): Handlers<PresetsApi> {
  return {
    savePresets: async (kept) => {
      if (!(await storage.replace('presets', kept))) fail('internal', 'presets could not be stored')
    },
  }
}
