// "More like this" pressed in a hurry: while its source is still being checked.

import { expect, it } from 'vitest'
import { opened } from '../support/gallery.ts'

async function withPicture() {
  const { world, window } = await opened()
  window.store.orders.run()
  await world.clock.pass(15_000)
  const [job] = window.store.jobs.list.peek()
  const recipe = window.store.jobs.madeOf(job?.key ?? '')
  if (job?.phase !== 'done' || recipe === null) throw new Error('nothing was made')
  return { world, window, first: job.nodeId, recipe }
}

it('is made, although another thing is selected before the check has begun', async () => {
  const { world, window, first } = await withPicture()
  world.host.select([first])
  await world.clock.pass(100)
  window.store.madeWith.more()
  window.store.orders.run()
  world.host.select([])
  await world.clock.pass(30_000)
  expect(window.store.notices.status.peek()).not.toContain('not in this file')
  expect(world.service.submits()).toHaveLength(5)
  world.dispose()
})

it('is made once for two presses, although another one is checked meanwhile', async () => {
  const { world, window, first, recipe } = await withPicture()
  const { orders } = window.store
  const answers: ((isSo: boolean) => void)[] = []
  const give = (): void => orders.more(first, recipe, 1, () => new Promise((resolve) => answers.push(resolve)))
  give()
  orders.run()
  give()
  orders.run()
  answers[0]?.(true)
  await world.clock.settle()
  orders.run()
  answers[1]?.(true)
  await world.clock.pass(30_000)
  expect(world.service.submits()).toHaveLength(3)
  world.dispose()
})
