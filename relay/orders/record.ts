/** The stored record of an order, which lets any relay of the same state continue it. Contains no key, prompt or picture. */
import { readJson, readNumber, readOneOf, readRecord, readString } from '../../src/core/base/read.ts'
import { type Charged, type Failure, type FailureCode, failureCodes } from '../../src/core/failure/failure.ts'
import type { Look, Ref } from '../../src/core/service/services/service.ts'
import type { StateStore } from '../state/state-store.ts'

export type End = Extract<Look, { kind: 'ready' | 'over' | 'cancelled' }>

/** `end` is absent until the order is known to have ended. */
export type OrderRecord = {
  readonly id: string
  readonly service: string
  readonly model: string
  readonly ref: Ref
  readonly acceptedAt: number
  readonly usd: number | null
  readonly end?: Exclude<End, { kind: 'ready' }> | { readonly kind: 'ready' }
}

export const recordKeptMs = 24 * 3600_000

export function orderKey(id: string): string {
  return `order:${id}`
}

/** Records how the order ended. Returns whether this is its first recorded end; a finished picture overrides other ends. */
export async function noteEnd(state: StateStore, record: OrderRecord, how: End): Promise<boolean> {
  const key = orderKey(record.id)
  const end = how.kind === 'ready' ? { kind: how.kind } : how
  const after = JSON.stringify({ ...record, end })
  for (;;) {
    const text = await state.read(key)
    const before = readOrder(text)?.end
    if (before && (before.kind === 'ready' || end.kind !== 'ready')) return false
    const isWritten =
      text === undefined
        ? (await state.create(key, after, recordKeptMs)) === undefined
        : await state.replace(key, text, after, recordKeptMs)
    if (isWritten) return before === undefined
  }
}

export function readOrder(text: string | undefined): OrderRecord | undefined {
  const { id, service, model, ref, acceptedAt, usd, end } = readRecord(readJson(text ?? ''))
  if (typeof id !== 'string' || typeof acceptedAt !== 'number') return undefined
  const read = readEnd(end)
  return {
    id,
    service: readString(service),
    model: readString(model),
    ref: readRef(ref),
    acceptedAt,
    usd: typeof usd === 'number' ? readNumber(usd, 0) : null,
    ...(read ? { end: read } : {}),
  }
}

function readRef(value: unknown): Ref {
  const { model, id, ask, collect, cancel } = readRecord(value)
  const texts = Object.entries({ ask, collect, cancel }).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { model: readString(model), id: readString(id), ...Object.fromEntries(texts) }
}

const charges: readonly Charged[] = ['no', 'yes', 'unknown']

function readEnd(value: unknown): OrderRecord['end'] {
  const { kind, charged, status, failure } = readRecord(value)
  if (kind === 'ready') return { kind }
  if (kind === 'cancelled') return { kind, charged: readOneOf(charged, charges, 'unknown') }
  return kind === 'over' ? { kind, status: readString(status), failure: readFailed(failure) } : undefined
}

function readFailed(value: unknown): Failure {
  const { code, charged, detail, said } = readRecord(value)
  return {
    code: readOneOf<FailureCode>(code, failureCodes, 'task-failed'),
    charged: readOneOf(charged, charges, 'unknown'),
    detail: readString(detail),
    ...(typeof said === 'string' ? { said } : {}),
  }
}
