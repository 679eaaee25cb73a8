// A text on a path is a text: it stays live, needs its font, and can be read, measured and recoloured (figma-audit H).

import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { flatly, lively, texting } from '../support/lively.ts'
import { textsLive } from '../support/live-restyle.ts'
import { begin, frameScript, newHost, openPlugin, picture } from '../support/plugin.ts'
import { contrasts, inspect } from '../support/readability.ts'

const along = `
  const circle = figma.createEllipse()
  frame.appendChild(circle)
  circle.resize(200, 200); circle.x = 20; circle.y = 20
  await figma.loadFontAsync({ family: 'Inter', style: 'Bold' })
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const label = figma.createTextPath(circle, 2, 0.5)
  label.fontName = { family: 'Inter', style: 'Bold' }
  label.characters = 'Round and round'
  label.fontSize = 20
  label.fills = paint(1, 1, 1)`

describe('a text along a path', () => {
  it('stays live, with its font loaded in the first run', async () => {
    const { host, run, result } = await lively(along, flatly(0, 0, 0))
    expect(host.children(result).map((id) => host.describe(id)?.['type'])).toEqual(['FRAME'])
    const copies = host.children(host.children(result)[0] ?? '').map((id) => host.describe(id))
    expect(copies).toMatchObject([{ type: 'TEXT_PATH' }])
    expect(run.problems).toEqual([])
  })

  it('keeps its source whole where its font cannot be had', async () => {
    const host = await newHost()
    const id = await host.author<string>(
      frameScript(`${along}
      await figma.loadFontAsync({ family: 'Gotham', style: 'Book' }); label.fontName = { family: 'Gotham', style: 'Book' }`),
    )
    const { figma } = await openPlugin(host)
    expect((await begin(figma, id, [picture(7, { live: textsLive })])).whole).toEqual({ kind: 'font', name: 'Gotham Book' })
  })

  it('is measured against what it lies on, each of its colours', async () => {
    const scene = await lively(`${along}; label.setRangeFills(0, 5, paint(0, 0, 0))`, flatly(0, 0, 0))
    expect(await contrasts(scene)).toEqual({ 'Round and round': 1 })
    expect(scene.run.problems).toEqual([])
  })

  it('gets another colour where one is enough', async () => {
    const scene = await lively(along, flatly(255, 255, 255))
    const { texts } = await inspect(scene)
    await scene.figma.recolourTexts({ nodeId: scene.result, colors: texts.map(({ id }) => ({ id, color: { r: 0, g: 0, b: 0 } })) })
    expect((await contrasts(scene))['Round and round']).toBeCloseTo(21, 0)
  })

  it('goes with a mask or a product, and is counted where it cannot be lifted', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(`${texting}\n${along}; label.isMask = true`))
    const { figma } = await openPlugin(host)
    const facts = await figma.liveFacts({ subject: { id, scene: null }, live: { ...nothingLive, texts: true } })
    expect(facts).toMatchObject({ notLiftable: 1, texts: 0 })
  })
})
