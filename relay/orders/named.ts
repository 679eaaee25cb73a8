/**
 * Executes an order under its name (`Idempotency-Key`) once, whichever relay of the same state receives it: the first is sent, all others
 * get its answer for a day. Orders that were or may have been accepted are recorded; a refusal that proves that nothing was accepted is
 * forgotten.
 */
import { readJson, readRecord, readString } from '../../src/core/base/read.ts'
import { sayLater } from './say-later.ts'
import type { StateStore } from '../state/state-store.ts'

/** `settled`: accepted, or possibly accepted. `refused`: nothing was accepted. `open`: unknown yet; the same name may be continued. */
export type Outcome = {
  readonly kind: 'settled' | 'refused' | 'open'
  readonly status: number
  readonly body: string
  readonly retryAfter?: string | undefined
}

export type Named =
  | { readonly kind: 'answer'; readonly outcome: Outcome; readonly isReplayed: boolean }
  | { readonly kind: 'other-body' }
  | { readonly kind: 'under-way' }

export type NamedOrder = {
  /** Fingerprint of the name and the caller. */
  readonly key: string
  /** Fingerprint of the model and the body. */
  readonly digest: string
  /** Whether an interrupted try can be continued: the service supports names itself, or is free. */
  readonly canGoOn: boolean
  /** The caller has sent the order before, at most this many milliseconds ago. Undefined for the first time. */
  readonly sentBeforeMs?: number | undefined
  /**
   * `attempt`: how often this name was refused before. Each attempt is a new order to the service.
   * `isAgain`: an earlier try of the same attempt may already have arrived there.
   */
  readonly send: (attempt: number, isAgain: boolean) => Promise<Outcome>
  /** The outcome when the relay that sent it is gone and the order cannot be continued. */
  readonly lost: Outcome
}

export type NamedPorts = {
  readonly state: StateStore
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
}

const keptMs = 24 * 3600_000
/**
 * The sending relay renews its lease; after this long without renewal it counts as gone. Shorter where the order can be continued, because
 * a mistake costs nothing there.
 */
const leaseMs = { canGoOn: 4000, cannot: 15_000 }
const waitMs = 60_000
/** Messages can be lost, so the state is also checked at this interval. */
const lookMs = 1000

type Mark = {
  readonly digest: string
  readonly phase: 'open' | 'settled' | 'refused'
  readonly attempt: number
  readonly until: number
  /** Identifies the try that wrote this. */
  readonly by: string
  readonly status: number
  readonly body: string
}

export async function underName(ports: NamedPorts, order: NamedOrder): Promise<Named> {
  const { state, now } = ports
  const key = `name:${order.key}`
  const opened = (attempt: number): Mark => ({
    digest: order.digest,
    phase: 'open',
    attempt,
    until: now() + leaseOf(order),
    by: crypto.randomUUID(),
    status: 0,
    body: '',
  })
  const end = now() + waitMs
  for (;;) {
    const first = opened(0)
    const text = await claimed(ports, key, first, { ...first, phase: 'refused' }, async () =>
      state.create(key, JSON.stringify(first), keptMs),
    )
    const mark = text === undefined ? undefined : readMark(text)
    if (text === undefined && isForgotten(ports, order)) return settle(ports, key, first, order.lost)
    if (text === undefined || !mark) return mine(ports, order, key, first)
    if (mark.phase === 'refused') {
      const next = opened(mark.attempt + 1)
      const isMine = await claimed(ports, key, next, { ...next, phase: 'refused' }, async () =>
        state.replace(key, text, JSON.stringify(next), keptMs),
      )
      if (isMine) return mine(ports, order, key, next)
      continue
    }
    if (mark.digest !== order.digest) return { kind: 'other-body' }
    if (mark.phase === 'settled')
      return { kind: 'answer', outcome: { kind: 'settled', status: mark.status, body: mark.body }, isReplayed: true }
    if (mark.until <= now()) {
      const taken = { ...opened(mark.attempt) }
      const isMine = await claimed(ports, key, taken, { ...taken, until: 0 }, async () =>
        state.replace(key, text, JSON.stringify(taken), keptMs),
      )
      if (!isMine) continue
      return order.canGoOn ? mine(ports, order, key, taken, true) : settle(ports, key, taken, order.lost)
    }
    if (now() >= end) return { kind: 'under-way' }
    await news(ports, key)
  }
}

/**
 * A claim that the state did not confirm may still arrive, for example if the state was only slow. Nothing is sent in that case, so the
 * claim is reverted to `before` as soon as the state answers. Otherwise the next request with this name would consider the order lost.
 */
async function claimed<T>(ports: NamedPorts, key: string, mark: Mark, before: Mark, claim: () => Promise<T>): Promise<T> {
  try {
    return await claim()
  } catch (error) {
    sayLater(ports, () => rewrite(ports.state, key, mark, before))
    throw error
  }
}

/** The order may have been sent by a relay that has lost its memory. Its fate is then unknown, and it must not be paid for again. */
function isForgotten({ state: { knowsSince }, now }: NamedPorts, { canGoOn, sentBeforeMs }: NamedOrder): boolean {
  return !canGoOn && knowsSince !== undefined && sentBeforeMs !== undefined && now() - sentBeforeMs <= knowsSince
}

async function mine(ports: NamedPorts, order: NamedOrder, key: string, mark: Mark, isAgain = false): Promise<Named> {
  const { state, now, pause } = ports
  let isOver = false
  const renew = async (): Promise<void> => {
    const lease = leaseOf(order)
    for (await pause(lease / 3); !isOver; await pause(lease / 3)) {
      await rewrite(state, key, mark, { ...mark, until: now() + lease }).catch(() => undefined)
    }
  }
  void renew()
  try {
    const outcome = await order.send(mark.attempt, isAgain)
    isOver = true
    return await settle(ports, key, mark, outcome)
  } finally {
    isOver = true
  }
}

function leaseOf({ canGoOn }: NamedOrder): number {
  return canGoOn ? leaseMs.canGoOn : leaseMs.cannot
}

/** Only while the mark is still ours: a relay that stalled and was believed to be gone must not undo what came after. */
async function rewrite(state: StateStore, key: string, mark: Mark, after: Mark): Promise<void> {
  for (;;) {
    const text = await state.read(key)
    const there = text === undefined ? undefined : readMark(text)
    if (text === undefined || there?.phase !== 'open' || there.by !== mark.by) return
    if (await state.replace(key, text, JSON.stringify(after), keptMs)) return
  }
}

/**
 * The outcome matters more than its record: if the state is unavailable the outcome is returned anyway, and recorded once the state is
 * back.
 */
async function settle(ports: NamedPorts, key: string, mark: Mark, outcome: Outcome): Promise<Named> {
  const { state } = ports
  const { kind, status, body } = outcome
  const after: Mark = { ...mark, phase: kind === 'open' ? 'open' : kind, until: 0, status, body: kind === 'settled' ? body : '' }
  // An acceptance overrides everything; a refusal must not overwrite what another relay has written meanwhile.
  const write = (): Promise<void> =>
    kind === 'settled' ? state.write(key, JSON.stringify(after), keptMs) : rewrite(state, key, mark, after)
  await write().catch(() => sayLater(ports, write))
  await state.tell(key, kind).catch(() => undefined)
  return { kind: 'answer', outcome, isReplayed: false }
}

async function news({ state, pause }: NamedPorts, key: string): Promise<void> {
  let stop = (): void => undefined
  const heard = new Promise<void>((done) => {
    void state
      .hear(key, () => done())
      .then(
        (end) => (stop = end),
        () => undefined,
      )
  })
  await Promise.race([heard, pause(lookMs)])
  stop()
}

function readMark(text: string): Mark | undefined {
  const { digest, phase, attempt, until, by, status, body } = readRecord(readJson(text))
  if (typeof digest !== 'string' || (phase !== 'open' && phase !== 'settled' && phase !== 'refused')) return undefined
  const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
  return {
    digest,
    phase,
    attempt: number(attempt),
    until: number(until),
    by: readString(by),
    status: number(status),
    body: readString(body),
  }
}
