import { describe, expect, it } from 'vitest'
import { isBelowNeeded } from '../../src/core/readability/readability.ts'
import { across, readabilityOf, halves, inspect, mended, contrasts, say, scrimsIn, setOpacity } from '../support/readability.ts'
import { flatly, lively } from '../support/lively.ts'
import { black, grey, hex, white } from '../support/texts-on-pictures.ts'

describe('a scrim', () => {
  it('reaches what a text needs, and a hundredth less would not', async () => {
    const scene = await lively(across, halves)
    await mended(scene, /^The text passes: 4\.[56] : 1\. 1 scrim added\.$/)
    const [scrim] = scrimsIn(scene)
    const opacity = Number(scrim?.['opacity'])
    expect(Object.values(await contrasts(scene))[0]).toBeGreaterThanOrEqual(4.5)
    await setOpacity(scene.host, scrim?.['id'], opacity - 0.01)
    expect(Object.values(await contrasts(scene))[0]).toBeLessThan(4.5)
  })

  it('is as weak as can be beside others that reach over to it', async () => {
    const scene = await lively(
      `${say('A heading that is large', white, 30, 20, 34)}
       ${say('small, right under it', grey(0.9), 30, 66, 12)}
       ${say('and beside it', white, 160, 66, 12)}
       ${say('far away', white, 250, 250, 14)}`,
      (x, y) => [190 + 60 * x, 200 + 40 * y, 225],
    )
    await mended(scene, /All 4 texts pass.*added/)
    const all = scrimsIn(scene)
    expect(all.length).toBeGreaterThan(1)
    for (const { id, opacity } of all) {
      await setOpacity(scene.host, id, Number(opacity) - 0.01)
      const { readings: now } = await inspect(scene)
      expect([...now.values()].filter(isBelowNeeded).length).toBeGreaterThan(0)
      await setOpacity(scene.host, id, Number(opacity))
    }
    expect([...(await inspect(scene)).readings.values()].filter(isBelowNeeded)).toEqual([])
  })

  it('is nearly solid where less does not do', async () => {
    const scene = await lively(say('Quiet', hex('#6c7671')), flatly(150, 150, 150))
    await mended(scene, /passes.*added/)
    expect(Number(scrimsIn(scene)[0]?.['opacity'])).toBeGreaterThan(0.75)
  })

  it('is a soft shape over the picture and under the live layers, which can be taken away again', async () => {
    const scene = await lively(across, halves)
    const { readability, until } = await mended(scene, /added/)
    const [scrim, layer] = scene.host.children(scene.result).map((id) => scene.host.describe(id))
    expect(scrim).toMatchObject({ type: 'RECTANGLE', name: 'Scrim', effects: [{ type: 'LAYER_BLUR' }], pluginData: { part: 'scrim' } })
    expect(layer).toMatchObject({ pluginData: { part: 'live' } })
    readability.removeScrims(scene.result)
    await until(/^Scrims removed\. 1 text hard to read\.$/)
    expect(scrimsIn(scene)).toEqual([])
  })

  it('comes once however often it is laid', async () => {
    const scene = await lively(across, halves)
    await mended(scene, /added/)
    const { readability, until } = readabilityOf(scene)
    await setOpacity(scene.host, scrimsIn(scene)[0]?.['id'], 0.1)
    readability.measure(scene.result)
    await until(/^1 text hard to read\. 1 scrim added/)
    readability.layScrims(scene.result)
    await until(/passes/)
    expect(scrimsIn(scene)).toHaveLength(1)
  })

  it('goes with one undo together with all others, and leaves the result', async () => {
    const scene = await lively(
      `${say('Above', white, 40, 20)}
       ${say('Below', white, 250, 250)}`,
      flatly(230, 235, 240),
    )
    await mended(scene, /^All 2 texts pass.*2 scrims added/)
    expect(scrimsIn(scene)).toHaveLength(2)
    expect(scene.host.undo()).toBe(true)
    expect(scrimsIn(scene)).toHaveLength(0)
    expect(scene.host.children(scene.result)).toHaveLength(1)
  })

  it('lies turned as its text does', async () => {
    const scene = await lively(
      `frame.rotation = -20; const node = ${say('Askew', white, 60, 120)}; node.rotation = 50`,
      flatly(240, 240, 240),
    )
    await mended(scene, /passes.*added/)
    const rotation = (node: unknown): number => Math.round(Number((node as { rotation: number }).rotation))
    expect(scrimsIn(scene).map(rotation)).toEqual([50])
  })

  it('is shared by lines that stand together, and light under dark text', async () => {
    const scene = await lively(
      `${say('A heading', black, 40, 60, 28)}
       ${say('and the line under it', black, 40, 98, 14)}`,
      flatly(30, 35, 40),
    )
    await mended(scene, /^All 2 texts pass.*1 scrim added/)
    expect(scrimsIn(scene)).toMatchObject([{ blendMode: 'SCREEN' }])
  })

  it('is not laid where it helps nobody, and that is said', async () => {
    const scene = await lively(
      `const button = figma.createFrame(); frame.appendChild(button); button.name = '#keep'; button.resize(160, 60); button.x = 40; button.y = 40
       button.fills = paint(0.9, 0.9, 0.9); await text('White on light', 10, 10, 16, [1, 1, 1], 'Regular', button)`,
      flatly(0, 0, 0),
    )
    const { readability } = await mended(scene, /still hard to read/)
    expect(scrimsIn(scene)).toEqual([])
    expect(readability.readings.peek().get(scene.result)).toMatchObject({
      laid: 0,
      unreadable: [{ words: 'White on light', remedy: 'none' }],
    })
  })

  it('leaves the source as it was', async () => {
    const scene = await lively(across, halves)
    const tree = (id: string): unknown => [scene.host.describe(id), scene.host.children(id).map(tree)]
    const before = tree(scene.source)
    await mended(scene, /added/)
    expect(tree(scene.source)).toEqual(before)
    expect(scene.run.problems).toEqual([])
  })
})
