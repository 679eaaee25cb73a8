// Measures the geometry dial with the user's key. Makes ten pictures, after asking.

import { hostOf } from '../src/core/service/base-url.ts'
import { readJson } from '../src/core/base/read.ts'
import { failureText } from '../src/core/failure/words.ts'
import type { Model } from '../src/core/model/model.ts'
import { readProgress, readSubmitted, resultUrl, submitUrl } from '../src/core/service/comet.ts'
import { expectationOf, nextAsk } from '../src/core/service/pace.ts'
import { type Make, calibrate, pictureCount, writeCalibration } from './calibrate.ts'
import type { PayPorts } from './doctor-pay.ts'
import { type Caller, asJson, request, send } from './doctor-request.ts'

const waitMs = 5 * 60_000
const file = new URL('../src/core/model/calibrations.ts', import.meta.url)

async function submit({ baseUrl, key }: Caller, model: Model, body: string): Promise<string> {
  for (const path of model.paths) {
    const answer = await request(submitUrl(baseUrl, path), { method: 'POST', headers: asJson(key), body })
    if (answer.kind === 'lost') throw new Error('The answer got lost; it may have been charged.')
    const read = readSubmitted(answer)
    if ('id' in read) return read.id
    if (read.code !== 'model-unavailable') throw new Error(failureText(read).sentence)
  }
  throw new Error('The service does not offer this model.')
}

async function collect({ baseUrl, key }: Caller, id: string, pause: PayPorts['pause']): Promise<Uint8Array> {
  const startedAt = Date.now()
  const seconds = (): number => (Date.now() - startedAt) / 1000
  for (let nextAt = nextAsk(0, expectationOf([])); 1000 * seconds() < waitMs; nextAt = nextAsk(seconds(), expectationOf([]))) {
    await pause(1000 * (nextAt - seconds()))
    const answer = await request(resultUrl(baseUrl, id), { headers: { authorization: `Bearer ${key}` } })
    if (answer.kind !== 'reply' || answer.status >= 300) continue
    const progress = readProgress(readJson(answer.text))
    if (progress.kind === 'over') throw new Error(failureText(progress.failure).sentence)
    if (progress.kind === 'ready') return new Uint8Array(await (await send(progress.url, {})).arrayBuffer())
  }
  throw new Error('The service is still working after five minutes.')
}

/** Resolves to false when the user declined or a picture failed. */
export async function calibrateWithKey(caller: Caller, model: Model, { consent, say, pause }: PayPorts): Promise<boolean> {
  if (model.dial === undefined) {
    say(`${model.label} has no geometry dial.`)
    return false
  }
  const question = `Make ${pictureCount} pictures with ${model.label} to measure its dial? They cost ${pictureCount} pictures (about $0.04 to $0.08 each).`
  if (!(await consent(question))) {
    say('Nothing was made.')
    return false
  }
  const make: Make = async (input, picture) => {
    const { fields, imageField } = model.request(input)
    const body = JSON.stringify({ ...fields, [imageField]: Buffer.from(picture).toString('base64') })
    return collect(caller, await submit(caller, model, body), pause)
  }
  try {
    const kept = await calibrate(model, make, say)
    await writeCalibration(file, model.id, { service: hostOf(caller.baseUrl), date: new Date().toISOString().slice(0, 10), kept })
    say('Written to src/core/model/calibrations.ts. Build again, and the dial says it.')
    return true
  } catch (thrown) {
    say(thrown instanceof Error ? thrown.message : String(thrown))
    return false
  }
}
