// An order does not wait for a check of its source that Figma never finishes.

import { expect, it } from 'vitest'
import { makeInTurn } from '../../src/core/base/in-turn.ts'
import { drawsPlain } from '../../src/ui/control-image/plain-source.ts'
import { virtualTime } from '../support/network.ts'
import { settled } from '../support/settled.ts'

const never = new Promise<never>(() => {})

it('counts as more than one colour when it is not drawn in time, and then stands in no export’s way', async () => {
  const exportLock = makeInTurn()
  let asked = 0
  const ports = {
    figma: {
      exportSource: () => {
        asked += 1
        return never
      },
    },
    tools: { compose: () => never, isOneColour: () => never },
    time: virtualTime(),
    exportLock,
  }
  expect(await drawsPlain(ports, { id: '1:2', scene: null })).toBe(false)
  expect([ports.time.delays, await exportLock(async () => 'next')]).toEqual([[4000], 'next'])

  void exportLock(() => never)
  expect(await drawsPlain(ports, { id: '1:3', scene: null })).toBe(false)
  await settled()
  expect(asked).toBe(1)
})
