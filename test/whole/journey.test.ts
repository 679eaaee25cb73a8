import { describe, expect, it } from 'vitest'
import { countsOf, goneOf } from '../../src/core/job/runs.ts'
import { runText } from '../../src/core/job/words.ts'
import { newestJob } from '../support/window.ts'
import { openWorld } from '../support/world.ts'

/** A window whose run of this many pictures is on the canvas. `ids`: the frames of its pictures, as they are now. */
async function openWithRun(pictures: number) {
  const world = await openWorld()
  const window = await world.open()
  await world.clock.pass(1000)
  window.store.recipe.setVariants(pictures)
  window.store.orders.run()
  await world.clock.pass(20_000)
  return { world, window, ids: () => world.frames().map(({ id }) => String(id)) }
}

describe('the whole way, both programs in one process', () => {
  it('ends with the picture on the canvas, after one POST', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    expect(window.store.orders.missing.peek()).toEqual([])
    window.store.orders.run()
    await world.clock.pass(15_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done', notes: [] })
    expect(world.service.submits()).toHaveLength(1)
    expect(world.frames()).toMatchObject([{ type: 'FRAME', fills: [{ type: 'IMAGE' }] }])
    expect(window.run.problems).toEqual([])
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    world.dispose()
  })

  it('runs four variants, three in flight', async () => {
    const world = await openWorld()
    const window = await world.open()
    await world.clock.pass(1000)
    window.store.recipe.setVariants(4)
    window.store.orders.run()
    await world.clock.pass(3000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['queued', 'polling', 'polling', 'polling'])
    expect(world.frames()).toHaveLength(4)
    await world.clock.pass(20_000)
    expect(window.store.jobs.list.peek().map(({ phase }) => phase)).toEqual(['done', 'done', 'done', 'done'])
    const seeds = world.service.submits().map(({ fields }) => fields?.seed)
    expect(new Set(seeds).size).toBe(4)
    world.dispose()
  })

  it('is not ordered with a prompt that Figma keeps on no layer, and comes with the longest that it does', async () => {
    const world = await openWorld()
    const window = await world.open()
    const { recipe, orders } = window.store
    await world.clock.pass(1000)
    recipe.setWords('宇'.repeat(13_400))
    expect(orders.missing.peek()).toEqual([{ text: 'The prompt is too long to be kept with its picture: shorten it.', where: '#words' }])
    recipe.setWords('宇'.repeat(13_300))
    orders.run()
    await world.clock.pass(20_000)
    expect(newestJob(window)).toMatchObject({ phase: 'done' })
    expect(window.run.problems).toEqual([])
    world.dispose()
  })

  it.each([
    ['', false],
    [', its source deleted', true],
  ])('says that a picture was undone, and puts it back without paying again%s', async (_, isSourceGone) => {
    const world = await openWorld()
    const window = await world.open()
    const { jobs, orders, notices } = window.store
    await world.clock.pass(1000)
    orders.run()
    await world.clock.pass(15_000)
    const { key } = newestJob(window)
    const [before] = world.frames()
    world.host.undo()
    await world.clock.pass(100)
    expect(jobs.gone.peek()).toBe(key)
    expect(notices.status.peek()).toBe('Photo, noon is not on the canvas any more.')
    if (isSourceGone) world.host.remove(world.source)
    jobs.putBack(key)
    await world.clock.pass(500)
    expect([jobs.gone.peek(), notices.status.peek()]).toEqual(['', 'Photo, noon is on the canvas.'])
    const [after] = world.frames()
    expect(after).toMatchObject({ name: before?.name, fills: before?.fills, x: before?.x, y: before?.y })
    expect(newestJob(window)).toMatchObject({ phase: 'done', nodeId: after?.id })
    expect(world.service.submits()).toHaveLength(1)
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    world.host.undo()
    await world.clock.pass(100)
    expect(jobs.gone.peek()).toBe(key)
    expect(window.run.problems).toEqual([])
    world.dispose()
  })

  it('is told and put back as well where somebody edited the file while it was made: the undo then leaves the placeholder', async () => {
    const world = await openWorld()
    const window = await world.open()
    const { jobs, orders } = window.store
    await world.clock.pass(1000)
    orders.run()
    await world.clock.pass(4000)
    expect(newestJob(window).phase).toBe('polling')
    world.host.move(world.source, 0, 1)
    await world.clock.pass(15_000)
    const [before] = world.frames()
    const { key, phase } = newestJob(window)
    expect(phase).toBe('done')
    world.host.undo()
    await world.clock.pass(100)
    expect(world.frames()).toMatchObject([{ id: before?.id, name: `${String(before?.name)} · generating` }])
    expect(jobs.gone.peek()).toBe(key)
    jobs.putBack(key)
    await world.clock.pass(500)
    expect(jobs.gone.peek()).toBe('')
    expect(world.frames()).toMatchObject([{ name: before?.name, fills: before?.fills, x: before?.x, y: before?.y }])
    expect((await world.storage.keys()).filter((name) => name.startsWith('task:'))).toEqual([])
    expect(world.service.submits()).toHaveLength(1)
    expect(window.run.problems).toEqual([])
    world.dispose()
  })

  it('follows a picture that was not kept and put back through the undo of both', async () => {
    const { world, window, ids } = await openWithRun(2)
    const { jobs, results } = window.store
    const [kept = '', other = ''] = ids()
    const key = jobs.list.peek().find((job) => job.phase === 'done' && job.nodeId === other)?.key ?? ''
    const job = () => jobs.list.peek().find((one) => one.key === key)
    void results.keep(kept, [other])
    await world.clock.pass(100)
    jobs.putBack(key)
    await world.clock.pass(500)
    expect(job()).toMatchObject({ phase: 'done', nodeId: ids()[1] })
    world.host.undo()
    await world.clock.pass(100)
    expect(job()).toMatchObject({ gone: 'undone' })
    world.host.undo()
    await world.clock.pass(100)
    expect(ids()).toEqual([kept, other])
    expect(job()).toEqual({ ...job(), nodeId: other, gone: undefined })
    world.dispose()
  })

  it('takes a frame for what it was taken for the last time, in a later window as well', async () => {
    const world = await openWorld()
    const first = await world.open()
    await world.clock.pass(1000)
    const { recipe, orders } = first.store
    const guessed = recipe.purpose.peek()
    recipe.choosePurpose('interface')
    orders.run()
    await world.clock.pass(15_000)
    first.close()
    const { store } = await world.open()
    await world.clock.pass(1000)
    expect([guessed, store.recipe.purpose.peek()]).toEqual(['building', 'interface'])
    world.dispose()
  })

  it('says of a run that one picture was kept, until an undo brings the others back', async () => {
    const { world, window, ids } = await openWithRun(3)
    const { jobs, notices, results } = window.store
    const told = (): string => runText(countsOf(jobs.list.peek()))
    const [kept = '', ...others] = ids()
    void results.keep(kept, others)
    await world.clock.pass(100)
    expect([told(), jobs.list.peek().map(goneOf)]).toEqual(['1 kept of 3', ['unkept', 'unkept', undefined]])
    expect(notices.status.peek()).toBe('2 others removed. One undo brings them back.')
    world.host.undo()
    await world.clock.pass(100)
    expect(notices.status.peek()).toBe('Photo, noon is on the canvas.')
    expect([told(), jobs.gone.peek()]).toEqual(['3 of 3', ''])
    world.dispose()
  })

  it('does not take a later deletion for that, nor one after pictures that could not be removed', async () => {
    const { world, window, ids } = await openWithRun(3)
    const { jobs, results } = window.store
    const [kept = '', brought = '', held = ''] = ids()
    await results.keep(kept, [brought])
    await world.clock.pass(100)
    world.host.undo()
    await world.clock.pass(100)
    world.host.remove(brought)
    const refused = jobs.keepOnly({ nodeId: 'no such layer', others: [held] })
    const outcome = refused.then(
      () => 'removed',
      () => 'refused',
    )
    await world.clock.pass(100)
    expect(await outcome).toBe('refused')
    world.host.remove(held)
    await world.clock.pass(100)
    expect(jobs.list.peek().map(goneOf)).toEqual(['undone', 'undone', undefined])
    world.dispose()
  })
})
