// Answers for the connection: stores the settings.

import type { ConnectionApi } from '../../core/connection/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Storage } from '../base/storage.ts'

type ConnectionContext = { readonly storage: Storage }

export function answerConnection({ storage }: ConnectionContext): Handlers<ConnectionApi> {
  return {
    saveSettings: async (settings) => {
      if (!(await storage.write('settings', settings))) fail('internal', 'settings could not be stored')
    },
  }
}
