// Makes small pictures that cost money (api §8.3, §8.4), to learn which paths are sold and what is delivered. Asks before each one.

import sharp from 'sharp'
import { readProgress, readSubmitted, resultUrl, submitUrl } from '../src/core/service/comet.ts'
import { failure } from '../src/core/failure/failure.ts'
import { fluxDepthPro } from '../src/core/model/models/flux-depth-pro.ts'
import { fluxKontextPro } from '../src/core/model/models/flux-kontext-pro.ts'
import { type Model, initialValues } from '../src/core/model/model.ts'
import { expectationOf, nextAsk } from '../src/core/service/pace.ts'
import { isRecord, readJson } from '../src/core/base/read.ts'
import type { End, Offer, Order } from './doctor-facts.ts'
import { type Caller, asJson, request } from './doctor-request.ts'
import { askForSample } from './doctor-sample.ts'

const side = 256
const waitMs = 5 * 60_000
/** Delay before asking for the result again, so that a freshly signed link would differ. */
const renewAfterMs = 2500

export type PayPorts = {
  /** Asks whether this one picture may be paid for. */
  readonly consent: (question: string) => Promise<boolean>
  readonly say: (line: string) => void
  readonly pause: (ms: number) => Promise<void>
}

const plan: readonly { readonly model: Model; readonly path: string }[] = [fluxDepthPro, fluxKontextPro].flatMap((model) =>
  model.paths.map((path) => ({ model, path })),
)

/** @param offers the findings of the free requests; models known to be absent are skipped */
export async function payFor(caller: Caller, offers: readonly Offer[], ports: PayPorts): Promise<readonly Order[]> {
  const orders: Order[] = []
  for (const { model, path } of plan) {
    if (offers.some((offer) => offer.path === path && offer.verdict === 'absent')) continue
    if (!(await ports.consent(`Make one picture of ${side} × ${side} as ${path}? It costs one picture.`))) continue
    const order = await payForOne(caller, model, path, ports)
    orders.push(order)
    // The answer was lost, so the picture may have been paid for: the user should check the account before ordering another.
    if (order.failure?.code === 'maybe-submitted') break
  }
  return orders
}

async function payForOne(caller: Caller, model: Model, path: string, ports: PayPorts): Promise<Order> {
  ports.say(`Submitting one small picture as ${path} …`)
  const about = { modelId: model.id, label: model.label, path }
  const answer = await request(submitUrl(caller.baseUrl, path), { method: 'POST', headers: asJson(caller.key), body: await bodyOf(model) })
  if (answer.kind === 'lost') return { ...about, fields: [], failure: failure('maybe-submitted', answer.why), end: null }
  const body = readJson(answer.text)
  const fields = isRecord(body) ? Object.keys(body) : []
  const read = readSubmitted(answer)
  if (!('id' in read)) return { ...about, fields, failure: read, end: null }
  return { ...about, fields, failure: null, end: await watch(caller, read.id, ports) }
}

async function watch(caller: Caller, id: string, { say, pause }: PayPorts): Promise<End> {
  const startedAt = Date.now()
  const seconds = (): number => (Date.now() - startedAt) / 1000
  const expected = expectationOf([])
  const statuses: string[] = []
  for (let nextAt = nextAsk(0, expected); ; nextAt = nextAsk(seconds(), expected)) {
    await pause(1000 * (nextAt - seconds()))
    const asked = await ask(caller, id)
    const progress = asked?.progress
    const took = seconds()
    if (asked !== null && progress?.kind === 'ready') {
      const sample = await askForSample(progress.url)
      await pause(renewAfterMs)
      const again = (await ask(caller, id))?.progress
      const isRenewed = again?.kind === 'ready' ? again.url !== progress.url : null
      return { kind: 'ready', seconds: progress.seconds ?? took, statuses, dialect: asked.dialect, sample, isRenewed }
    }
    if (progress?.kind === 'over') return { kind: 'over', failure: progress.failure }
    if (1000 * took > waitMs) return { kind: 'over', failure: failure('still-waiting', 'five minutes') }
    if (progress?.kind === 'working' && progress.status !== statuses.at(-1)) {
      statuses.push(progress.status)
      say(`  ${progress.status}, ${took.toFixed(0)} s`)
    }
  }
}

type Asked = { readonly progress: ReturnType<typeof readProgress>; readonly dialect: 'plain' | 'wrapped' }

/** Null when the answer says nothing about the task; it is then asked for again until the limit. */
async function ask({ baseUrl, key }: Caller, id: string): Promise<Asked | null> {
  const answer = await request(resultUrl(baseUrl, id), { headers: { authorization: `Bearer ${key}` } })
  const body = answer.kind === 'reply' && answer.status >= 200 && answer.status < 300 ? readJson(answer.text) : undefined
  if (body === undefined) return null
  return { progress: readProgress(body), dialect: isRecord(body) && isRecord(body['data']) && !('result' in body) ? 'wrapped' : 'plain' }
}

function promptFor({ preserveClause }: Model): string {
  return preserveClause === null
    ? 'A white cube on a wooden table, soft light from a window on the left, neutral grey wall'
    : `Make the cube of oak. ${preserveClause}`
}

async function bodyOf(model: Model): Promise<string> {
  const { fields, imageField } = model.request({
    prompt: promptFor(model),
    seed: 1,
    values: initialValues(model),
    sent: { width: side, height: side },
  })
  return JSON.stringify({ ...fields, [imageField]: (await room()).toString('base64') })
}

/** A cube in a room, in greys. */
function room(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="256" height="256" fill="#d8dade"/><path d="M0 176h256v80H0z" fill="#a9a49d"/><path d="M84 108l52-18 44 20v72l-46 22-50-24z" fill="#eceae6"/><path d="M84 108l50 22v74l-50-24z" fill="#c3c1bd"/></svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}
