/** What is written down of an order, so that any relay of the same state knows of it. No key, no prompt, no picture. */
import { readJson, readNumber, readOneOf, readRecord, readString } from '../../src/core/base/read.ts'
import { type Charged, type Failure, type FailureCode, failureCodes } from '../../src/core/failure/failure.ts'
import type { Look, Ref } from '../../src/core/service/services/service.ts'
import type { StateStore } from '../state/state-store.ts'

export type End = Extract<Look, { kind: 'ready' | 'over' | 'cancelled' }>

/** `work`: the service holds the answer to the order itself, so only the relay that sent it knows how it stands. */
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

/** Writes down how it ended. Whether nobody has done so before; a picture that is there after all stands above other ends. */
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
