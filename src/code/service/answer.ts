// Answers for the service: durations that were learned, and pictures that the window may not read itself.

import type { ServiceApi } from '../../core/service/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import type { Storage } from '../base/storage.ts'
import { loadPicture } from './load-picture.ts'

type ServiceContext = { readonly figma: Figma; readonly storage: Storage }

export function answerService({ figma, storage }: ServiceContext): Handlers<ServiceApi> {
  return {
    // Only an estimate is lost when they cannot be stored.
    saveDurations: async (durations) => {
      await storage.write('durations', durations)
    },
    readPicture: async (url) => ({ bytes: await (await loadPicture(figma, url)).getBytesAsync() }),
  }
}
