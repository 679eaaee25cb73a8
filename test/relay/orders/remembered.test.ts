import { expect, it } from 'vitest'
import type { OrderRecord } from '../../../relay/orders/record.ts'
import { makeWatching } from '../../../relay/orders/watching.ts'
import type { Carrier } from '../../../relay/services/carrier.ts'
import { memoryState } from '../../../relay/state/memory.ts'
import { comfyui } from '../../../src/core/service/services/comfyui.ts'

it('an order that another relay has sent is forgotten some time after it has ended', () => {
  let time = 1000
  const now = (): number => time
  const watching = makeWatching({
    state: memoryState(now),
    now,
    pause: () => new Promise(() => {}),
    observe: undefined,
    watchesAlways: false,
  })
  const never = (): Promise<never> => new Promise(() => {})
  const carrier: Carrier = {
    facts: comfyui,
    ownKey: undefined,
    mayFetch: () => false,
    give: never,
    look: never,
    cancel: never,
    offered: never,
  }
  const adopt = (id: string): void => {
    const ref = { model: 'flux-depth-dev', id }
    const record: OrderRecord = {
      id,
      service: 'comfyui',
      model: ref.model,
      ref,
      acceptedAt: time,
      usd: 0,
      end: { kind: 'cancelled', charged: 'no' },
    }
    watching.adopt(watching.stranger(record, carrier, undefined))
  }
  adopt('first')
  expect(watching.find('first')).toBeDefined()
  time += 11 * 60_000
  adopt('second')
  expect([watching.find('first'), watching.find('second')?.record.id]).toEqual([undefined, 'second'])
})
