// `npm run doctor -- --service comfy-router`: free checks of a service behind the relay, with the user's key.

import { makeServiceFetch } from '../relay/node/service-fetch.ts'
import { makeRoom } from '../relay/room.ts'
import type { Carrier } from '../relay/services/carrier.ts'
import { makeCarriers } from '../relay/services/carriers.ts'
import type { ServiceId } from '../src/core/service/services/service.ts'
import { allServices, factsOf, isServiceId } from '../src/core/service/services/services.ts'

export type Line = { readonly name: string; readonly said: string }

/** The id of the service, or a fault if it is unknown. */
export function serviceNamed(name: string): ServiceId | { readonly fault: string } {
  if (isServiceId(name)) return name
  const wrong = name === '' || name.startsWith('-') ? '--service needs a name.' : `"${name}" is no service that is known here.`
  return { fault: `${wrong} Choose from ${allServices.map(({ id }) => id).join(', ')}.` }
}

export async function askService(id: ServiceId, url: string | undefined, key: string | undefined): Promise<readonly Line[]> {
  const address = (url ?? factsOf(id).address).replace(/\/+$/, '')
  const source = { id, url: address, key, pictureHosts: [] }
  const maxAnswerBytes = 10_000_000
  const room = makeRoom({ bytes: maxAnswerBytes, waitMs: 1000, stillMs: 1000 })
  const line = { fetch: makeServiceFetch(), room, maxAnswerBytes, ownKey: undefined, now: Date.now }
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const [carrier] = makeCarriers({}, [source], { line, pause })
  if (!carrier) return []
  return [{ name: 'Service', said: `${factsOf(id).label} at ${address}` }, ...(await answersOf(carrier, key))]
}

/** Asks for a nonexistent task, so that a refusal can only concern the key. */
async function answersOf(carrier: Carrier, key: string | undefined): Promise<readonly Line[]> {
  const { facts } = carrier
  const { look } = await carrier.look({ model: facts.offers[0]?.paths[0] ?? '', id: '00000000-0000-4000-8000-000000000000' }, key)
  const failed = look.kind === 'fault' ? look.failure : undefined
  if (failed?.code === 'unreachable') return [{ name: 'Answers', said: 'no: nothing answers at this address.' }]
  const isRefused = failed?.code === 'key-rejected' || failed?.code === 'forbidden'
  const keyed = facts.isFree
    ? 'none needed'
    : key === undefined
      ? 'none given: set SERVICE_KEY'
      : isRefused
        ? `refused: ${failed.said ?? failed.code}`
        : 'not refused'
  const lacks = (await carrier.missing?.()) ?? []
  const offered = await carrier.offered(key)
  return [
    { name: 'Answers', said: failed && !isRefused ? `yes, with ${failed.detail}` : 'yes' },
    { name: 'Key', said: keyed },
    ...lacks.map((lack) => ({ name: 'Lacks', said: lack })),
    ...offered.map(({ id, price }) => ({ name: 'Model', said: `${id}${price ? `, $${price.usd} a picture (seen ${price.seen})` : ''}` })),
    { name: 'Lost order', said: facts.idempotencyHeader === null ? 'never sent twice by itself' : 'asked for again under its name' },
  ]
}
