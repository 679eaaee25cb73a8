// fal (services §3): a queue whose addresses are taken from its answers instead of being built. A moderated picture comes back black, and is flagged.

import { type Json, readList, readRecord, readString } from '../../base/read.ts'
import { readAnswer } from '../exact-json.ts'
import { pictureLinkIn } from '../picture-link.ts'
import { readFailure, speaksOfPolicy } from '../refusal.ts'
import { isWebPage } from '../reply.ts'
import { asId } from '../task-id.ts'
import { dataUrl, faultOf, isGood, over, placeOf, seedIn, told, withoutNothing, wordsOf, working } from './answers.ts'
import type { Answered, Look, Ref, Service, Submitted } from './service.ts'

const noDepthMap = 'fal derives the depth map itself and takes no drawn one: choose "The frame as a picture".'

function writePro(sent: Json): Json | string {
  if (sent.control_image === undefined) return noDepthMap
  const { prompt, seed, guidance, steps, safety_tolerance, output_format } = sent
  const control_image_url = dataUrl(sent.control_image)
  return withoutNothing({
    prompt,
    seed,
    control_image_url,
    guidance_scale: guidance,
    num_inference_steps: steps,
    safety_tolerance: typeof safety_tolerance === 'number' ? String(Math.min(6, Math.max(1, safety_tolerance))) : undefined,
    output_format,
    num_images: 1,
  })
}

function writeLora(sent: Json): Json {
  const { prompt, seed, guidance, steps, output_format, control_image, preprocessed_image } = sent
  return withoutNothing({
    prompt,
    seed,
    control_lora_image_url: dataUrl(control_image ?? preprocessed_image),
    // A drawn depth map is used as it is.
    preprocess_depth: control_image !== undefined,
    guidance_scale: guidance,
    num_inference_steps: steps,
    output_format,
    num_images: 1,
  })
}

function readTaken(answer: Answered, path: string): Submitted {
  const body = readRecord(readAnswer(answer.text))
  const id = asId(body.request_id)
  if (!isGood(answer) || id === '') return { kind: 'refused', failure: refusalOf(answer) }
  const [ask, collect, cancel] = [readString(body.status_url), readString(body.response_url), readString(body.cancel_url)]
  const ref: Ref = { model: path, id, ...(ask && { ask }), ...(collect && { collect }), ...(cancel && { cancel }) }
  return { kind: 'accepted', ref }
}

function refusalOf(answer: Answered): ReturnType<typeof readFailure> {
  const read = readFailure(answer)
  const words = wordsOf(answer)
  if (isWebPage(answer) || words === '') return read
  // Some refusals of a prompt are an ordinary 422.
  const code = speaksOfPolicy(answer.text) ? 'moderated-request' : read.code
  return told(code, read.detail, words, code === read.code ? read.charged : undefined)
}

function look(answer: Answered): Look {
  if (!isGood(answer)) return faultOf(answer)
  const body = readRecord(readAnswer(answer.text))
  const status = readString(body.status).toUpperCase()
  if (status === 'COMPLETED') {
    const words = readString(body.error)
    return words === '' ? { kind: 'collect' } : over(told(speaksOfPolicy(words) ? 'moderated-request' : 'task-failed', 'COMPLETED', words))
  }
  if (status === 'IN_QUEUE') return working('Pending', null, placeOf(body.queue_position, 0))
  if (status.startsWith('CANCEL')) return { kind: 'cancelled', charged: 'unknown' }
  return working(status === 'IN_PROGRESS' ? 'Generating' : readString(body.status, 'Pending'))
}

function readOutput(answer: Answered): Look {
  const words = wordsOf(answer)
  if (answer.status === 202 || (answer.status === 400 && /in progress|not (yet )?(complete|ready)/i.test(words)))
    return working('Generating')
  if (
    answer.status === 422 ||
    (answer.status === 400 && words !== '') ||
    (answer.status === 500 && words !== '' && !/^internal (server )?error$/i.test(words))
  ) {
    if (/cancel/i.test(words)) return { kind: 'cancelled', charged: 'unknown' }
    return over(told(speaksOfPolicy(answer.text) ? 'moderated-request' : 'task-failed', `HTTP ${answer.status}`, words))
  }
  if (!isGood(answer)) return faultOf(answer)
  const body = readRecord(readAnswer(answer.text))
  if (readList(body.has_nsfw_concepts)[0] === true) return over(told('moderated-result', 'has_nsfw_concepts', ''))
  const url = pictureLinkIn(body)
  const seconds = readRecord(body.timings).inference
  return url === ''
    ? over(told('task-failed', 'COMPLETED without a picture', ''))
    : { kind: 'ready', url, seconds: typeof seconds === 'number' ? seconds : null, seed: seedIn(body) }
}

/** The documented address of a request, used when the answer gave no usable one. Only the first two parts of the model's name belong to it. */
function requestUrl(base: string, { model, id }: Ref): string {
  return `${base}/${model.split('/').slice(0, 2).join('/')}/requests/${encodeURIComponent(id)}`
}

export const fal: Service = {
  id: 'fal',
  label: 'fal',
  address: 'https://queue.fal.run',
  keyHeaders: (key) => ({ authorization: `Key ${key}` }),
  offers: [
    // The open model is maintained; [pro] is marked as deprecated there and is offered as long as it answers.
    { id: 'flux-depth-dev', paths: ['fal-ai/flux-control-lora-depth'], write: writeLora },
    { id: 'flux-depth-pro', paths: ['fal-ai/flux-pro/v1/depth'], write: writePro },
  ],
  pictureHosts: ['fal.media', '*.fal.media'],
  askHosts: ['queue.fal.run'],
  linkLivesMs: 24 * 3600_000,
  idempotencyHeader: null,
  routes: [{ submit: (base, path, body) => ({ method: 'POST', url: `${base}/${path}`, body: body ?? 'as-sent' }), read: readTaken }],
  ask: (base, ref) => ({ method: 'GET', url: ref.ask ?? `${requestUrl(base, ref)}/status` }),
  readAsked: look,
  collect: { call: (base, ref) => ({ method: 'GET', url: ref.collect ?? requestUrl(base, ref) }), read: readOutput },
  cancel: {
    call: (base, ref) => ({ method: 'PUT', url: ref.cancel ?? `${requestUrl(base, ref)}/cancel` }),
    read(answer, wasWaiting) {
      const status = readString(readRecord(readAnswer(answer.text)).status)
      if (answer.status >= 200 && answer.status < 300 && status !== 'ALREADY_COMPLETED')
        return { cancelled: true, charged: wasWaiting ? 'no' : 'unknown' }
      return { cancelled: false, charged: status === 'ALREADY_COMPLETED' ? 'yes' : 'unknown' }
    },
  },
}
