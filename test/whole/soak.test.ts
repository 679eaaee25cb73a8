import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { times } from '../support/runs.ts'
import { openWorld } from '../support/world.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heapNow(): number {
  collect()
  return process.memoryUsage().heapUsed / 1_000_000
}

/** Orders of eight pictures in each third of the run. */
const ordersPerThird = times(5)
const tasks = 8 * 3 * ordersPerThird

it(
  `${tasks} tasks through three slots with faults leave no record, no timer and no memory behind`,
  { timeout: times(60_000) },
  async () => {
    const world = await openWorld({ service: { taskMs: 2000 } })
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(8)
    const heaps: number[] = []
    for (let order = 1; order <= 3 * ordersPerThird; order++) {
      world.service.faults.next('poll', 'server-error')
      if (order % 2 === 0) world.service.faults.next('submit', 'server-error')
      if (order % 5 === 0) world.service.faults.next('picture', 'truncated')
      window.store.orders.run()
      await world.clock.pass(40_000)
      for (const job of window.store.jobs.list.peek()) window.store.jobs.dismiss(job.key)
      // What the test itself keeps does not count as the plugin's memory.
      world.leaks.length = 0
      world.service.requests.length = 0
      for (const { id } of world.frames()) world.host.remove(String(id))
      // Shortly after a change, the window reads the source again.
      await world.clock.pass(1000)
      if (order % ordersPerThird === 0) heaps.push(heapNow())
    }
    expect(world.service.accepted.length).toBeGreaterThanOrEqual(0.93 * tasks)
    expect(window.store.jobs.list.peek()).toEqual([])
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    expect(world.clock.timers).toBe(0)
    const [, second = 0, third = 0] = heaps
    // In MB. The stand-in service remembers its tasks; apart from that, the last third adds almost nothing.
    expect(third - second).toBeLessThan(0.3 * ordersPerThird)
    expect(window.run.problems).toEqual([])
    world.dispose()
  },
)
