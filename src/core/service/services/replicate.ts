// Replicate (services §3): predictions of named models, its own field names, and files that are kept for an hour.

import { type Json, readRecord, readString } from '../../base/read.ts'
import { readAnswer } from '../exact-json.ts'
import { pictureLinkIn } from '../picture-link.ts'
import { asId } from '../task-id.ts'
import { errorOf, readFailure, speaksOfPolicy } from '../refusal.ts'
import { dataUrl, faultOf, isGood, over, told, withoutNothing, working } from './answers.ts'
import type { Answered, Look, Ref, Service, Submitted } from './service.ts'

function clamped(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' ? Math.min(most, Math.max(least, value)) : undefined
}

function format(value: unknown): string | undefined {
  return value === 'jpeg' ? 'jpg' : readString(value) || undefined
}

const shared = (sent: Json): Json => ({
  prompt: sent.prompt,
  seed: sent.seed,
  prompt_upsampling: sent.prompt_upsampling,
  safety_tolerance: clamped(sent.safety_tolerance, 1, 6),
  output_format: format(sent.output_format),
})

const noDepthMap = 'Replicate derives the depth map itself and takes no drawn one: choose "The frame as a picture".'

function writeControl(sent: Json): Json | string {
  if (sent.control_image === undefined) return noDepthMap
  const { guidance, steps } = sent
  return { input: withoutNothing({ ...shared(sent), control_image: dataUrl(sent.control_image), guidance, steps }) }
}

function writeDev(sent: Json): Json | string {
  if (sent.control_image === undefined) return noDepthMap
  const { prompt, seed, guidance, steps } = sent
  const control_image = dataUrl(sent.control_image)
  // Its default of one megapixel would not match the frame's size.
  const sized = { megapixels: 'match_input', num_outputs: 1 }
  return {
    input: withoutNothing({
      prompt,
      seed,
      control_image,
      guidance,
      num_inference_steps: steps,
      output_format: format(sent.output_format),
      ...sized,
    }),
  }
}

function writeEdit(sent: Json): Json {
  return {
    input: withoutNothing({
      ...shared(sent),
      input_image: dataUrl(sent.input_image),
      aspect_ratio: sent.aspect_ratio,
      safety_tolerance: clamped(sent.safety_tolerance, 0, 2),
    }),
  }
}

function refOf(body: Json, path: string): Ref | null {
  const { get, cancel } = readRecord(body.urls)
  const id = asId(body.id)
  if (id === '') return null
  return { model: path, id, ...(readString(get) && { ask: readString(get) }), ...(readString(cancel) && { cancel: readString(cancel) }) }
}

function readTaken(answer: Answered, path: string): Submitted {
  const ref = isGood(answer) ? refOf(readRecord(readAnswer(answer.text)), path) : null
  return ref ? { kind: 'accepted', ref } : { kind: 'refused', failure: refusalOf(answer) }
}

/** A refusal. Its errors are `{ title, detail, status }`; title and detail together are the message. */
function refusalOf(answer: Answered): ReturnType<typeof readFailure> {
  const read = readFailure(answer)
  const { title, detail } = readRecord(readAnswer(answer.text))
  const words = [title, detail].map((one) => readString(one)).filter(Boolean)
  return words.length > 0 && read.code !== 'web-page' ? told(read.code, read.detail, words.join(': '), read.charged) : read
}

function look(answer: Answered): Look {
  if (!isGood(answer)) return faultOf(answer)
  const body = readRecord(readAnswer(answer.text))
  const seconds = readRecord(body.metrics).predict_time
  switch (readString(body.status)) {
    case 'succeeded': {
      const url = pictureLinkIn(body.output)
      return url === ''
        ? working('Generating', 1)
        : { kind: 'ready', url, seconds: typeof seconds === 'number' ? seconds : null, seed: null }
    }
    case 'failed': {
      const words = readString(body.error) || errorOf(body).message
      // A policy message is about the result, unless it mentions the prompt, the input or the request.
      const code =
        !speaksOfPolicy(words) && !/sensitive/i.test(words)
          ? 'task-failed'
          : /prompt|input|request/i.test(words)
            ? 'moderated-request'
            : 'moderated-result'
      return over(told(code, 'status failed', words))
    }
    case 'canceled':
    case 'cancelled':
      return { kind: 'cancelled', charged: 'unknown' }
    case 'aborted':
      return { kind: 'cancelled', charged: 'no' }
    case 'starting':
      return working('Pending')
    case 'processing':
      return working('Generating')
    default:
      return working(readString(body.status, 'Pending'))
  }
}

export const replicate: Service = {
  id: 'replicate',
  label: 'Replicate',
  address: 'https://api.replicate.com',
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  offers: [
    { id: 'flux-depth-pro', paths: ['black-forest-labs/flux-depth-pro'], price: { usd: 0.05, seen: '2026-11' }, write: writeControl },
    { id: 'flux-canny-pro', paths: ['black-forest-labs/flux-canny-pro'], write: writeControl },
    { id: 'flux-depth-dev', paths: ['black-forest-labs/flux-depth-dev'], write: writeDev },
    { id: 'flux-kontext-pro', paths: ['black-forest-labs/flux-kontext-pro'], write: writeEdit },
    { id: 'flux-kontext-max', paths: ['black-forest-labs/flux-kontext-max'], write: writeEdit },
  ],
  pictureHosts: ['replicate.delivery', '*.replicate.delivery'],
  askHosts: ['api.replicate.com'],
  linkLivesMs: 3600_000,
  idempotencyHeader: null,
  routes: [
    {
      submit: (base, path, body) => ({ method: 'POST', url: `${base}/v1/models/${path}/predictions`, body: body ?? 'as-sent' }),
      read: readTaken,
    },
  ],
  ask: (base, { id, ask }) => ({ method: 'GET', url: ask ?? `${base}/v1/predictions/${encodeURIComponent(id)}` }),
  readAsked: look,
  cancel: {
    call: (base, { id, cancel }) => ({ method: 'POST', url: cancel ?? `${base}/v1/predictions/${encodeURIComponent(id)}/cancel` }),
    read(answer, wasWaiting) {
      if (answer.status < 200 || answer.status >= 300) return { cancelled: false, charged: 'unknown' }
      // The answer is the prediction itself, which may have finished before it could be cancelled.
      const now = look(answer)
      if (now.kind === 'ready') return { cancelled: false, charged: 'yes' }
      return now.kind === 'over'
        ? { cancelled: false, charged: now.failure.charged }
        : { cancelled: true, charged: wasWaiting ? 'no' : 'unknown' }
    },
  },
}
