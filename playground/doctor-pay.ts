// One small picture, made for money: which spelling of the model is sold, and what is delivered. Asked for explicitly only.

import sharp from 'sharp'
import { readProgress, readSubmitted, resultUrl, submitUrl } from '../src/core/comet.ts'
import { type Failure, failure } from '../src/core/failure.ts'
import { fluxDepthPro } from '../src/core/models/flux-depth-pro.ts'
import { initialValues } from '../src/core/models/model.ts'
import { expectationOf, nextAsk } from '../src/core/pace.ts'
import { readJson } from '../src/core/read.ts'
import { asJson, askForSample, hear, type Caller } from './doctor-ask.ts'
import type { Paid } from './doctor-facts.ts'

const side = 256
const waitMs = 5 * 60_000
/** Between finding the picture and asking once more, so that a fresh signature would differ. */
const renewAfterMs = 2500

export type Pause = (ms: number) => Promise<void>

export const payForOne = async (caller: Caller, say: (line: string) => void, pause: Pause = wait): Promise<Paid> => {
  const refused: { path: string; failure: Failure }[] = []
  const body = await bodyOf()
  for (const path of fluxDepthPro.paths) {
    say(`Submitting one small picture as ${path} …`)
    const heard = await hear(submitUrl(caller.baseUrl, path), { method: 'POST', headers: asJson(caller.key), body })
    const read = heard.kind === 'reply' ? readSubmitted(heard) : failure('maybe-submitted', heard.why)
    if ('id' in read) return { refused, accepted: path, end: await watch(caller, read.id, say, pause) }
    refused.push({ path, failure: read })
    // Another spelling only where this answer proves that nothing was accepted: nobody pays twice.
    if (read.code !== 'model-unavailable') break
  }
  return { refused, accepted: null, end: null }
}

const watch = async (caller: Caller, id: string, say: (line: string) => void, pause: Pause): Promise<Paid['end']> => {
  const startedAt = Date.now()
  const seconds = (): number => (Date.now() - startedAt) / 1000
  const expected = expectationOf([])
  let told = ''
  for (let at = nextAsk(0, expected); ; at = nextAsk(seconds(), expected)) {
    await pause(1000 * (at - seconds()))
    const progress = await ask(caller, id)
    const took = seconds()
    if (progress?.kind === 'ready') {
      const sample = await askForSample(progress.url, caller.baseUrl)
      await pause(renewAfterMs)
      const again = await ask(caller, id)
      const isRenewed = again?.kind === 'ready' ? again.url !== progress.url : null
      return { kind: 'ready', seconds: progress.seconds ?? took, sample, isRenewed }
    }
    if (progress?.kind === 'over') return { kind: 'over', failure: progress.failure }
    if (1000 * took > waitMs) return { kind: 'over', failure: failure('still-waiting', 'five minutes') }
    if (progress?.kind === 'working' && progress.status !== told) say(`  ${(told = progress.status)}, ${took.toFixed(0)} s`)
  }
}

/** Nothing where the answer says nothing: asked again until the limit. */
const ask = async ({ baseUrl, key }: Caller, id: string): Promise<ReturnType<typeof readProgress> | null> => {
  const heard = await hear(resultUrl(baseUrl, id), { headers: { authorization: `Bearer ${key}` } })
  const body = heard.kind === 'reply' && heard.status >= 200 && heard.status < 300 ? readJson(heard.text) : undefined
  return body === undefined ? null : readProgress(body)
}

const wait: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

const bodyOf = async (): Promise<string> => {
  const size = { width: side, height: side }
  const { fields, imageField } = fluxDepthPro.request({
    prompt: 'A white cube on a wooden table, soft light from a window on the left, neutral grey wall',
    seed: 1,
    values: { ...initialValues(fluxDepthPro), steps: 15 },
    sent: size,
  })
  return JSON.stringify({ ...fields, [imageField]: (await room()).toString('base64') })
}

/** A cube in a room, in greys. */
const room = (): Promise<Buffer> => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="256" height="256" fill="#d8dade"/><path d="M0 176h256v80H0z" fill="#a9a49d"/><path d="M84 108l52-18 44 20v72l-46 22-50-24z" fill="#eceae6"/><path d="M84 108l50 22v74l-50-24z" fill="#c3c1bd"/></svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}
