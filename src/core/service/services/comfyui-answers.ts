// What the answers of ComfyUI mean (services §4). How its calls follow each other is the relay's work.

import { type Json, isRecord, readList, readRecord, readString } from '../../base/read.ts'
import { type Failure, failure } from '../../failure/failure.ts'
import { readAnswer } from '../exact-json.ts'
import { readFailure } from '../refusal.ts'
import { isWebPage } from '../reply.ts'
import { asId } from '../task-id.ts'
import { isGood, over, told, working } from './answers.ts'
import type { Answered, Look } from './service.ts'

/** Each of its errors about a node: `CheckpointLoader: Value not in list: …`. */
function nodeErrors(body: Json): readonly string[] {
  return Object.values(readRecord(body.node_errors)).flatMap((node) => {
    const { errors, class_type } = readRecord(node)
    return readList(errors).map((error) => {
      const { message, details } = readRecord(error)
      return `${readString(class_type)}: ${[readString(message), readString(details)].filter(Boolean).join(' ')}`
    })
  })
}

/** Nothing costs anything on an own GPU. */
function refusalOf(answer: Answered): Failure {
  const body = readRecord(readAnswer(answer.text))
  const { message, details } = readRecord(body.error)
  const words = [[readString(message), readString(details)].filter(Boolean).join(': '), ...nodeErrors(body)].filter(Boolean).join('; ')
  const read = readFailure(answer)
  if (isWebPage(answer) || words === '') return { ...read, charged: 'no' }
  return told(answer.status === 400 ? 'bad-request' : read.code, `HTTP ${answer.status}`, words, 'no')
}

/** The id of a graph that was taken in. */
export function readPrompted(answer: Answered): { readonly id: string } | Failure {
  const id = asId(readRecord(readAnswer(answer.text)).prompt_id)
  return isGood(answer) && id !== '' ? { id } : refusalOf(answer)
}

/** How the uploaded picture is named in a graph. */
export function readUploaded(answer: Answered): { readonly name: string } | Failure {
  const { name, subfolder } = readRecord(readAnswer(answer.text))
  if (!isGood(answer) || typeof name !== 'string' || name === '') return refusalOf(answer)
  return { name: readString(subfolder) === '' ? name : `${readString(subfolder)}/${name}` }
}

export type Place = { readonly kind: 'running' } | { readonly kind: 'waiting'; readonly queue: number } | { readonly kind: 'nowhere' }

/** Running ones come before those that wait, in the order of their numbers; 1 is next. */
export function readPlace(answer: Answered, id: string): Place | null {
  if (!isGood(answer)) return null
  const body = readRecord(readAnswer(answer.text))
  const isMine = (entry: unknown): boolean => readList(entry)[1] === id
  if (readList(body.queue_running).some(isMine)) return { kind: 'running' }
  const pending = [...readList(body.queue_pending)].sort((a, b) => Number(readList(a)[0]) - Number(readList(b)[0]))
  const at = pending.findIndex(isMine)
  return at < 0 ? { kind: 'nowhere' } : { kind: 'waiting', queue: at + 1 }
}

/** The end of an order in its history; null until it is there. `addressOf` makes the address of a file. */
export function readHistory(answer: Answered, id: string, addressOf: (file: Json) => string): Look | null {
  if (!isGood(answer)) return { kind: 'fault', failure: { ...readFailure(answer), charged: 'no' } }
  const entry = readRecord(readAnswer(answer.text))[id]
  if (!isRecord(entry)) return null
  const status = readRecord(entry.status)
  if (readString(status.status_str) === 'error') return endedBadly(readList(status.messages))
  const images = Object.values(readRecord(entry.outputs)).flatMap((node) => readList(readRecord(node).images).map(readRecord))
  // What a preview node shows is temporary and no result.
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

/** Its own words, as its window shows them: which node, and what it said. */
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
