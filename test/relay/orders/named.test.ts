// One order under one name, where the relay that sends it is still for longer than anybody believes.

import { expect, it } from 'vitest'
import { type Outcome, underName } from '../../../relay/orders/named.ts'
import { memoryState } from '../../../relay/state/memory.ts'

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
