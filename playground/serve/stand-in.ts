// The stand-in service behind the relay, and the way to script both while they run.

import { createRelay } from '../../relay/relay.ts'
import type { Kind } from '../service/faults.ts'
import { listen } from '../service/listen.ts'
import { createService, type Handler, type Service } from '../service/service.ts'
import { defaults, wallClock } from '../service/settings.ts'
import type { OtherService, Script } from '../state.ts'
import { openOther, type Other } from './other-service.ts'

/** Counts since the last script: orders that reached the relay, and orders that were paid for. */
export type Log = {
  readonly submits: number
  readonly accepted: number
  /** Whether one of them was answered. */
  readonly isTold: boolean
}

export type StandIn = {
  readonly service: Service
  readonly relay: Handler
  readonly script: (script: Script) => void
  readonly log: () => Promise<Log>
  readonly close: () => Promise<void>
}

export async function startStandIn(): Promise<StandIn> {
  let current: Script = {}
  let aheadMs = 0
  let acceptedBefore = 0
  const service = createService({ clock: { ...wallClock, now: () => Date.now() + aheadMs } })

  /** The clock may jump after each accepted order, so that a task is at any share of its time at once. */
  const skipping: Handler = async (request) => {
    const before = service.accepted.length
    const response = await service.api.fetch(request)
    if (service.accepted.length > before) aheadMs += current.skipMs ?? 0
    return response
  }

  const { apiUrl, imageUrl, close } = await listen({ ...service, api: { fetch: skipping } })
  const makeRelays = () => ({
    seeing: createRelay({ upstreamUrl: apiUrl, imageHosts: [imageUrl] }),
    blind: createRelay({ upstreamUrl: apiUrl }),
  })
  let relays = makeRelays()
  const others = makeOthers(service.settings.keys[0] ?? '')
  const log = { submits: 0, isTold: false }

  return {
    service,
    relay: async (request) => {
      if (current.isSilent === true) throw new Error('The stand-in cut the connection.')
      const isOrder = request.method === 'POST' && !request.url.includes('/cancel?')
      const isLost = isOrder && (current.losesAnswers === 'once' ? log.submits === 0 : current.losesAnswers)
      if (isOrder) log.submits += 1
      const other = current.service && (await others.find(current.service.id))
      const answer = await (other?.relay(request) ?? (current.isRelayBlind ? relays.blind : relays.seeing).fetch(request))
      if (isLost) throw new Error('The stand-in cut the connection.')
      if (isOrder) log.isTold = true
      return current.hidesRelay ? plain(answer) : answer
    },
    script(script) {
      // A relay remembers for minutes which models the service no longer had, so start new ones.
      if (current.settings?.gone) relays = makeRelays()
      current = script
      aheadMs = 0
      Object.assign(log, { submits: 0, isTold: false })
      acceptedBefore = service.accepted.length
      const { faults, settings } = service
      faults.clear()
      Object.assign(settings, { ...defaults, imageBase: imageUrl, ...script.settings })
      for (const kind of ['submit', 'poll', 'picture'] as const) apply(faults, kind, script)
      const { service: named } = script
      if (named) void others.find(named.id).then(({ begin }) => begin(named, settings))
    },
    async log() {
      const other = current.service && (await others.find(current.service.id))
      return { ...log, accepted: other?.paid() ?? service.accepted.length - acceptedBefore }
    },
    async close() {
      await Promise.all([close(), others.close()])
    },
  }
}

function plain(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.delete('x-depth-restyle-relay')
  return new Response(answer.body, { status: answer.status, headers })
}

/** The other services that were needed so far. */
function makeOthers(key: string) {
  const opened = new Map<OtherService['id'], Promise<Other>>()
  return {
    find(id: OtherService['id']): Promise<Other> {
      const one = opened.get(id) ?? openOther(id, key)
      opened.set(id, one)
      return one
    },
    close: async () => void (await Promise.all([...opened.values()].map(async (one) => (await one).close()))),
  }
}

function apply<K extends Kind>(faults: Service['faults'], kind: K, { always, next }: Script): void {
  const lasting = always?.[kind]
  if (lasting) faults.always(kind, lasting)
  for (const fault of next?.[kind] ?? []) faults.next(kind, fault)
}
