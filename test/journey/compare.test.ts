import { expect, it } from 'vitest'
import { results, selection } from './canvas.ts'
import { soon } from './journey.ts'
import { useStage } from './support.ts'

const { play } = useStage()

it('a finished picture is compared with its source by keys alone', () =>
  play({}, async ({ page, window, job, restyle, waitPhase }) => {
    await window.getByRole('spinbutton', { name: 'Variants' }).fill('2')
    await restyle()
    for (const nth of [0, 1]) expect(await waitPhase('done', nth)).toMatchObject({ phase: 'done' })
    await window.getByRole('button', { name: 'Pictures', exact: true }).click()
    const opener = job(0).getByRole('button', { name: 'Compare' })
    await opener.focus()
    await page.keyboard.press('Enter')

    const dialog = window.getByRole('dialog', { name: 'Compare' })
    const hears = (words: RegExp): Promise<void> => soon(async () => expect(await dialog.getByRole('status').innerText()).toMatch(words))
    const [before, after] = [dialog.getByRole('img', { name: 'Before' }), dialog.getByRole('img', { name: /^After/ })]
    await hears(/^Before and after, .*, seed \d+, 1 of 2$/)
    await before.waitFor()
    // Both are drawn in the same place, at the same size.
    expect(await before.boundingBox()).toEqual(await after.boundingBox())
    const sizeOf = (image: typeof before): Promise<readonly number[]> =>
      image.evaluate((drawn) => [(drawn as HTMLImageElement).naturalWidth, (drawn as HTMLImageElement).naturalHeight])
    expect(await sizeOf(before)).toEqual(await sizeOf(after))

    await page.keyboard.press('Space')
    await hears(/^Before$/)
    await page.keyboard.press('Space')
    await hears(/^After, /)
    await page.keyboard.press('ArrowRight')
    await hears(/2 of 2$/)
    await page.keyboard.press('Enter')
    await soon(async () => expect(await selection(page)).toEqual([(await results(page))[1]?.id]))

    const divider = dialog.getByRole('slider', { name: 'Divider' })
    await divider.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await hears(/^Before and after, .* 2 of 2$/)
    expect(Number(await divider.inputValue())).toBeLessThan(100)

    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await opener.evaluate((button) => button.ownerDocument.activeElement === button)).toBe(true)
  }))
