/** A stand-in for ComfyUI (services §4): uploads, a sequential queue, a history, and progress steps over a WebSocket. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { Broken, fieldsIn, type Floor, type FloorOrder, type Handler, json, page, pictureOf, type Wish, waitingShare } from './floor.ts'
import { words } from './makers.ts'

const steps = 10

export type ComfyStandIn = {
  readonly handler: Handler
  readonly attach: (server: Server) => void
  /** Node types and model files that are not installed. */
  readonly lacks: Set<string>
  readonly close: () => void
}

/** The installed model files, by the input that names them. */
const files: Readonly<Record<string, readonly string[]>> = {
  unet_name: ['flux1-depth-dev.safetensors', 'flux1-dev.safetensors'],
  clip_name1: ['clip_l.safetensors'],
  clip_name2: ['t5xxl_fp16.safetensors'],
  vae_name: ['ae.safetensors'],
  lora_name: ['flux1-depth-dev-lora.safetensors'],
  ckpt_name: ['depth_anything_v2_vitl.pth'],
}

export function comfyStandIn(floor: Floor): ComfyStandIn {
  const sockets = new Set<Socket>()
  const lacks = new Set<string>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const uploads = new Map<string, Uint8Array>()
  const say = (type: string, data: object): void => {
    for (const socket of sockets) socket.write(frame(JSON.stringify({ type, data })))
  }
  const perform = (order: FloorOrder): void => {
    const prompt_id = order.id
    const { taskMs, ahead } = floor.settings
    const startMs = ahead > 0 ? waitingShare * taskMs : 0
    const every = (taskMs - startMs) / steps
    for (let step = 1; step <= steps; step++)
      later(timers, startMs + step * every, () => !order.isCancelled && say('progress', { value: step, max: steps, prompt_id, node: '10' }))
    later(timers, taskMs + 1, () => {
      if (order.ending === 'failed')
        say('execution_error', { prompt_id, node_type: 'KSampler', exception_message: words.failed, exception_type: 'OutOfMemoryError' })
      say('executing', { node: null, prompt_id })
    })
  }
  return {
    lacks,
    handler: (request, text) => answer({ floor, lacks, uploads, perform }, request, text),
    attach: (server) => server.on('upgrade', (request: IncomingMessage, socket: Socket) => upgrade(sockets, request, socket)),
    close() {
      for (const timer of timers) clearTimeout(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}

function later(timers: Set<ReturnType<typeof setTimeout>>, ms: number, act: () => void): void {
  const timer = setTimeout(() => {
    timers.delete(timer)
    act()
  }, ms)
  timers.add(timer)
}

type Place = {
  readonly floor: Floor
  readonly lacks: ReadonlySet<string>
  /** Uploaded pictures by file name. */
  readonly uploads: Map<string, Uint8Array>
  readonly perform: (order: FloorOrder) => void
}

function answer(place: Place, request: Request, text: string): Response | undefined | Promise<Response> {
  const { floor, lacks } = place
  const { pathname, searchParams } = new URL(request.url)
  const [, route = '', id = ''] = /^\/([a-z_]+)(?:\/([^/]+))?$/i.exec(pathname) ?? []
  switch (`${request.method} ${route}`) {
    case 'GET system_stats':
      return json(200, { system: { comfyui_version: '0.3.75' }, devices: [] })
    case 'GET object_info':
      return json(200, lacks.has(id) ? {} : { [id]: { input: { required: inputsOf(lacks) } } })
    case 'POST upload':
      return upload(place, request)
    case 'POST prompt':
      return prompt(place, text)
    case 'GET history':
      return json(200, historyOf(floor, floor.find(id)))
    case 'GET queue':
      return json(200, queueOf(floor))
    case 'POST queue':
    case 'POST interrupt':
      for (const order of waiting(floor)) if (route === 'interrupt' || text.includes(order.id)) order.isCancelled = true
      return json(200, {})
    case 'GET view':
      return pictureOf(floor, floor.find(/^restyle_(.*)\.png$/.exec(searchParams.get('filename') ?? '')?.[1] ?? ''))
    default:
      return undefined
  }
}

function inputsOf(lacks: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(files).map(([name, list]) => [name, [list.filter((file) => !lacks.has(file)), {}]]))
}

async function upload({ floor, uploads }: Place, request: Request): Promise<Response> {
  const name = 'restyle.png'
  if (!floor.settings.paint) return json(200, { name, subfolder: '', type: 'input' })
  const file = (await request.formData()).get('image')
  if (!(file instanceof File)) return json(400, { error: 'no image' })
  uploads.set(file.name, new Uint8Array(await file.arrayBuffer()))
  return json(200, { name: file.name, subfolder: '', type: 'input' })
}

/** Reads what a graph asks for from our own nodes. */
function wishIn(graph: Readonly<Record<string, unknown>>, uploads: Place['uploads']): Wish {
  const inputs = Object.fromEntries(
    Object.values(graph).flatMap((node) => {
      const { _meta, inputs: given } = fieldsIn(JSON.stringify(node))
      if (!String(fieldsIn(JSON.stringify(_meta))['title']).startsWith('restyle:')) return []
      // An array is a link to another node.
      return Object.entries(fieldsIn(JSON.stringify(given))).filter(([, value]) => !Array.isArray(value))
    }),
  )
  const picture = typeof inputs['image'] === 'string' ? uploads.get(inputs['image']) : undefined
  return { fields: { prompt: inputs['text'], seed: inputs['seed'] }, pictures: picture ? { control_image: picture } : {} }
}

function prompt({ floor, uploads, perform }: Place, text: string): Response {
  const refusal = floor.script.refusals.shift()
  if (refusal === 'page') return page(502)
  if (refusal === 'down') return json(500, { error: { type: 'server_error', message: words.down, details: '' } })
  if (refusal === 'invalid') {
    const errors = [{ type: 'value_not_in_list', message: 'Value not in list', details: words.invalid }]
    return json(400, {
      error: { type: 'prompt_outputs_failed_validation', message: 'Prompt outputs failed validation', details: '' },
      node_errors: { '8': { errors, class_type: 'FluxGuidance' } },
    })
  }
  const graph = fieldsIn(JSON.stringify(fieldsIn(text)['prompt'] ?? {}))
  const order = floor.take('flux-depth-dev', graph, wishIn(graph, uploads))
  if (refusal === 'lost') throw new Broken()
  perform(order)
  return json(200, { prompt_id: order.id, number: floor.orders.length, node_errors: {} })
}

function waiting(floor: Floor): readonly FloorOrder[] {
  return floor.orders.filter((order) => !order.isCancelled && floor.share(order) < 1)
}

function queueOf(floor: Floor): object {
  const orders = waiting(floor)
  const before = Array.from({ length: Math.max(0, ...orders.map(floor.placeOf)) }, (_, i) => `of-somebody-else-${i}`)
  const [running, ...pending] = [...before, ...orders.map(({ id }) => id)].map((id, i) => [i, id, {}, {}, []])
  return { queue_running: running ? [running] : [], queue_pending: pending }
}

function historyOf(floor: Floor, order: FloorOrder | undefined): object {
  if (!order || order.ending === 'forgotten') return {}
  const { id, ending, isCancelled } = order
  if (isCancelled)
    return { [id]: { outputs: {}, status: { status_str: 'error', completed: false, messages: [['execution_interrupted', {}]] } } }
  if (floor.share(order) < 1) return {}
  const error = ['execution_error', { node_type: 'KSampler', exception_message: words.failed, exception_type: 'OutOfMemoryError' }]
  if (ending === 'failed') return { [id]: { outputs: {}, status: { status_str: 'error', completed: false, messages: [error] } } }
  const outputs = { '12': { images: [{ filename: `restyle_${id}.png`, subfolder: '', type: 'output' }] } }
  return { [id]: { outputs, status: { status_str: 'success', completed: true, messages: [] } } }
}

function upgrade(sockets: Set<Socket>, request: IncomingMessage, socket: Socket): void {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`)
  sockets.add(socket)
  socket.on('error', () => undefined)
  socket.on('close', () => sockets.delete(socket))
}

/** One text frame as a server sends it. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text)
  const head =
    payload.length < 126 ? Buffer.from([0x81, payload.length]) : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255])
  return Buffer.concat([head, payload])
}
