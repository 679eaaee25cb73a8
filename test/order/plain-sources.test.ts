import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { makePlainSources } from '../../src/ui/order/plain-sources.ts'
import type { Target } from '../../src/ui/selection/targets.ts'

function target(id: string): Target {
  const size = { width: 100, height: 80 }
  return { subject: { id, scene: null }, name: id, size, nodeSize: size, position: { x: 0, y: 0 } }
}

/** `plain`: ids of sources that are one plain colour. `later`: those of which that is not known yet. */
function stage(ids: readonly string[], plain: readonly string[], later: readonly string[] = []) {
  const targets = signal({ fit: ids.map(target), skipped: [] })
  const orders: string[] = []
  const part = makePlainSources({
    selection: { targets },
    controlImage: {
      drawsPlain: ({ id }) => (later.includes(id) ? Promise.resolve(plain.includes(id)) : plain.includes(id)),
    },
  })
  const press = async (): Promise<void> => {
    part.unlessPlain(targets.value.fit, () => void orders.push('ordered'))
    await Promise.resolve().then(() => Promise.resolve())
  }
  return { part, press, orders, select: (now: readonly string[]) => void (targets.value = { fit: now.map(target), skipped: [] }) }
}

describe('a source that draws as one plain colour', () => {
  it('is told at the first press, when nothing is ordered, and ordered at the second', async () => {
    const { part, press, orders } = stage(['Card', 'Hall'], ['Card'], ['Card'])
    const pressing = press()
    expect(part.isLooking.value).toBe(true)
    await pressing
    expect(part.isLooking.value).toBe(false)
    expect([orders, part.told.value]).toEqual([[], expect.stringContaining('Card draws as one plain colour')])
    await press()
    expect([orders, part.told.value]).toEqual([['ordered'], ''])
  })

  it('is told again of other sources, and nothing is told of what has more than one', async () => {
    const { part, press, orders, select } = stage(['Card'], ['Card', 'Wall'])
    await press()
    select(['Hall'])
    expect(part.told.value).toBe('')
    await press()
    expect(orders).toEqual(['ordered'])
    select(['Wall'])
    await press()
    expect([orders.length, part.told.value]).toEqual([1, expect.stringContaining('Wall draws')])
  })

  it('is looked at while another is ordered, and loses its press to none', async () => {
    const { part, press, orders, select } = stage(['Card'], [], ['Card', 'Hall'])
    const first = press()
    select(['Hall'])
    expect(part.isLooking.value).toBe(false)
    await Promise.all([first, press(), press()])
    expect(orders).toEqual(['ordered', 'ordered'])
  })
})
