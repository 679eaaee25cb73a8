// What may be restyled, how many at once, and a canvas that moves on while the service paints.

import { describe, expect, it } from 'vitest'
import { describeNode, drawn, idOf, recipeOf, results, select, selection, theOne } from './canvas.ts'
import { drawing } from './frames.ts'
import { soon } from './journey.ts'
import { useStage } from './support.ts'

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

describe.concurrent('a selection', () => {
  it('of several names what is left out; of none, and of what has no picture, says what to do instead', () =>
    play({ author: unfit }, async ({ page, window, service, button }) => {
      const card = window.getByRole('region', { name: 'Source' })
      const run = button(/^Restyle/)
      // What fits is restyled; what does not is named.
      await card.getByRole('heading', { name: 'Hut' }).waitFor()
      await card.getByRole('listitem').getByText('Hidden is left out. This layer is hidden. Show it first.').waitFor()
      await soon(async () => expect(await run.getAttribute('aria-disabled')).toBe('false'))
      await select(page, await Promise.all(['Hidden', 'Empty'].map((name) => idOf(page, name))))
      await card.getByText('None of them can be restyled.').waitFor()
      expect(await run.getAttribute('aria-disabled')).toBe('true')
      const said: Readonly<Record<string, RegExp>> = {
        Hidden: /hidden\. Show it first/,
        Empty: /nothing to see/,
        Small: /too small/,
        Thin: /too long and thin/,
        Slice: /slice has no picture/,
      }
      for (const [name, words] of Object.entries(said)) {
        await select(page, [await idOf(page, name)])
        await card.getByText(words).waitFor()
        await window.getByRole('listitem').getByText(words).waitFor()
        expect(await run.getAttribute('aria-disabled')).toBe('true')
      }
      await select(page, [])
      await window.getByRole('listitem').getByText('Select a frame.').waitFor()
      await run.click({ force: true })
      expect(service.requests.filter(({ kind }) => kind === 'submit')).toEqual([])
      expect(await drawn(page)).toEqual([])
    }))

  it('that changes while the window opens is the one that is shown', () =>
    play({}, async ({ page, window }) => {
      await page.evaluate(async () => {
        globalThis.playground?.close()
        await globalThis.playground?.run()
        globalThis.playground?.select([])
      })
      await window.locator('main[aria-busy=false]').waitFor()
      expect(await window.getByRole('region', { name: 'Source' }).innerText()).toContain('Select a frame to restyle')
    }))
})

describe.concurrent('three variants', () => {
  it('are announced, differ by their seeds, lie side by side, and go one by one with undo', () =>
    play({}, async ({ page, window, service, button, restyle, awaitPhase }) => {
      await window.getByRole('spinbutton', { name: 'Variants' }).fill('3')
      await window.getByRole('spinbutton', { name: 'Variants' }).press('Tab')
      expect(
        await button(/^Restyle/)
          .locator('span')
          .innerText(),
      ).toBe('Restyle frame × 3 = 3 pictures')
      await restyle()
      for (const n of [0, 1, 2]) await awaitPhase('done', n)
      const seeds = service.submits().map(({ fields }) => fields['seed'])
      expect(new Set(seeds).size).toBe(3)
      const made = await results(page)
      expect(new Set(made.map((node) => recipeOf(node).seed))).toEqual(new Set(seeds))
      const boxes = made.map(({ box }) => box).sort((a, b) => a.x - b.x)
      const source = await describeNode(page, await idOf(page, 'Hut'))
      const all = [source?.box ?? { x: 0, y: 0, width: 0, height: 0 }, ...boxes]
      for (const [n, box] of boxes.entries()) {
        const left = all[n]
        expect(box).toMatchObject({ y: left?.y, width: left?.width, height: left?.height })
        expect(box.x).toBe((left?.x ?? 0) + (left?.width ?? 0) + 60)
      }
      for (const left of [2, 1, 0]) {
        await page.evaluate(() => globalThis.playground?.undo())
        expect(await drawn(page)).toHaveLength(left)
      }
      expect(await describeNode(page, await idOf(page, 'Hut'))).toEqual(source)
    }))
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
