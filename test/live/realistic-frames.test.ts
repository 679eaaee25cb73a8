import { mkdir, writeFile } from 'node:fs/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import type { Host } from '../../playground/host/types.ts'
import { type Facts, liveLayers, nearly, pageBox, subtree } from '../support/layers.ts'
import { type Paint, exportWhole, restyleLayers, propertiesOf, textsLive } from '../support/live-restyle.ts'
import { apart, identityAnswer } from '../support/pixels.ts'
import { newHost } from '../support/plugin.ts'
import { checkout } from '../support/realistic/checkout.ts'
import { dashboard } from '../support/realistic/dashboard.ts'
import { grid } from '../support/realistic/grid.ts'
import type { Realistic } from '../support/realistic/kit.ts'
import { landing } from '../support/realistic/landing.ts'
import { poster } from '../support/realistic/poster.ts'

const folder = 'out/live'
beforeAll(() => mkdir(folder, { recursive: true }))

const open: Host[] = []
afterEach(() => open.splice(0).forEach((host) => host.dispose()))

async function drawn({ draw }: Realistic): Promise<{ host: Host; id: string }> {
  const host = await newHost({ movesMissingFonts: true })
  open.push(host)
  return { host, id: await host.author<string>(await draw()) }
}

function isText({ type }: Facts): boolean {
  return type === 'TEXT'
}

/** Different colours and softer edges, like a model's repainting, so that only live layers are sharp. */
const repaint: Paint = async (png, plan) =>
  sharp(await identityAnswer(png, plan))
    .modulate({ hue: 150, saturation: 1.4 })
    .blur(1.6)
    .png()
    .toBuffer()

describe.each([dashboard, checkout, landing, grid, poster])('a $name as somebody designs it', (frame) => {
  it('keeps its texts as they were, and looks as it did with a picture that changes nothing', async () => {
    const { host, id } = await drawn(frame)
    const before = liveLayers(host, [id], isText, pageBox(host, [id]), true)
    const restyled = await restyleLayers(host, [id], false, textsLive)
    const after = liveLayers(host, host.children(restyled.nodeId), isText, pageBox(host, [restyled.nodeId]), true)
    expect([restyled.notes, restyled.touched, restyled.isSame, restyled.plugin.run.problems]).toEqual([[], [], true, []])
    expect(before.length).toBeGreaterThan(7)
    expect(after.map(({ facts }) => facts)).toEqual(nearly(before.map(({ facts }) => facts)))
    const instances = (list: typeof before): readonly string[] => [...new Set(list.flatMap(({ path }) => path))]
    expect(await propertiesOf(host, instances(after))).toEqual(await propertiesOf(host, instances(before)))
    const source = await exportWhole(host, [id], false, restyled.width)
    const result = await exportWhole(host, [restyled.nodeId], false, restyled.width)
    const { most, mean } = await apart(result, source)
    await writeFile(`${folder}/${frame.name}-source.png`, source)
    await writeFile(`${folder}/${frame.name}-sent.png`, restyled.sent)
    expect(most).toBeLessThanOrEqual(4)
    expect(mean).toBeLessThanOrEqual(0.001)
  })

  it('leaves no trace of them in the picture that is sent', async () => {
    const [{ host, id }, other] = [await drawn(frame), await drawn(frame)]
    const restyled = await restyleLayers(host, [id], false, textsLive, repaint)
    await writeFile(`${folder}/${frame.name}-result.png`, await exportWhole(host, [restyled.nodeId], false, restyled.width))
    const texts = subtree(other.host, other.id)
      .filter(isText)
      .map((text) => text.id)
    await other.host.author(
      `async (figma) => { for (const id of ${JSON.stringify(texts)}) (await figma.getNodeByIdAsync(id)).opacity = 0 }`,
    )
    const reference = await exportWhole(other.host, [other.id], false, restyled.width)
    expect((await apart(restyled.sent, reference)).most).toBeLessThanOrEqual(1)
  })
})
