// A stand-in for another service, with a relay in front of it. It starts when first needed.

import { hearSocket } from '../../relay/node/web-socket.ts'
import { createRelay } from '../../relay/relay.ts'
import { openStandIn } from '../service/others/open.ts'
import type { Handler } from '../service/service.ts'
import type { Settings } from '../service/settings.ts'
import { createStudio } from '../service/studio.ts'
import type { OtherService } from '../state.ts'

export type Other = {
  readonly relay: Handler
  readonly begin: (told: OtherService, settings: Settings) => void
  /** Orders paid for since `begin`. */
  readonly paid: () => number
  readonly close: () => Promise<void>
}

export async function openOther(id: OtherService['id'], key: string): Promise<Other> {
  const { url, floor, close } = await openStandIn(id, { key })
  const relay = createRelay({ services: [{ id, url }], imageHosts: [url], socket: hearSocket })
  let before = 0
  return {
    relay: async (request) => relay.fetch(request),
    begin({ ahead, refusals = [] }, settings) {
      before = floor.orders.length
      Object.assign(floor.settings, { ahead, taskMs: settings.taskMs, paint: createStudio(settings) })
      floor.script.refusals = [...refusals]
    },
    paid: () => floor.orders.length - before,
    async close() {
      relay.endHolds()
      await close()
    },
  }
}
