// "Look from a picture" in a real browser: a file or a layer is sent as the second picture, and what is not a picture is reported.

import { expect, it } from 'vitest'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { drawing } from './frames.ts'
import { describeNode, recipeOf, results, select } from './canvas.ts'
import { useStage } from './support.ts'
import { expectAccessible, photographInBoth } from './themes.ts'

const { play } = useStage()

const two = drawing(`return [painted('Villa', 100, 80, 600, 400).id, painted('Moodboard', 900, 80, 1500, 1000).id]`)

it('a picture gives the look of a whole order, and says so everywhere', () =>
  play({ author: two }, async (journey) => {
    const { page, window, service, press, restyle, awaitPhase } = journey
    const picker = window.getByRole('button', { name: 'Look from a picture' })
    expect(await picker.count()).toBe(0)
    await press('Advanced')
    await window.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'FLUX.2 [pro]' })
    await window.getByRole('button', { name: 'Look from Moodboard' }).scrollIntoViewIfNeeded()
    await photographInBoth(journey, 'look-layers')
    await window.getByRole('button', { name: 'Look from Moodboard' }).click()
    await window.getByRole('checkbox', { name: 'Look from Moodboard' }).waitFor()
    expect(await window.locator(':focus').innerText()).toBe('Villa')
    await expectAccessible(journey, 'look-picture')
    await window
      .locator('.look-from input[type=file]')
      .setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('none') })
    await window.getByRole('alert').getByText('could not be read').waitFor()
    await window.getByRole('spinbutton', { name: 'Variants' }).fill('2')
    await restyle()
    await awaitPhase('done', 0)
    await awaitPhase('done', 1)
    const submits = service.submits()
    expect(submits).toHaveLength(2)
    for (const { pictures, fields } of submits) {
      expect(pictureSize(pictures['input_image_2'] ?? new Uint8Array())).toEqual({ width: 1024, height: 683 })
      expect(fields['prompt']).toContain('image 2')
      expect(Object.keys(pictures)).toEqual(['input_image', 'input_image_2'])
    }
    const [made] = await results(page)
    expect(made && recipeOf(made)).toMatchObject({ reference: { name: 'Moodboard', givesLight: true }, source: { name: 'Villa' } })
    expect((await describeNode(page, made?.id ?? ''))?.name).toBe('Moodboard – Villa')
    // In a later window the layer is drawn again, to the same bytes.
    await page.evaluate(() => globalThis.playground?.close())
    await journey.reopen()
    await select(page, [made?.id ?? ''])
    await press('More actions')
    await press('Start again from original')
    await window.getByRole('checkbox', { name: 'Look from Moodboard', checked: true }).waitFor()
    // The focused button is removed together with the picture.
    await press('Remove Moodboard')
    expect(await window.locator(':focus').innerText()).toBe('Look from a picture')

    const dropped = await window.locator('body').evaluateHandle(async () => {
      const canvas = new OffscreenCanvas(200, 100)
      canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
      const transfer = new DataTransfer()
      transfer.items.add(new File([await canvas.convertToBlob()], 'Linen.png'))
      return transfer
    })
    await window.getByRole('textbox', { name: 'Prompt' }).dispatchEvent('drop', { dataTransfer: dropped })
    await window.getByRole('checkbox', { name: 'Look from Linen' }).waitFor()
  }))
