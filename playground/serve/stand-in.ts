// The stand-in service behind the relay, and the way to script both while they run.

import { createRelay } from '../../relay/relay.ts'
import type { Kind } from '../service/faults.ts'
import { listen } from '../service/listen.ts'
import { createService, type Handler, type Service } from '../service/service.ts'
import { defaults, wallClock } from '../service/settings.ts'
import type { Script } from '../states.ts'

export type StandIn = {
  readonly service: Service
  readonly relay: Handler
  readonly script: (script: Script) => void
  readonly close: () => Promise<void>
}

export async function startStandIn(): Promise<StandIn> {
  let current: Script = {}
  let aheadMs = 0
  const service = createService({ clock: { ...wallClock, now: () => Date.now() + aheadMs } })

  /** Whatever was accepted, the clock may jump: so a task stands at any share of its time at once. */
  const skipping: Handler = async (request) => {
    const before = service.accepted.length
    const response = await service.api.fetch(request)
    if (service.accepted.length > before) aheadMs += current.skipMs ?? 0
    return response
  }

  const { apiUrl, imageUrl, close } = await listen({ ...service, api: { fetch: skipping } })
  const seeing = createRelay({ upstreamUrl: apiUrl, imageHosts: [imageUrl] })
  const blind = createRelay({ upstreamUrl: apiUrl })

  return {
    service,
    relay: async (request) => {
      if (current.isSilent === true) throw new Error('The stand-in cut the connection.')
      const isLost = current.losesAnswers && request.method === 'POST'
      const answer = await (current.isRelayBlind ? blind : seeing).fetch(request)
      if (isLost) throw new Error('The stand-in cut the connection.')
      return answer
    },
    script(script) {
      current = script
      aheadMs = 0
      const { faults, settings } = service
      faults.clear()
      Object.assign(settings, { ...defaults, imageBase: imageUrl, ...script.settings })
      for (const kind of ['submit', 'poll', 'picture'] as const) apply(faults, kind, script)
    },
    close,
  }
}

function apply<K extends Kind>(faults: Service['faults'], kind: K, { always, next }: Script): void {
  const lasting = always?.[kind]
  if (lasting) faults.always(kind, lasting)
  for (const fault of next?.[kind] ?? []) faults.next(kind, fault)
}
