// The user's own depth maps in a real browser: made from layers, from one layer, and from an image, with a service that accepts depth maps.

import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStandIn, type OpenedStandIn } from '../../playground/service/others/open.ts'
import { defaults } from '../../playground/service/settings.ts'
import { createStudio } from '../../playground/service/studio.ts'
import { createRelay } from '../../relay/relay.ts'
import { offsetBetween } from '../support/pixels.ts'
import { describeNode, idOf, pngOf, recipeOf, results } from './canvas.ts'
import { drawing } from './frames.ts'
import { soon, type Journey } from './journey.ts'
import { relayUrl, useStage } from './support.ts'
import { expectAccessible, photographInBoth } from './themes.ts'

const { play } = useStage()

let taker: OpenedStandIn
beforeAll(async () => {
  taker = await openStandIn('comfy-router', { taskMs: 0, paint: createStudio({ ...defaults, paint: 'identity' }) })
})
afterAll(() => taker.close())

/** A room with a lamp whose name sets its depth, and a hidden depth map that is bright in its right half. */
const room = drawing(`
  const frame = painted('Room', 100, 80, 320, 240)
  const lamp = rectangle(frame, 20, 180, 40, 40, paint(0.9, 0.8, 0.2))
  lamp.name = 'Lamp #depth 40'
  const map = rectangle(frame, 160, 0, 160, 240, paint(0.8, 0.8, 0.8))
  map.name = '#depth'
  map.visible = false
  return [frame.id]`)

/** The grey values at `places`, given in px of the room's frame. */
async function greys(png: Uint8Array, places: readonly (readonly [number, number])[]): Promise<readonly number[]> {
  const { data, info } = await sharp(png).removeAlpha().greyscale().raw().toBuffer({ resolveWithObject: true })
  return places.map(([x, y]) => data[Math.round((y * info.height) / 240) * info.width + Math.round((x * info.width) / 320)] ?? -1)
}

/** The picture on the card, as a PNG. */
async function shown({ frame, window }: Journey): Promise<Uint8Array> {
  const card = window.getByRole('region', { name: 'Source' })
  await card.locator('[aria-busy=false] > img').waitFor()
  const text = await (
    await frame()
  ).evaluate(async () => {
    const image = document.querySelector<HTMLImageElement>('.shot img')
    if (!image) return ''
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight })
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return canvas.toDataURL()
  })
  return new Uint8Array(Buffer.from(text.replace(/^[^,]*,/, ''), 'base64'))
}

/** The depth map that the service received last; it must not have received a picture as well. */
function received(): Uint8Array {
  const { preprocessed_image: map, control_image: picture } = taker.floor.orders.at(-1)?.sent ?? {}
  expect([typeof map, picture]).toEqual(['string', undefined])
  return new Uint8Array(Buffer.from(String(map), 'base64'))
}

/** The topmost layer on the level of a source. */
async function besideIt(page: Page, source: string): Promise<string> {
  const parent = (await describeNode(page, source))?.parent ?? ''
  const all = await page.evaluate((id) => globalThis.playground?.children(id) ?? [], parent)
  return all.at(-1) ?? ''
}

const wall = [4, 4] as const
const lamp = [40, 200] as const
const right = [300, 200] as const

describe.concurrent('own depth', () => {
  it('is drawn from layers, taken from a layer or an image: shown, laid on the canvas, and sent', () => {
    const relay = createRelay({ services: [{ id: 'comfy-router', url: taker.url }], imageHosts: [taker.url] })
    return play({ author: room, relay: relay.fetch, settings: { baseUrl: relayUrl } }, async (journey) => {
      const { page, window, press, restyle, waitPhase, key } = journey
      taker.floor.settings.key = key
      const from = window.getByRole('combobox', { name: 'Geometry from' })
      const facts = window.getByRole('region', { name: 'Source' })
      await press('Advanced')
      await from.selectOption({ label: 'Depth from its layers' })
      await facts.getByText('Depth map', { exact: true }).waitFor()
      await soon(async () => expect(await greys(await shown(journey), [wall, lamp])).toEqual([0, 102]))
      await facts.scrollIntoViewIfNeeded()
      await expectAccessible(journey, 'depth-layers')

      await press('Lay on canvas')
      await window.getByText(/^Added beside the frame\./).waitFor()
      const source = await idOf(page, 'Room')
      const laid = await besideIt(page, source)
      expect(await describeNode(page, laid)).toMatchObject({ name: '#depth', box: { y: 80, width: 320, height: 240 } })
      expect(await offsetBetween(await pngOf(page, source, 2), await pngOf(page, laid, 2))).toMatchObject({ dx: 0, dy: 0, sameSize: true })

      await restyle()
      expect(await waitPhase('done')).toMatchObject({ failure: null })
      expect(await greys(received(), [wall, lamp])).toEqual([0, 102])
      const [made] = await results(page)
      expect(made && recipeOf(made)).toMatchObject({ values: { geometry: 'layers' }, source: { name: 'Room' } })
      const picture = await pngOf(page, made?.id ?? '', 2)
      expect(await offsetBetween(await pngOf(page, source, 2), picture)).toMatchObject({ dx: 0, dy: 0, sameSize: true, isClear: true })

      await from.selectOption({ label: 'Its layer #depth' })
      await soon(async () => expect(await greys(await shown(journey), [wall, right])).toEqual([0, 204]))
      await from.selectOption({ label: 'A chosen image' })
      const half = { create: { width: 320, height: 480, channels: 3 as const, background: '#505050' } }
      const file = await sharp(half).extend({ right: 320, background: '#a0a0a0' }).png().toBuffer()
      await window.locator('.depth input[type=file]').setInputFiles({ name: 'map.png', mimeType: 'image/png', buffer: file })
      await soon(async () => expect(await greys(await shown(journey), [wall, right])).toEqual([80, 160]))
      await facts.getByRole('img').scrollIntoViewIfNeeded()
      await photographInBoth(journey, 'depth-image')
      await restyle()
      await soon(async () => expect(await greys(received(), [wall, right])).toEqual([80, 160]))
      await journey.awaitPhase('done', 0)
      expect(await results(page)).toHaveLength(2)
    })
  })

  it('is not taken by CometAPI, and the option says so', () =>
    play({ author: room }, async (journey) => {
      const { window, press } = journey
      await press('Advanced')
      const from = window.getByRole('combobox', { name: 'Geometry from' })
      await from.selectOption({ label: 'Depth from its layers (not at CometAPI)' })
      await soon(async () => expect(await greys(await shown(journey), [wall, lamp])).toEqual([0, 102]))
      expect(await from.locator('option').allInnerTexts()).toEqual([
        'The frame as a picture',
        'Depth from its layers (not at CometAPI)',
        'Its layer #depth (not at CometAPI)',
        'A chosen image (not at CometAPI)',
        'The frame is a depth map (not at CometAPI)',
      ])
    }))
})
