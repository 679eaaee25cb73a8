// Helpers shared by the readers of several services.

import { isRecord, readList, readRecord, readString } from '../../base/read.ts'
import { type Charged, type Failure, type FailureCode, failure } from '../../failure/failure.ts'
import { type Progress, isPictureId, readProgress, readUnderError, saysMissing } from '../comet.ts'
import { readAnswer } from '../exact-json.ts'
import { errorOf, readFailure } from '../refusal.ts'
import { isWebPage, plainText } from '../reply.ts'
import { meaningOf } from '../task-status.ts'
import type { Answered, Look, Submitted } from './service.ts'

/** The status of each end in the plain dialect (api §2.2). */
export function plainStatus(code: FailureCode): string {
  if (code === 'moderated-request') return 'Request Moderated'
  if (code === 'moderated-result') return 'Content Moderated'
  return code === 'expired' ? 'Task not found' : 'Error'
}

/** A failure with the service's own words. */
export function told(code: FailureCode, detail: string, words: string, charged?: Charged): Failure {
  const said = plainText(words)
  return { ...failure(code, detail, charged), ...(said === '' ? {} : { said }) }
}

export function over(failed: Failure): Look {
  return { kind: 'over', status: plainStatus(failed.code), failure: failed }
}

/**
 * A task that is still working. A status that elsewhere means an end is replaced: in the plain dialect it would be read as the end of a task that has
 * no picture yet.
 */
export function working(status: string, progress: number | null = null, queue: number | null = null): Look {
  return { kind: 'working', status: ['none', 'working'].includes(meaningOf(status)) ? status : 'Generating', progress, queue }
}

/** A place in a queue, converted from counting from `first` to counting from 1. */
export function placeOf(value: unknown, first: 0 | 1): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= first ? value + 1 - first : null
}

/** Whether the answer is JSON with a 2xx status. */
export function isGood(answer: Answered): boolean {
  return answer.status >= 200 && answer.status < 300 && !isWebPage(answer) && readAnswer(answer.text) !== undefined
}

/** The service's own words: a sentence, or which field is wrong and why (`detail[]` of a 422). Empty for a web page. */
export function wordsOf(answer: Answered): string {
  if (isWebPage(answer)) return ''
  const body = readAnswer(answer.text)
  const listed = readList(readRecord(body).detail).flatMap((one) => {
    const { loc, msg } = readRecord(one)
    return readString(msg) === '' ? [] : [`${readList(loc).slice(1).join('.')}: ${readString(msg)}`.replace(/^: /, '')]
  })
  return listed.length > 0 ? listed.join('; ') : errorOf(body).message || readString(readRecord(body).error)
}

/** A refusal as the shared readers interpret it, with the service's own words. */
export function refusalOf(answer: Answered): Failure {
  return inItsWords(readFailure(answer), answer)
}

export function inItsWords(failed: Failure, answer: Answered): Failure {
  const said = plainText(wordsOf(answer))
  return failed.said !== undefined || said === '' ? failed : { ...failed, said }
}

/** A failed answer to a poll: either the task is unknown, or the answer says nothing about it. */
export function faultOf(answer: Answered): Look {
  if (saysMissing(answer)) return { kind: 'missing' }
  return { kind: 'fault', failure: refusalOf(answer) }
}

/** An order that was answered with its finished picture; null for any other. */
export function finishedAt(id: string, answer: Answered): Extract<Submitted, { kind: 'finished' }> | null {
  return isPictureId(id) ? { kind: 'finished', look: readMakersAnswer(answer) } : null
}

/** Reads the maker's own shape, which CometAPI passes on and Comfy Router returns as the output. */
export function readMakersAnswer(answer: Answered): Look {
  const body = readAnswer(answer.text)
  if (isGood(answer)) return lookOf(readProgress(body), body)
  const read = isWebPage(answer) ? null : readUnderError(body)
  return read === null ? faultOf(answer) : lookOf(read, body)
}

function lookOf(progress: Progress, body: unknown): Look {
  switch (progress.kind) {
    case 'working':
      return working(progress.status, progress.progress)
    case 'ready':
      return { kind: 'ready', url: progress.url, seconds: progress.seconds, seed: seedIn(body) }
    case 'missing':
      return { kind: 'missing' }
    case 'error':
      return { kind: 'fault', failure: progress.failure }
    case 'over':
      return over(progress.failure)
    default:
      return progress satisfies never
  }
}

/** The seed, which services return as a number, or as digits where a number would lose some. */
export function seedIn(body: unknown): number | string | null {
  for (let layer: unknown = body; isRecord(layer); layer = layer.data) {
    for (const seed of [readRecord(layer.result).seed, layer.seed]) if (typeof seed === 'number' || typeof seed === 'string') return seed
  }
  return null
}

/** Raw base64 as a `data:` address, for services that accept only addresses. */
export function dataUrl(base64: unknown): string {
  const text = typeof base64 === 'string' ? base64 : ''
  if (text.startsWith('data:') || text.startsWith('https:')) return text
  const type = text.startsWith('/9j/') ? 'image/jpeg' : text.startsWith('UklGR') ? 'image/webp' : 'image/png'
  return `data:${type};base64,${text}`
}

/** The fields without those whose value is null or undefined. */
export function withoutNothing(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
}
