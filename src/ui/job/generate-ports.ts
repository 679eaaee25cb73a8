// The ports of generate.ts: network, clock and worker, combined with the account and what this window has learned.

import type { Signal } from '@preact/signals'
import type { ServiceApi } from '../../core/service/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PictureTools } from '../picture/worker.ts'
import { makeCancel } from '../service/cancel.ts'
import { fitForFigma, makeFetchPicture } from '../service/delivery.ts'
import { makeReach } from '../service/reach.ts'
import { makeSubmit } from '../service/submit.ts'
import { makeWait } from '../service/wait.ts'
import type { Arrivals } from './arrivals.ts'
import type { GeneratePorts } from './generate.ts'
import type { Time } from '../base/time.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { PictureConverter } from '../service/delivery.ts'
import type { Durations } from '../service/durations.ts'
import type { ParallelLimit } from '../service/parallel-limit.ts'
import type { Network } from '../service/ports.ts'

export type TransportPorts = {
  readonly figma: GeneratePorts['figma'] & Pick<RemoteApi<ServiceApi>, 'readPicture'>
  readonly network: Network
  readonly tools: PictureConverter & Pick<PictureTools, 'isPlain'>
  readonly time: Time
  readonly connection: Pick<ConnectionPart, 'account' | 'deliveryMethod' | 'lastPath'>
  readonly durations: Durations
  readonly arrivals: Pick<Arrivals, 'coming' | 'arrived'>
  readonly parallelLimit: Pick<ParallelLimit, 'lower'>
}

/** @param isStorageAtRisk set to true once the user has been told that nothing can be stored */
export function makeGeneratePorts(
  { figma, network, tools, time, connection, durations, arrivals, parallelLimit }: TransportPorts,
  isStorageAtRisk: Signal<boolean>,
): GeneratePorts {
  const { account, lastPath } = connection
  const reach = makeReach(network)
  return {
    figma,
    ...makeSubmit({ network, time, account, reach, lastPath, crowded: parallelLimit.lower }),
    wait: makeWait(network, time, account, reach),
    cancel: makeCancel(network, account, reach),
    fetchPicture: makeFetchPicture(network, time, tools),
    readBySandbox: async (url, signal) => {
      try {
        const { bytes } = await figma.readPicture(url)
        const fit = await fitForFigma(bytes, tools, signal)
        return 'bytes' in fit ? fit : null
      } catch {
        // Figma may still be able to load a picture whose bytes the plugin cannot read.
        return null
      }
    },
    isPlain: (bytes, signal) => tools.isPlain(bytes, signal),
    now: () => time.now(),
    coming: arrivals.coming,
    arrived: arrivals.arrived,
    deliveryMethod: connection.deliveryMethod,
    storageRisk: {
      isKnown: () => isStorageAtRisk.peek(),
      tell: () => {
        isStorageAtRisk.value = true
      },
    },
    durations,
  }
}
