/** What the stand-ins of all other services share: orders, how each is to end, and what arrived. One picture for all, or a painter's. */

import type { Order, Paint, Painted } from '../tasks.ts'

/** How an order is refused, or ends. `lost`: taken, and the line breaks before the answer. */
export type Refusal = 'no-key' | 'no-credit' | 'forbidden' | 'gone' | 'invalid' | 'moderated' | 'busy' | 'down' | 'page' | 'lost'
export type Ending = 'ready' | 'moderated-request' | 'moderated-result' | 'failed' | 'unknown-status' | 'forgotten'

export type FloorOrder = {
  readonly id: string
  readonly model: string
  readonly sent: Readonly<Record<string, unknown>>
  readonly ending: Ending
  readonly at: number
  /** Nothing where all get the one picture of the settings. */
  readonly painted: Promise<Painted> | undefined
  isCancelled: boolean
}

/** What a painter has to know of an order. */
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
  /** In place of the one picture. */
  paint: Paint | undefined
  origin: string
  queueIsOpen: boolean
  link: string
  /** Orders of others that stand before each new one. */
  ahead: number
}

/** So long of its time an order waits for its turn. */
export const waitingShare = 0.45

export type Floor = {
  readonly heard: Heard[]
  /** Each of them is paid for. */
  readonly orders: FloorOrder[]
  /** What becomes of the next orders: each is used once. */
  readonly script: { refusals: Refusal[]; endings: Ending[] }
  readonly settings: FloorSettings
  readonly take: (model: string, sent: Readonly<Record<string, unknown>>, wish?: Wish) => FloorOrder
  readonly find: (id: string) => FloorOrder | undefined
  /** 0 to 1; 1 and more is over. */
  readonly share: (order: FloorOrder) => number
  /** The place in the queue while orders of others are before it, 1 is next; 0 once it is its turn. */
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
      // Looked at when somebody asks for the picture; until then a failure is nobody's.
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

/** The pictures lie at the same place. A handler that gives nothing knows no such path; one that throws breaks the line. */
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
