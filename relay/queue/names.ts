/** Redis keys and topics shared by relays and workers, and the messages between them. */
import { readNumber, readOneOf, readRecord, readString } from '../../src/core/base/read.ts'
import { type Charged, failureCodes, type FailureCode } from '../../src/core/failure/failure.ts'
import { redisPrefix } from '../state/redis.ts'

export const queueName = 'orders'
export const queuePrefix = `${redisPrefix}queue`

/** The body is stored separately, because the job itself is read again and again. */
export function bodyKey(id: string): string {
  return `${redisPrefix}body:${id}`
}

export function pictureKey(id: string): string {
  return `${redisPrefix}picture:${id}`
}

export function cancelKey(id: string): string {
  return `${redisPrefix}cancelled:${id}`
}

/** Topics for the progress of an order and for the request to cancel it. */
export function stepTopic(id: string): string {
  return `queue-step:${id}`
}

export function cancelTopic(id: string): string {
  return `queue-cancel:${id}`
}

export type Step = { readonly status: string; readonly progress: number | null }

/** Free on an own GPU, unless the service behind the worker says otherwise. */
export type Over = {
  readonly kind: 'over'
  readonly status: string
  readonly code: FailureCode
  readonly said: string
  readonly charged: Charged
}

/** How an order ended at a worker. */
export type Made = { readonly kind: 'ready'; readonly seconds: number | null } | Over | { readonly kind: 'cancelled' }

export function readStep(value: unknown): Step {
  const { status, progress } = readRecord(value)
  return { status: readString(status, 'Generating'), progress: typeof progress === 'number' ? readNumber(progress, 0, 0, 1) : null }
}

export function readMade(value: unknown): Made {
  const { kind, seconds } = readRecord(value)
  if (kind === 'ready') return { kind, seconds: typeof seconds === 'number' ? seconds : null }
  return kind === 'cancelled' ? { kind } : readOver(value)
}

export function readOver(value: unknown): Over {
  const { status, code, said, charged } = readRecord(value)
  return {
    kind: 'over',
    status: readString(status, 'Error'),
    code: readOneOf<FailureCode>(code, failureCodes, 'task-failed'),
    said: readString(said),
    charged: readOneOf<Charged>(charged, ['no', 'yes', 'unknown'], 'no'),
  }
}
