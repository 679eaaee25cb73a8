/** The carrier for own GPUs behind a queue: puts orders into the queue from which workers take them, and reads their state from it. */
import { readRecord } from '../../src/core/base/read.ts'
import { failure } from '../../src/core/failure/failure.ts'
import { readAnswer } from '../../src/core/service/exact-json.ts'
import { told, working } from '../../src/core/service/services/answers.ts'
import { comfyui } from '../../src/core/service/services/comfyui.ts'
import type { Look } from '../../src/core/service/services/service.ts'
import type { Line, Standing } from '../queue/line.ts'
import type { Carrier, Given, Order } from '../services/carrier.ts'
import { valuesOf } from './values.ts'

/** Origin used in addresses of its pictures; it does not resolve anywhere. */
export const lineOrigin = 'http://queue.invalid'
const picturePath = `${lineOrigin}/view?id=`

export function makeLineCarrier(line: Line): Carrier {
  return {
    facts: comfyui,
    ownKey: undefined,
    mayFetch: (url) => url.startsWith(picturePath),
    give: (order) => give(line, order),
    look: async ({ id }) => ({ look: lookOf(await line.look(id), id) }),
    cancel: async ({ id }) => ({ cancelled: await line.cancel(id), charged: 'no' }),
    // Without workers nothing is offered. If the number is unknown at the moment, the offer stands.
    offered: async () => ((await line.workers()) > 0 ? comfyui.offers : []),
    hear: ({ id }, heard) => line.hear(id, ({ status, progress }) => heard(working(status, progress))),
  }
}

/** Answers for the picture of an order as a picture host would. */
export async function pictureOfLine(line: Line, url: URL): Promise<Response> {
  const bytes = await line.picture(url.searchParams.get('id') ?? '')
  return bytes ? new Response(bytes, { headers: { 'content-length': String(bytes.length) } }) : new Response(null, { status: 404 })
}

async function give(line: Line, { name, body }: Order): Promise<Given> {
  const values = valuesOf(readRecord(readAnswer(new TextDecoder().decode(body))))
  if (typeof values === 'string') return { kind: 'refused', status: 400, failure: told('bad-request', 'not written', values, 'no') }
  const model = comfyui.offers[0]?.paths[0] ?? ''
  try {
    await line.put(name, model, body)
  } catch {
    const away = told('service-error', 'queue', 'The queue to the GPUs cannot be reached. Nothing was sent.', 'no')
    return { kind: 'refused', status: 503, failure: away }
  }
  return { kind: 'accepted', ref: { model, id: name } }
}

function lookOf(standing: Standing, id: string): Look {
  switch (standing.kind) {
    case 'waiting':
      return working('Pending', null, standing.place)
    case 'at-work':
      return working(standing.status, standing.progress)
    case 'ready':
      return { kind: 'ready', url: `${picturePath}${encodeURIComponent(id)}`, seconds: standing.seconds, seed: null }
    case 'over': {
      const { code, charged, said, status } = standing
      return { kind: 'over', status, failure: said === '' ? failure(code, 'worker', charged) : told(code, 'worker', said, charged) }
    }
    case 'cancelled':
      return { kind: 'cancelled', charged: 'no' }
    case 'missing':
      return { kind: 'missing' }
    default:
      return standing satisfies never
  }
}
