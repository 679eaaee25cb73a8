// What can be restyled, how many at once, and a canvas that is edited while the service paints.

import { describe, expect, it } from 'vitest'
import { describeNode, drawn, idOf, recipeOf, results, select, selection, theOne } from './canvas.ts'
import { drawing } from './frames.ts'
import { soon } from './journey.ts'
import { useStage, useStory } from './support.ts'

const { play } = useStage()
const long = 3_600_000

const unfit = drawing(`
  const hidden = painted('Hidden', 100, 400, 100, 100)
  hidden.visible = false
  const empty = figma.createFrame()
  empty.name = 'Empty'
  empty.fills = []
  const small = painted('Small', 300, 400, 6, 100)
  const thin = painted('Thin', 100, 600, 2000, 20)
  const slice = figma.createSlice()
  slice.name = 'Slice'
  return [painted('Hut', 100, 80, 320, 240), hidden].map(({ id }) => id)`)

describe('a selection', () => {
  const story = useStory({ author: unfit })

  function parts() {
    const { page, window, button } = story()
    const card = window.getByRole('region', { name: 'Source' })
    return { page, window, card, run: button(/^Restyle/) }
  }

  it('of several restyles what fits, and names what is left out', async () => {
    const { card, run } = parts()
    await card.getByRole('heading', { name: 'Hut' }).waitFor()
    await card.getByRole('listitem').getByText('Hidden is left out. This layer is hidden. Show it first.').waitFor()
    await soon(async () => expect(await run.getAttribute('aria-disabled')).toBe('false'))
  })

  it('of several of which none fits says so', async () => {
    const { page, card, run } = parts()
    await select(page, await Promise.all(['Hidden', 'Empty'].map((name) => idOf(page, name))))
    await card.getByText('None of them can be restyled.').waitFor()
    expect(await run.getAttribute('aria-disabled')).toBe('true')
  })

  it.each([
    ['Hidden', /hidden\. Show it first/],
    ['Empty', /nothing to see/],
    ['Small', /too small/],
    ['Thin', /too long and thin/],
    ['Slice', /slice has no picture/],
  ])('of a layer that has no picture says why: %s', async (name, words) => {
    const { page, window, card, run } = parts()
    await select(page, [await idOf(page, name)])
    await card.getByText(words).waitFor()
    await window.getByRole('listitem').getByText(words).waitFor()
    expect(await run.getAttribute('aria-disabled')).toBe('true')
  })

  it('of nothing says what to do, and sends nothing when it is pressed all the same', async () => {
    const { page, window, run } = parts()
    await select(page, [])
    await window.getByRole('listitem').getByText('Select a frame.').waitFor()
    await run.click({ force: true })
    expect(story().service.requests.filter(({ kind }) => kind === 'submit')).toEqual([])
    expect(await drawn(page)).toEqual([])
  })

  it('that changes while the window opens is the one that is shown', async () => {
    const { page, window, card } = parts()
    await select(page, [await idOf(page, 'Hut')])
    await card.getByRole('heading', { name: 'Hut' }).waitFor()
    await page.evaluate(async () => {
      globalThis.playground?.close()
      await globalThis.playground?.run()
      globalThis.playground?.select([])
    })
    await window.locator('main[aria-busy=false]').waitFor()
    expect(await card.innerText()).toContain('Select a frame to restyle')
  })
})

describe('three variants', () => {
  const story = useStory({})

  it('are announced on the button', async () => {
    const { window, button } = story()
    await window.getByRole('spinbutton', { name: 'Variants' }).fill('3')
    await window.getByRole('spinbutton', { name: 'Variants' }).press('Tab')
    const label = button(/^Restyle/).locator('span')
    expect(await label.innerText()).toBe('Restyle into 3 pictures')
  })

  it('differ by their seeds', async () => {
    const { page, service, restyle, awaitPhase } = story()
    await restyle()
    for (const n of [0, 1, 2]) await awaitPhase('done', n)
    const seeds = service.submits().map(({ fields }) => fields['seed'])
    expect(new Set(seeds).size).toBe(3)
    expect(new Set((await results(page)).map((node) => recipeOf(node).seed))).toEqual(new Set(seeds))
  })

  it('lie side by side, as large as their source', async () => {
    const { page } = story()
    const boxes = (await results(page)).map(({ box }) => box).sort((a, b) => a.x - b.x)
    const source = await describeNode(page, await idOf(page, 'Hut'))
    const all = [source?.box ?? { x: 0, y: 0, width: 0, height: 0 }, ...boxes]
    expect(boxes).toHaveLength(3)
    for (const [n, box] of boxes.entries()) {
      const left = all[n]
      expect(box).toMatchObject({ y: left?.y, width: left?.width, height: left?.height })
      expect(box.x).toBe((left?.x ?? 0) + (left?.width ?? 0) + 60)
    }
  })

  it('go one by one with undo, and leave the source as it was', async () => {
    const { page } = story()
    const source = await describeNode(page, await idOf(page, 'Hut'))
    for (const left of [2, 1, 0]) {
      await page.evaluate(() => globalThis.playground?.undo())
      expect(await drawn(page)).toHaveLength(left)
    }
    expect(await describeNode(page, await idOf(page, 'Hut'))).toEqual(source)
  })
})

describe.concurrent('while the service paints', () => {
  type Act = (id: string) => void
  const acts: readonly (readonly [string, Act])[] = [
    ['the selection changes', () => globalThis.playground?.select([])],
    ['another page is opened', () => void globalThis.playground?.openScene('product')],
    ['the source moves', (id) => globalThis.playground?.move(id, 40, 500)],
    ['the source is deleted', (id) => globalThis.playground?.remove(id)],
  ]
  it.each(acts)('%s, and the picture still lands in its place', (_, act) =>
    play({ service: { taskMs: long } }, async ({ page, service, restyle, waitPhase }) => {
      const id = await idOf(page, 'Hut')
      await restyle()
      await waitPhase('polling')
      const placeholder = theOne(await drawn(page))
      await page.evaluate(act, id)
      const before = { source: await describeNode(page, id), selected: await selection(page), open: await openPage(page) }
      for (const task of service.accepted.slice()) service.tasks.finish(task.id)
      expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
      const result = theOne(await results(page))
      expect(result).toMatchObject({ parent: placeholder.parent, box: placeholder.box })
      expect({ source: await describeNode(page, id), selected: await selection(page), open: await openPage(page) }).toEqual(before)
      expect(service.submits()).toHaveLength(1)
    }),
  )
})

function openPage(page: Parameters<typeof drawn>[0]): Promise<string> {
  return page.evaluate(() => (JSON.parse(globalThis.playground?.host.save() ?? '{}') as { page: string }).page)
}
