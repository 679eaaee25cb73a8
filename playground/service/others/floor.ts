/** What the stand-ins for all other services share: orders, how each will end, and what arrived. Pictures are one for all, or painted. */

import type { Order, Paint, Painted } from '../tasks.ts'

/** How an order is refused, or how it ends. `lost`: it is accepted, and the connection breaks before the answer. */
export type Refusal = 'no-key' | 'no-credit' | 'forbidden' | 'gone' | 'invalid' | 'moderated' | 'busy' | 'down' | 'page' | 'lost'
export type Ending = 'ready' | 'moderated-request' | 'moderated-result' | 'failed' | 'unknown-status' | 'forgotten'

export type FloorOrder = {
  readonly id: string
  readonly model: string
  readonly sent: Readonly<Record<string, unknown>>
  readonly ending: Ending
  readonly at: number
  /** Undefined when every order gets the same picture from the settings. */
  readonly painted: Promise<Painted> | undefined
  isCancelled: boolean
}

/** What a painter needs to know about an order. */
export type Wish = Pick<Order, 'fields' | 'pictures'>

export type Heard = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export type FloorSettings = {
  key: string
  taskMs: number
  picture: Uint8Array<ArrayBuffer>
  /** Paints the pictures instead of sending the same one each time. */
  paint: Paint | undefined
  origin: string
  queueIsOpen: boolean
  link: string
  /** How many orders of others are ahead of each new one. */
  ahead: number
}

/** The share of its time that an order waits in the queue. */
export const waitingShare = 0.45

export type Floor = {
  readonly heard: Heard[]
  /** Every order in this list was paid for. */
  readonly orders: FloorOrder[]
  /** What happens to the next orders; each entry is used once. */
  readonly script: { refusals: Refusal[]; endings: Ending[] }
  readonly settings: FloorSettings
  readonly take: (model: string, sent: Readonly<Record<string, unknown>>, wish?: Wish) => FloorOrder
  readonly find: (id: string) => FloorOrder | undefined
  /** The order's progress: 0 to 1; 1 or more means it is finished. */
  readonly share: (order: FloorOrder) => number
  /** The position in the queue while other orders are ahead, 1 being next; 0 once it is its turn. */
  readonly placeOf: (order: FloorOrder) => number
  readonly linkOf: (order: FloorOrder) => string
}

export type Handler = (request: Request, text: string) => Response | undefined | Promise<Response | undefined>

export function makeFloor(now: () => number = Date.now): Floor {
  const orders: FloorOrder[] = []
  const settings: FloorSettings = {
    key: 'key',
    taskMs: 40,
    picture: new Uint8Array(),
    paint: undefined,
    origin: '',
    queueIsOpen: true,
    link: '',
    ahead: 0,
  }
  const share: Floor['share'] = ({ at }) => (now() - at) / settings.taskMs
  const script: Floor['script'] = { refusals: [], endings: [] }
  return {
    heard: [],
    orders,
    script,
    settings,
    find: (id) => orders.find((order) => order.id === id),
    take(model, sent, wish = { fields: sent, pictures: picturesIn(sent) }) {
      const { seed } = wish.fields
      const painted = settings.paint?.({ model: model.replace(/^.*\//, ''), ...wish }, typeof seed === 'number' ? seed : 1)
      // Rejections surface when someone requests the picture; until then, ignore them.
      painted?.catch(() => undefined)
      const id = crypto.randomUUID()
      const order = { id, model, sent, ending: script.endings.shift() ?? 'ready', at: now(), painted, isCancelled: false }
      orders.push(order)
      return order
    },
    share,
    placeOf: (order) => Math.max(0, Math.ceil(settings.ahead * (1 - share(order) / waitingShare))),
    linkOf: ({ id }) => settings.link || `${settings.origin}/pictures/${id}`,
  }
}

/**
 * Serves a handler, and the pictures at the same origin. A handler that returns nothing does not know the path; one that throws
 * breaks the connection.
 */
export function serve(floor: Floor, handler: Handler): (request: Request) => Promise<Response> {
  return async (request) => {
    const text = request.method === 'GET' ? '' : await request.clone().text()
    const { pathname } = new URL(request.url)
    floor.heard.push({ method: request.method, path: pathname, headers: Object.fromEntries(request.headers), text: text.slice(0, 2000) })
    if (pathname.startsWith('/pictures/')) return pictureOf(floor, floor.find(pathname.slice('/pictures/'.length)))
    return (await handler(request, text)) ?? json(404, { detail: 'Not Found' })
  }
}

export async function pictureOf({ settings }: Floor, order: FloorOrder | undefined): Promise<Response> {
  const painted = await order?.painted
  const { bytes, type } = painted ?? { bytes: settings.picture, type: 'image/jpeg' }
  return new Response(Buffer.from(bytes), { headers: { 'content-type': type } })
}

function picturesIn(sent: Readonly<Record<string, unknown>>): Wish['pictures'] {
  const fields = ['control_image', 'preprocessed_image'].flatMap((field) => {
    const value = sent[field]
    return typeof value === 'string' ? [[field, Buffer.from(value.replace(/^data:[^,]*,/, ''), 'base64')] as const] : []
  })
  return Object.fromEntries(fields)
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers })
}

export function page(status: number): Response {
  return new Response('<!doctype html><title>Bad gateway</title>', { status, headers: { 'content-type': 'text/html' } })
}

export function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? { ...read } : {}
  } catch {
    return {}
  }
}

export class Broken extends Error {}
