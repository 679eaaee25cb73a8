// Interprets ComfyUI's answers (services §4). The relay decides in which order its calls are made.

import { type Json, isRecord, readList, readRecord, readString } from '../../base/read.ts'
import { type Failure, failure } from '../../failure/failure.ts'
import { readAnswer } from '../exact-json.ts'
import { readFailure } from '../refusal.ts'
import { isWebPage } from '../reply.ts'
import { asId } from '../task-id.ts'
import { isGood, over, told, working } from './answers.ts'
import type { Answered, Look } from './service.ts'

/** The errors that it reports about nodes: `CheckpointLoader: Value not in list: …`. */
function nodeErrors(body: Json): readonly string[] {
  return Object.values(readRecord(body.node_errors)).flatMap((node) => {
    const { errors, class_type } = readRecord(node)
    return readList(errors).map((error) => {
      const { message, details } = readRecord(error)
      return `${readString(class_type)}: ${[readString(message), readString(details)].filter(Boolean).join(' ')}`
    })
  })
}

/** A refusal; never charged, because the team's own GPU costs nothing. */
function refusalOf(answer: Answered): Failure {
  const body = readRecord(readAnswer(answer.text))
  const { message, details } = readRecord(body.error)
  const words = [[readString(message), readString(details)].filter(Boolean).join(': '), ...nodeErrors(body)].filter(Boolean).join('; ')
  const read = readFailure(answer)
  if (isWebPage(answer) || words === '') return { ...read, charged: 'no' }
  return told(answer.status === 400 ? 'bad-request' : read.code, `HTTP ${answer.status}`, words, 'no')
}

/** The id of an accepted graph. */
export function readPrompted(answer: Answered): { readonly id: string } | Failure {
  const id = asId(readRecord(readAnswer(answer.text)).prompt_id)
  return isGood(answer) && id !== '' ? { id } : refusalOf(answer)
}

/** The name of the uploaded picture, as a graph refers to it. */
export function readUploaded(answer: Answered): { readonly name: string } | Failure {
  const { name, subfolder } = readRecord(readAnswer(answer.text))
  if (!isGood(answer) || typeof name !== 'string' || name === '') return refusalOf(answer)
  return { name: readString(subfolder) === '' ? name : `${readString(subfolder)}/${name}` }
}

export type Place = { readonly kind: 'running' } | { readonly kind: 'waiting'; readonly queue: number } | { readonly kind: 'nowhere' }

/** The order's place: running, or waiting in the order of the queue numbers, where 1 is next. */
export function readPlace(answer: Answered, id: string): Place | null {
  if (!isGood(answer)) return null
  const body = readRecord(readAnswer(answer.text))
  const isMine = (entry: unknown): boolean => readList(entry)[1] === id
  if (readList(body.queue_running).some(isMine)) return { kind: 'running' }
  const pending = [...readList(body.queue_pending)].sort((a, b) => Number(readList(a)[0]) - Number(readList(b)[0]))
  const at = pending.findIndex(isMine)
  return at < 0 ? { kind: 'nowhere' } : { kind: 'waiting', queue: at + 1 }
}

/** The end of an order in ComfyUI's history; null until it is listed. `addressOf` gives the address of an output file. */
export function readHistory(answer: Answered, id: string, addressOf: (file: Json) => string): Look | null {
  if (!isGood(answer)) return { kind: 'fault', failure: { ...readFailure(answer), charged: 'no' } }
  const entry = readRecord(readAnswer(answer.text))[id]
  if (!isRecord(entry)) return null
  const status = readRecord(entry.status)
  if (readString(status.status_str) === 'error') return endedBadly(readList(status.messages))
  const images = Object.values(readRecord(entry.outputs)).flatMap((node) => readList(readRecord(node).images).map(readRecord))
  // The output of a preview node is temporary and not a result.
  const image = images.find(({ type }) => type === 'output') ?? images[0]
  if (image !== undefined) return { kind: 'ready', url: addressOf(image), seconds: secondsOf(status), seed: null }
  if (status.completed !== true) return working('Generating')
  return over(told('task-failed', 'no picture in its outputs', 'The graph ended without a picture.', 'no'))
}

function endedBadly(messages: readonly unknown[]): Look {
  for (const message of messages) {
    const [kind, told] = readList(message)
    if (kind === 'execution_interrupted') return { kind: 'cancelled', charged: 'no' }
    if (kind === 'execution_error') return executionError(readRecord(told))
  }
  return over(failure('task-failed', 'status error', 'no'))
}

/** The error in ComfyUI's own words, as its window shows it: the node, and its message. */
export function executionError({ node_type, exception_message, exception_type }: Json): Look {
  const words = readString(exception_message) || readString(exception_type)
  return over(
    told('task-failed', readString(exception_type), readString(node_type) === '' ? words : `${readString(node_type)}: ${words}`, 'no'),
  )
}

function secondsOf({ messages }: Json): number | null {
  const at = (kind: string): unknown => readRecord(readList(readList(messages).find((one) => readList(one)[0] === kind))[1]).timestamp
  const [start, end] = [at('execution_start'), at('execution_success')]
  return typeof start === 'number' && typeof end === 'number' ? (end - start) / 1000 : null
}
