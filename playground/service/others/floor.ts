/** What the stand-ins of all other services share: orders, how each is to end, and what arrived. One picture for all, or a painter's. */

/** How an order is refused, or ends. `lost`: taken, and the line breaks before the answer. */
export type Refusal = 'no-key' | 'no-credit' | 'forbidden' | 'gone' | 'invalid' | 'moderated' | 'busy' | 'down' | 'page' | 'lost'
export type Ending = 'ready' | 'moderated-request' | 'moderated-result' | 'failed' | 'unknown-status' | 'forgotten'

export type FloorOrder = {
  readonly id: string
  readonly model: string
  readonly sent: Readonly<Record<string, unknown>>
  readonly ending: Ending
  readonly at: number
  isCancelled: boolean
}

export type Heard = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export type Floor = {
  readonly heard: Heard[]
  /** Each of them is paid for. */
  readonly orders: FloorOrder[]
  /** What becomes of the next orders: each is used once. */
  readonly script: { refusals: Refusal[]; endings: Ending[] }
  readonly settings: { key: string; taskMs: number; picture: Uint8Array<ArrayBuffer>; origin: string; queueIsOpen: boolean; link: string }
  readonly take: (model: string, sent: Readonly<Record<string, unknown>>) => FloorOrder
  readonly find: (id: string) => FloorOrder | undefined
  /** 0 to 1; 1 and more is over. */
  readonly share: (order: FloorOrder) => number
  readonly linkOf: (order: FloorOrder) => string
}

export type Handler = (request: Request, text: string) => Response | undefined | Promise<Response | undefined>

export function makeFloor(now: () => number = Date.now): Floor {
  const orders: FloorOrder[] = []
  const settings: Floor['settings'] = { key: 'key', taskMs: 40, picture: new Uint8Array(), origin: '', queueIsOpen: true, link: '' }
  const script: Floor['script'] = { refusals: [], endings: [] }
  return {
    heard: [],
    orders,
    script,
    settings,
    find: (id) => orders.find((order) => order.id === id),
    take(model, sent) {
      const order = { id: crypto.randomUUID(), model, sent, ending: script.endings.shift() ?? 'ready', at: now(), isCancelled: false }
      orders.push(order)
      return order
    },
    share: ({ at }) => (now() - at) / settings.taskMs,
    linkOf: ({ id }) => settings.link || `${settings.origin}/pictures/${id}`,
  }
}

/** The pictures lie at the same place. A handler that gives nothing knows no such path; one that throws breaks the line. */
export function serve(floor: Floor, handler: Handler): (request: Request) => Promise<Response> {
  return async (request) => {
    const text = request.method === 'GET' ? '' : await request.clone().text()
    const { pathname } = new URL(request.url)
    floor.heard.push({ method: request.method, path: pathname, headers: Object.fromEntries(request.headers), text: text.slice(0, 2000) })
    if (pathname.startsWith('/pictures/')) return new Response(floor.settings.picture, { headers: { 'content-type': 'image/jpeg' } })
    return (await handler(request, text)) ?? json(404, { detail: 'Not Found' })
  }
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
