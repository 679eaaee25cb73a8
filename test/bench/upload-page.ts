// Runs inside a frame with a null origin, like the plugin's window. Measures the time from picture bytes until the server has the whole request,
// alternating with other ways of sending. The same script runs as the worker.

import type { Plan } from '../../src/core/picture/registration.ts'
import { runWorker } from '../../src/ui/wire/run-worker.ts'
import { openWorkerClient } from '../../src/ui/wire/worker-client.ts'
import { makeTools } from '../../src/ui/worker.ts'
import { rest, startHeartbeat } from './heartbeat.ts'

/** Milliseconds, one number per round. */
export type Way = { readonly total: readonly number[]; readonly block: readonly number[] }
export type UploadReport = {
  readonly typical: Way
  readonly ours: Way
  readonly floor: Way
  readonly large: Way
  /** Bytes of the requests. */
  readonly bodies: { readonly dense: number; readonly photo: number; readonly page: number }
}

const rounds = 11
const largeRounds = 9
const largeBytes = 16 * 1024 * 1024
const key = 'sk-bench'
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
const signal = new AbortController().signal
const plans = { dense: '/plans/dense', photo: '/plans/photo', page: '/plans/page' }

async function measure(): Promise<UploadReport> {
  const script = document.currentScript
  const { tools } = openWorkerClient(
    () => script?.textContent ?? '',
    () => makeTools(document),
  )
  const bytesAt = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer())
  const planAt = async (path: string): Promise<Plan> => (await (await fetch(path)).json()) as Plan

  const send = async (base64: Blob, path: string): Promise<number> => {
    const fields = { prompt: 'A timber house at dusk', seed: 1, steps: 50 }
    const answer = await tools.send({ url: new URL(path, document.baseURI).href, key, fields, imageField: 'control_image', base64 }, signal)
    if (answer.kind !== 'reply' || answer.status !== 200) throw new Error(`the upload was lost: ${JSON.stringify(answer)}`)
    return (JSON.parse(new TextDecoder().decode(answer.bytes)) as { bytes: number }).bytes
  }
  const ours = async (png: Uint8Array, plan: Plan): Promise<number> => {
    const { base64 } = await tools.compose(
      {
        pieces: [{ png, box: { x: 0, y: 0, width: plan.content.width, height: plan.content.height } }],
        background: '',
        plan,
        takesJpeg: true,
      },
      signal,
    )
    return send(base64, '/v1/ours')
  }
  /** What most plugins do. */
  const typical = async (png: Uint8Array): Promise<void> => {
    let text = ''
    for (const byte of png) text += String.fromCharCode(byte)
    const body = JSON.stringify({ prompt: 'A timber house at dusk', control_image: btoa(text) })
    await (await fetch('/v1/typical', { method: 'POST', headers, body })).json()
  }
  const raw = async (bytes: Uint8Array): Promise<void> => {
    await (await fetch('/v1/floor', { method: 'POST', headers, body: bytes as Uint8Array<ArrayBuffer> })).json()
  }

  const [full, png, plan] = await Promise.all([bytesAt('/pictures/full'), bytesAt('/pictures/dense'), planAt(plans.dense)])
  const large = Uint8Array.from({ length: largeBytes }, (_, i) => (i * 2_654_435_761) >>> 24)
  const largeBody = new Uint8Array(Math.ceil(largeBytes / 3) * 4 + 90)

  const [first, second] = await inTurns(rounds, [() => typical(full), () => ours(png, plan)])
  const [third, fourth] = await inTurns(largeRounds, [
    () => raw(largeBody),
    () => send(new Blob([large as Uint8Array<ArrayBuffer>]), '/v1/large'),
  ])
  const bodyOf = async (name: 'dense' | 'photo' | 'page'): Promise<number> =>
    ours(await bytesAt(`/pictures/${name}`), await planAt(plans[name]))
  return {
    typical: first,
    ours: second,
    floor: third,
    large: fourth,
    bodies: { dense: await bodyOf('dense'), photo: await bodyOf('photo'), page: await bodyOf('page') },
  }
}

/** Each round runs both ways, in alternating order; the first round only warms up. */
async function inTurns(count: number, ways: readonly [() => Promise<unknown>, () => Promise<unknown>]): Promise<readonly [Way, Way]> {
  const told = ways.map(() => ({ total: [] as number[], block: [] as number[] }))
  for (let round = -1; round < count; round++) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0]
    for (const nth of order) {
      await rest(120)
      const stop = startHeartbeat()
      await rest(20)
      const from = performance.now()
      await ways[nth]?.()
      const total = performance.now() - from
      const block = stop()
      if (round < 0) continue
      told[nth]?.total.push(total)
      told[nth]?.block.push(block)
    }
  }
  const [a, b] = told
  if (a === undefined || b === undefined) throw new Error('two ways were to be measured')
  return [a, b]
}

function tell(result: unknown): Promise<Response> {
  return fetch('/result', { method: 'POST', body: JSON.stringify(result) })
}

if (typeof document === 'undefined') runWorker(makeTools(self))
else measure().then(tell, (error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }))
