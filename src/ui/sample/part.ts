// The sample: a before and after added to the canvas by one press, without a key, an account or a network.

import type { SampleApi } from '../../core/sample/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { sampleWords } from './words.ts'

export type SamplePorts = {
  readonly figma: RemoteApi<SampleApi>
  sample(): Promise<{ readonly before: Uint8Array; readonly after: Uint8Array }>
  announce(text: string): void
}

export function makeSample({ figma, sample, announce }: SamplePorts) {
  return {
    lay: async (): Promise<void> => {
      try {
        const { before, after } = await sample()
        await figma.laySample({
          before: { name: sampleWords.before, bytes: before },
          after: { name: sampleWords.after, bytes: after },
        })
        announce(sampleWords.laid)
      } catch {
        announce(sampleWords.failed)
      }
    },
  }
}
