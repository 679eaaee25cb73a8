import { describe, expect, it } from 'vitest'
import { contrastOf } from '../../src/core/readability/contrast.ts'
import { identity } from '../../src/core/base/geometry.ts'
import type { LaidScrim } from '../../src/core/readability/scrim-placement.ts'
import { across, bytesOf, readabilityOf, halves, inspect, contrasts, say } from '../support/readability.ts'
import { flatly, lively } from '../support/lively.ts'
import { black, grey, hex, white } from '../support/texts-on-pictures.ts'

describe('the contrast of a live text', () => {
  it.each([
    ['#ffffff', '#777777'],
    ['#ffffff', '#0d99ff'],
    ['#16201c', '#c8d8c0'],
    ['#1f6b4f', '#101510'],
    ['#808080', '#7f7f7f'],
  ])('of %s on a picture of %s is what WCAG says', async (color, ground) => {
    const scene = await lively(say('Hello', hex(color)), flatly(...bytesOf(hex(ground))))
    expect((await contrasts(scene))['Hello']).toBeCloseTo(contrastOf(hex(color), hex(ground)), 1)
    expect(Math.abs(Number((await contrasts(scene))['Hello']) - contrastOf(hex(color), hex(ground)))).toBeLessThan(0.05)
  })

  it('is that of its worst half', async () => {
    const scene = await lively(across, halves)
    expect(Object.values(await contrasts(scene))).toEqual([1])
  })

  it('counts what its layer and all around it let through', async () => {
    const scene = await lively(
      `const box = figma.createFrame(); frame.appendChild(box); box.resize(200, 100); box.x = 20; box.y = 20; box.fills = []; box.opacity = 0.5
       const node = await text('Faint', 4, 4, 20, [1, 1, 1], 'Regular', box); node.opacity = 0.8`,
      flatly(0, 0, 0),
    )
    expect((await contrasts(scene))['Faint']).toBeCloseTo(contrastOf(grey(0.4), black), 1)
  })

  it('is measured where the text lies in a result that is turned', async () => {
    const scene = await lively(
      `frame.rotation = 30
       ${say('Dark side', white, 20, 30)}
       ${say('Light side', white, 260, 30)}`,
      halves,
    )
    // The sent picture shows the frame's axis-aligned bounding box, so their centres coincide.
    const { texts, readings: all } = await inspect(scene)
    const [dark, light] = texts.map(({ id }) => all.get(id)?.contrast)
    expect([dark, light]).toEqual([21, 1])
  })

  it('is that of the worst of its colours and of its smallest letters', async () => {
    const scene = await lively(
      `const node = await text('Two colours', 20, 30, 30, [1, 1, 1])
       node.setRangeFills(0, 3, [{ type: 'SOLID', color: { r: 0.4, g: 0.4, b: 0.4 } }])
       node.setRangeFontSize(0, 3, 12)`,
      flatly(0, 0, 0),
    )
    const { texts, readings: all } = await inspect(scene)
    const [read] = texts.map(({ id }) => all.get(id))
    expect(read?.contrast).toBeCloseTo(contrastOf(grey(0.4), black), 1)
    expect(read?.needed).toBe(4.5)
  })

  it('of a gradient is that of its worst stop', async () => {
    const scene = await lively(
      `const node = await text('Shining', 20, 30, 20, [1, 1, 1])
       node.fills = [{ type: 'GRADIENT_LINEAR', gradientTransform: [[1, 0, 0], [0, 1, 0]], gradientStops: [
         { position: 0, color: { r: 1, g: 1, b: 1, a: 1 } }, { position: 1, color: { r: 0.5, g: 0.5, b: 0.5, a: 1 } }] }]`,
      flatly(0, 0, 0),
    )
    expect((await contrasts(scene))['Shining']).toBeCloseTo(contrastOf(grey(0.5), black), 1)
  })
})

describe('the texts that are measured', () => {
  it('are those that were kept live and are seen; one filled with a picture is named unmeasured', async () => {
    const scene = await lively(
      `${say('Seen', white)}
       const hidden = await text('Hidden', 40, 60, 20, [1, 1, 1]); hidden.visible = false
       const clear = await text('Clear', 40, 90, 20, [1, 1, 1]); clear.opacity = 0
       const png = figma.base64Decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
       const pictured = await text('Pictured', 40, 120, 20, [1, 1, 1]); pictured.fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: figma.createImage(png).hash }]
       await text('  ', 40, 150, 20, [1, 1, 1])`,
      flatly(0, 0, 0),
    )
    expect(await contrasts(scene)).toEqual({ Seen: 21, Pictured: undefined })
    const { readability, until } = readabilityOf(scene)
    readability.measure(scene.result)
    await until(/^The text passes: 21\.0 : 1\.$/)
    expect(readability.readings.peek().get(scene.result)).toMatchObject({ count: 1, unknown: 1 })
  })

  it('are none where text is part of the picture, and then nothing is drawn', async () => {
    const scene = await lively(say('Painted', white), flatly(0, 0, 0), {})
    expect(await scene.figma.readability({ nodeId: scene.result, scrims: null })).toMatchObject({ texts: [], backdrop: null })
  })

  it('are not looked for in what the plugin did not make, nor in what is gone', async () => {
    const scene = await lively(say('Hello', white), flatly(0, 0, 0))
    expect(await scene.figma.readability({ nodeId: scene.source, scrims: null })).toBeNull()
    await expect(scene.figma.layScrims({ nodeId: scene.source, scrims: [] })).rejects.toMatchObject({ failure: { code: 'internal' } })
    scene.host.remove(scene.result)
    expect(await scene.figma.readability({ nodeId: scene.result, scrims: null })).toBeNull()
  })

  it('are looked at without a trace in the document', async () => {
    const scene = await lively(across, halves)
    const before = scene.host.save()
    const { texts } = await inspect(scene)
    const [id = ''] = texts.map((text) => text.id)
    const scrim: LaidScrim = {
      tone: 'black',
      opacity: 1,
      texts: [id],
      feather: 6,
      size: { width: 400, height: 300 },
      transform: identity,
    }
    expect((await inspect(scene, [scrim])).readings.get(id)?.contrast).toBeCloseTo(21, 0)
    // Ids of copies are not reused; everything else is unchanged.
    const layers = (file: string): unknown => (JSON.parse(file) as { nodes: unknown }).nodes
    expect(layers(scene.host.save())).toEqual(layers(before))
  })
})

describe('the first measurement of a result', () => {
  it('is no undo step of its own: one undo takes the result', async () => {
    const scene = await lively(across, halves)
    const { readability, until } = readabilityOf(scene)
    readability.measure(scene.result)
    await until(/hard to read/)
    expect(scene.host.undo()).toBe(true)
    expect(scene.host.describe(scene.result)).toBeNull()
  })

  it('is taken anew where a text was written meanwhile', async () => {
    const scene = await lively(say('Hello', white), flatly(0, 0, 0))
    const [layer = ''] = scene.host.children(scene.result)
    await scene.host.author(`async (figma) => {
      const [text] = (await figma.getNodeByIdAsync('${layer}')).findAllWithCriteria({ types: ['TEXT'] })
      await figma.loadFontAsync(text.fontName)
      text.fills = [{ type: 'SOLID', color: { r: 0.5, g: 0.5, b: 0.5 } }]
      return 1
    }`)
    expect((await contrasts(scene))['Hello']).toBeCloseTo(contrastOf(grey(0.5), black), 1)
  })
})
