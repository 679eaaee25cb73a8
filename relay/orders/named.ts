/**
 * One order under one name (`Idempotency-Key`), whichever relay of the same state hears it: the first is sent, all others get its
 * answer for a day. Recorded is what was accepted or may have been; a refusal that proves that nothing was accepted is forgotten.
 */
import { readJson, readRecord, readString } from '../../src/core/base/read.ts'
import { sayLater } from './say-later.ts'
import type { StateStore } from '../state/state-store.ts'

/** `settled`: accepted, or perhaps. `refused`: nothing was accepted. `open`: nobody knows yet, and the same name goes on. */
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
  /** Of the name and whoever gave it. */
  readonly key: string
  /** Of the model and the body. */
  readonly digest: string
  /** Whether a broken try can be gone on with: the service knows names of its own, or nobody pays it. */
  readonly canGoOn: boolean
  /** Its caller has sent it before, so many milliseconds ago at most. Absent for the first time. */
  readonly sentBeforeMs?: number | undefined
  /**
   * `attempt`: how often this name was refused before. Each is a new order to the service.
   * `isAgain`: another try of the same attempt may have arrived there already.
   */
  readonly send: (attempt: number, isAgain: boolean) => Promise<Outcome>
  /** What is told where the relay that sent it is gone, and nothing can be gone on with. */
  readonly lost: Outcome
}

export type NamedPorts = {
  readonly state: StateStore
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
}

const keptMs = 24 * 3600_000
/**
 * Whoever sends says so again and again; silence for so long means that it is gone. Believed sooner where the order can be gone on
 * with: a mistake costs nothing there.
 */
const leaseMs = { canGoOn: 4000, cannot: 15_000 }
const waitMs = 60_000
/** News can be lost: so often it is looked at all the same. */
const lookMs = 1000

type Mark = {
  readonly digest: string
  readonly phase: 'open' | 'settled' | 'refused'
  readonly attempt: number
  readonly until: number
  /** Which of those that sent it. */
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
 * A claim that the state did not confirm may still reach it, as when the state was only still. Nothing is sent then, so it is taken back
 * to `before` as soon as the state answers: else whoever comes with the name next would take the order for lost.
 */
async function claimed<T>(ports: NamedPorts, key: string, mark: Mark, before: Mark, claim: () => Promise<T>): Promise<T> {
  try {
    return await claim()
  } catch (error) {
    sayLater(ports, () => rewrite(ports.state, key, mark, before))
    throw error
  }
}

/** It may have been sent by a relay whose memory is gone: then nobody knows what became of it, and it is not paid once more. */
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

/** Only while it is still ours: whoever was still for too long, and was taken for gone, must not undo what came after. */
async function rewrite(state: StateStore, key: string, mark: Mark, after: Mark): Promise<void> {
  for (;;) {
    const text = await state.read(key)
    const there = text === undefined ? undefined : readMark(text)
    if (text === undefined || there?.phase !== 'open' || there.by !== mark.by) return
    if (await state.replace(key, text, JSON.stringify(after), keptMs)) return
  }
}

/** The outcome is worth more than its record: where the state is away, it is told all the same, and recorded once the state is back. */
async function settle(ports: NamedPorts, key: string, mark: Mark, outcome: Outcome): Promise<Named> {
  const { state } = ports
  const { kind, status, body } = outcome
  const after: Mark = { ...mark, phase: kind === 'open' ? 'open' : kind, until: 0, status, body: kind === 'settled' ? body : '' }
  // What was accepted stands above all; a refusal says nothing of what another has made of it meanwhile.
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
