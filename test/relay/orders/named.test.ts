// One order per idempotency key, when the relay that sends it is silent for longer than its lease.

import { expect, it } from 'vitest'
import { type Outcome, underName } from '../../../relay/orders/named.ts'
import { memoryState } from '../../../relay/state/memory.ts'
import { StateAway, type StateStore } from '../../../relay/state/state-store.ts'

const accepted: Outcome = { kind: 'settled', status: 200, body: '{"id":"a"}' }
const refused: Outcome = { kind: 'refused', status: 429, body: '{}' }
const never = (): Promise<never> => new Promise(() => undefined)

it('keeps what was accepted when one that was taken for gone comes back with a refusal', async () => {
  let time = 0
  const now = (): number => time
  const ports = { state: memoryState(now), now, pause: never }
  const order = { key: 'name', digest: 'body', canGoOn: true, lost: refused }
  let wake: (outcome: Outcome) => void = () => undefined
  const still = underName(ports, { ...order, send: () => new Promise((resolve) => (wake = resolve)) })
  time += 5000
  const attempts: number[] = []
  const send = async (attempt: number): Promise<Outcome> => {
    attempts.push(attempt)
    return accepted
  }
  expect(await underName(ports, { ...order, send })).toMatchObject({ outcome: accepted, isReplayed: false })
  wake(refused)
  expect(await still).toMatchObject({ outcome: refused })
  expect(await underName(ports, { ...order, send })).toMatchObject({ outcome: accepted, isReplayed: true })
  expect(attempts).toEqual([0])
})

/** A state that is only paused: most requests are carried out, but their answers come too late. */
function stillState(): { state: StateStore; setStill: (isStill: boolean) => void } {
  const kept = memoryState(() => 0)
  let isStill = false
  const late = async <T>(done: Promise<T>): Promise<T> => {
    const value = await done
    if (isStill) throw new StateAway()
    return value
  }
  return {
    setStill: (now) => void (isStill = now),
    state: {
      ...kept,
      read: async (...asked) => late(kept.read(...asked)),
      write: async (...asked) => (isStill ? Promise.reject(new StateAway()) : kept.write(...asked)),
      create: async (...asked) => late(kept.create(...asked)),
      replace: async (...asked) => late(kept.replace(...asked)),
    },
  }
}

/** Pauses that end on command. */
function makePauses(): { pause: () => Promise<void>; pass: () => Promise<void> } {
  let waiting: (() => void)[] = []
  return {
    pause: () => new Promise((resolve) => waiting.push(resolve)),
    async pass() {
      for (const resolve of waiting.splice(0)) resolve()
      waiting = [...waiting]
      for (let i = 0; i < 20; i++) await Promise.resolve()
    },
  }
}

it('takes no order for lost that was refused while the state was only still', async () => {
  const { state, setStill } = stillState()
  const { pause, pass } = makePauses()
  const ports = { state, now: () => 0, pause }
  const lost: Outcome = { kind: 'settled', status: 502, body: 'lost' }
  let sent = 0
  const order = { key: 'name', digest: 'body', canGoOn: false, lost, send: async () => ((sent += 1), accepted) }
  setStill(true)
  await expect(underName(ports, order)).rejects.toThrow(StateAway)
  expect(sent).toBe(0)
  setStill(false)
  await pass()
  expect(await underName(ports, order)).toMatchObject({ outcome: accepted, isReplayed: false })
  expect(sent).toBe(1)
})

it('records what was accepted once the state is back, and answers the same for the same', async () => {
  const { state, setStill } = stillState()
  const { pause, pass } = makePauses()
  const ports = { state, now: () => 0, pause }
  const order = { key: 'name', digest: 'body', canGoOn: false, lost: refused }
  const send = async (): Promise<Outcome> => {
    setStill(true)
    return accepted
  }
  expect(await underName(ports, { ...order, send })).toMatchObject({ outcome: accepted, isReplayed: false })
  setStill(false)
  await pass()
  expect(await underName(ports, { ...order, send: never })).toMatchObject({ outcome: accepted, isReplayed: true })
})
