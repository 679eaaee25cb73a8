// Answers calls of the service feature: stores learned durations, and reads pictures that the window cannot read itself.

import type { ServiceApi } from '../../core/service/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import type { Storage } from '../base/storage.ts'
import { loadPicture } from './load-picture.ts'

type ServiceContext = { readonly figma: Figma; readonly storage: Storage }

export function answerService({ figma, storage }: ServiceContext): Handlers<ServiceApi> {
  return {
    // A failure is ignored, as only an estimate is lost.
    saveDurations: async (durations) => {
      await storage.replace('durations', durations)
    },
    readPicture: async (url) => ({ bytes: await (await loadPicture(figma, url)).getBytesAsync() }),
  }
}
