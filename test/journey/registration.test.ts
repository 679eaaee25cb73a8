// Law 1 in real pixels: an identity model returns the source, in its place, to the pixel.

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { offsetBetween } from '../support/pixels.ts'
import { describeNode, idOf, pngOf, results, recipeOf, select, theOne } from './canvas.ts'
import { drawing } from './frames.ts'
import type { Journey } from './journey.ts'
import { useStage } from './support.ts'

const { play } = useStage()

const odd = drawing(`
  const turned = painted('Turned', 200, 300, 400, 300)
  turned.rotation = 17
  const round = painted('Round and clear', 100, 900, 360, 300, [])
  round.cornerRadius = 48
  round.clipsContent = true
  const list = [turned, painted('Tiny', 100, 600, 24, 24), painted('Long', 100, 700, 900, 180), round, painted('Odd', 100, 1300, 333.5, 211.25)]
  return list.map(({ id }) => id)`)

const names = ['Turned', 'Tiny', 'Long', 'Round and clear', 'Odd'] as const

/** Pictures are enlarged to about this length before edges are compared. */
const compared = 600

async function expectRegistered({ page }: Journey, sourceId: string, resultId: string): Promise<void> {
  const [source, result] = [await describeNode(page, sourceId), await describeNode(page, resultId)]
  if (!source || !result) throw new Error('a node is gone')
  const facts = ['width', 'height', 'rotation', 'topLeftRadius', 'topRightRadius', 'bottomRightRadius', 'bottomLeftRadius'] as const
  for (const fact of facts) expect(result[fact], fact).toEqual(source[fact])
  const scale = Math.max(1, Math.round(compared / Math.max(source.box.width, source.box.height)))
  const offset = await offsetBetween(await pngOf(page, sourceId, scale), await pngOf(page, resultId, scale))
  expect(offset, source.name).toEqual({ dx: 0, dy: 0, sameSize: true, isClear: true })
}

/** Queues one job for each, as fast as a user can. */
async function restyleEach({ page, restyle, awaitPhase }: Journey): Promise<void> {
  for (const name of names) {
    await select(page, [await idOf(page, name)])
    await page.frameLocator('iframe[title="Depth Restyle"]').getByRole('heading', { name, exact: true }).waitFor()
    await restyle()
  }
  for (const [n] of names.entries()) await awaitPhase('done', n)
}

describe.concurrent.each(['identity', 'identity-megapixel'] as const)('what an %s model answers', (paint) => {
  it('lies on the result as the source lies on the canvas, whatever its shape', () =>
    play({ author: odd, service: { paint } }, async (journey) => {
      await restyleEach(journey)
      const made = await results(journey.page)
      expect(made).toHaveLength(names.length)
      for (const result of made) await expectRegistered(journey, recipeOf(result).source.id, result.id)
    }))

  it('lies so on the sample frame', () =>
    play({ author: null, service: { paint } }, async (journey) => {
      const { page, restyle, waitPhase } = journey
      await restyle()
      await waitPhase('done')
      const result = theOne(await results(page))
      await expectRegistered(journey, recipeOf(result).source.id, result.id)
    }))
})

async function dense(): Promise<string> {
  const { data, info } = await sharp({
    create: { width: 160, height: 120, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const png = await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .png()
    .toBuffer()
  return drawing(`
    const frame = painted('Dense', 100, 80, 640, 480)
    const image = figma.createImage(figma.base64Decode('${png.toString('base64')}'))
    frame.fills = [{ type: 'IMAGE', imageHash: image.hash, scaleMode: 'FILL' }]
    return [frame.id]`)
}

describe.concurrent('a picture that is dense', () => {
  it('goes as JPEG, as the card says, and comes back registered', async () =>
    play({ author: await dense() }, async (journey) => {
      const { page, window, service, restyle, waitPhase } = journey
      await restyle()
      await waitPhase('done')
      const sent = await sharp(theOne(service.submits()).pictures['control_image']).metadata()
      expect(sent.format).toBe('jpeg')
      await journey.press('What is sent')
      await window.getByText(`sent as ${sent.width} × ${sent.height} JPEG`).waitFor()
      const result = theOne(await results(page))
      await expectRegistered(journey, recipeOf(result).source.id, result.id)
    }))
})

/** Two overlapping layers and one beside them, at fractional positions, with a shadow that extends beyond them. */
const layers = drawing(`
  const low = painted('Table', 100, 400, 500, 160)
  const high = painted('Bottle', 237.5, 211, 130, 260)
  high.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.5 }, offset: { x: 12, y: 8 }, radius: 10, spread: 0, visible: true, blendMode: 'NORMAL' }]
  const aside = painted('Cup', 640, 470, 81, 77)
  return [low, high, aside].map(({ id }) => id)`)

describe.concurrent('several layers as one scene', () => {
  it('come back as they lie on the canvas, on their background', () =>
    play({ author: layers, service: { paint: 'identity' } }, async (journey) => {
      const { page, window, waitPhase } = journey
      await select(page, await Promise.all(['Cup', 'Table', 'Bottle'].map((name) => idOf(page, name))))
      await window.getByRole('radio', { name: 'All as one picture' }).check()
      await window.getByRole('spinbutton', { name: 'Padding' }).fill('30')
      await window.getByRole('spinbutton', { name: 'Padding' }).press('Enter')
      await window.getByText(/sent as .* PNG/).waitFor()
      await journey.press('Restyle as one picture')
      await waitPhase('done')
      const { id } = theOne(await results(page))
      const result = await describeNode(page, id)
      expect(result).toMatchObject({ width: 681, height: 409 })
      const canvas = await page.evaluate(async () => {
        const bytes = (await playground?.screenshot({ x: 70, y: 181, width: 681, height: 409 }, 2)) ?? new Uint8Array()
        return [...bytes]
      })
      expect(await offsetBetween(Buffer.from(canvas), await pngOf(page, id, 2))).toEqual({ dx: 0, dy: 0, sameSize: true, isClear: true })
    }))
})
