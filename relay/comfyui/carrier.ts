/** The carrier for a ComfyUI: uploads the picture, queues a graph with our values, and reads the result from its history (services §4). */
import { readRecord, readString } from '../../src/core/base/read.ts'
import { failure } from '../../src/core/failure/failure.ts'
import { readAnswer } from '../../src/core/service/exact-json.ts'
import { working } from '../../src/core/service/services/answers.ts'
import { classesOf, fillGraph, fitFiles, type Graph, missingIn, samplersOf } from '../../src/core/service/services/comfy-graph.ts'
import { readHistory, readPlace, readPrompted, readUploaded } from '../../src/core/service/services/comfyui-answers.ts'
import { comfyui } from '../../src/core/service/services/comfyui.ts'
import type { Call, Cancelled, Look, Ref } from '../../src/core/service/services/service.ts'
import type { Socketing } from '../node/web-socket.ts'
import { notCancelled, type Carrier, type Given, type Order, type Seen } from '../services/carrier.ts'
import { exchange, type Exchange, type Line } from '../services/exchange.ts'
import { makeSteps, type Steps } from './steps.ts'
import { formOf, valuesOf } from './values.ts'

export type ComfyOptions = {
  readonly base: string
  readonly ownKey: string | undefined
  readonly line: Line
  readonly graph: Graph
  readonly socket: Socketing | undefined
  readonly submitTimeoutMs: number
  readonly pollTimeoutMs: number
  readonly pause: (ms: number) => Promise<void>
}

type Comfy = ComfyOptions & {
  readonly self: string
  readonly steps: Steps
  missing: { readonly told: readonly string[]; readonly at: number } | undefined
  /** The graph with file names adapted to the files that are installed. */
  fitted: Graph
}

/** How long a missing node or file counts as missing before it is looked for again: somebody may have installed it. */
const missingMs = 30_000

export function makeComfyCarrier(options: ComfyOptions): Carrier {
  const { base, graph, ownKey, socket, pause } = options
  const self = crypto.randomUUID()
  const steps = makeSteps(`${base}/ws?clientId=${self}`, socket, samplersOf(graph), pause)
  const comfy: Comfy = { ...options, self, steps, missing: undefined, fitted: graph }
  return {
    facts: comfyui,
    ownKey,
    mayFetch: (url) => url.startsWith(`${base}/view?`),
    give: (order) => give(comfy, order),
    look: (ref) => look(comfy, ref),
    cancel: (ref) => cancel(comfy, ref),
    missing: () => missing(comfy),
    offered: async () => ((await missing(comfy)).length === 0 ? comfyui.offers : []),
    hear: (ref, heard) =>
      steps.hear(ref.id, (told) => {
        if (told.kind !== 'ended') return heard(told)
        void look(comfy, ref).then((seen) => heard(seen.look))
      }),
  }
}

async function ask(
  comfy: Comfy,
  call: Call,
  timeoutMs = comfy.pollTimeoutMs,
  form?: { body: Uint8Array<ArrayBuffer>; type: string },
): Promise<Exchange> {
  const headers = comfy.ownKey === undefined ? {} : comfyui.keyHeaders(comfy.ownKey)
  return exchange(comfy.line, call, { headers, timeoutMs, ...(form ? { asSent: form } : {}) })
}

async function missing(comfy: Comfy): Promise<readonly string[]> {
  const { base, graph, line } = comfy
  if (comfy.missing && (comfy.missing.told.length === 0 || line.now() - comfy.missing.at < missingMs)) return comfy.missing.told
  const classes = classesOf(graph)
  const told = await Promise.all(
    classes.map((name) => ask(comfy, { method: 'GET', url: `${base}/object_info/${encodeURIComponent(name)}` })),
  )
  const infos = new Map<string, unknown>()
  for (const [i, one] of told.entries()) {
    // If ComfyUI does not answer, nothing is known to be missing.
    if (one.kind !== 'answer' || one.answer.status >= 500 || one.answer.status === 401 || one.answer.status === 403) return []
    infos.set(classes[i] ?? '', readAnswer(one.answer.text))
  }
  const infoOf = (name: string): unknown => infos.get(name)
  comfy.fitted = fitFiles(graph, infoOf)
  comfy.missing = { told: missingIn(comfy.fitted, infoOf), at: line.now() }
  return comfy.missing.told
}

const noRefusal = (code: Parameters<typeof failure>[0], said: string, status: number): Given => ({
  kind: 'refused',
  status,
  failure: { ...failure(code, `HTTP ${status}`, 'no'), said },
})

async function give(comfy: Comfy, order: Order): Promise<Given> {
  const { base, self, submitTimeoutMs } = comfy
  const values = valuesOf(readRecord(readAnswer(new TextDecoder().decode(order.body))))
  if (typeof values === 'string') return noRefusal('bad-request', values, 400)
  const lacks = await missing(comfy)
  if (lacks.length > 0) return noRefusal('model-unavailable', `ComfyUI lacks something for its graph: ${lacks.join('; ')}.`, 503)
  const form = formOf(values.bytes, `restyle-${order.name}`)
  const uploaded = await ask(comfy, { method: 'POST', url: `${base}/upload/image`, body: 'as-sent' }, submitTimeoutMs, form)
  if (uploaded.kind !== 'answer') return away()
  const picture = readUploaded(uploaded.answer)
  if (!('name' in picture)) return { kind: 'refused', failure: picture, status: uploaded.answer.status }
  // Listens before queueing, so that the first step is heard too.
  await comfy.steps.listen()
  const prompt = fillGraph(comfy.fitted, { ...values, picture: picture.name })
  const told = await ask(comfy, { method: 'POST', url: `${base}/prompt`, body: { prompt, client_id: self } }, submitTimeoutMs)
  if (told.kind !== 'answer') return away()
  const prompted = readPrompted(told.answer)
  if (!('id' in prompted)) return { kind: 'refused', failure: prompted, status: told.answer.status }
  return { kind: 'accepted', ref: { model: comfyui.offers[0]?.paths[0] ?? '', id: prompted.id } }
}

/** A duplicate picture costs nothing here, so the order may simply be sent again. */
function away(): Given {
  return {
    kind: 'refused',
    status: 502,
    failure: { ...failure('unreachable', 'upstream_unreachable', 'no'), said: 'ComfyUI does not answer.' },
  }
}

async function look(comfy: Comfy, { id }: Ref): Promise<Seen> {
  const history = await historyOf(comfy, id)
  if (history) return { look: history }
  const place = await placeOf(comfy, id)
  if (place === null) return { look: fault }
  if (place.kind === 'waiting') return { look: working('Pending', null, place.queue) }
  if (place.kind === 'running') return { look: working('Generating', comfy.steps.progressOf(id)) }
  // It may have ended between the two requests.
  return { look: (await historyOf(comfy, id)) ?? { kind: 'missing' } }
}

const fault: Look = { kind: 'fault', failure: failure('unreachable', 'upstream_unreachable') }

/** Null while the task is not in the history. */
async function historyOf(comfy: Comfy, id: string): Promise<Look | null> {
  const { base } = comfy
  const told = await ask(comfy, { method: 'GET', url: `${base}/history/${encodeURIComponent(id)}` })
  if (told.kind !== 'answer') return fault
  return readHistory(told.answer, id, ({ filename, subfolder, type }) => {
    const query = new URLSearchParams({
      filename: readString(filename),
      subfolder: readString(subfolder),
      type: readString(type, 'output'),
    })
    return `${base}/view?${query.toString()}`
  })
}

async function placeOf(comfy: Comfy, id: string): Promise<ReturnType<typeof readPlace>> {
  const told = await ask(comfy, { method: 'GET', url: `${comfy.base}/queue` })
  return told.kind === 'answer' ? readPlace(told.answer, id) : null
}

async function cancel(comfy: Comfy, { id }: Ref): Promise<Cancelled> {
  const { base } = comfy
  const place = await placeOf(comfy, id)
  if (place === null || place.kind === 'nowhere') return notCancelled('no')
  const call: Call =
    place.kind === 'waiting'
      ? { method: 'POST', url: `${base}/queue`, body: { delete: [id] } }
      : { method: 'POST', url: `${base}/interrupt`, body: { prompt_id: id } }
  const told = await ask(comfy, call)
  return { cancelled: told.kind === 'answer' && told.answer.status < 300, charged: 'no' }
}
