import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import { type Rgba, contrastOf } from '../../src/core/contrast.ts'
import { identity } from '../../src/core/geometry.ts'
import type { Job } from '../../src/core/job.ts'
import { isShort } from '../../src/core/readability.ts'
import type { LaidScrim } from '../../src/core/scrim-place.ts'
import { makeGuard } from '../../src/ui/store/guard.ts'
import { type Looked, makeLooking } from '../../src/ui/store/guard-look.ts'
import { makeEyes } from '../../src/ui/worker/look.ts'
import { type Lively, flatly, lively } from '../support/lively.ts'
import { black, grey, hex, white } from '../support/looks.ts'
import { pixelsOf, pngOf } from '../support/pixels.ts'

const tools = makeEyes({ decode: pixelsOf, encode: pngOf })
const inTurn = <T>(work: () => Promise<T>): Promise<T> => work()

const look = async ({ figma, result }: Lively, scrims: readonly LaidScrim[] | null = null): Promise<Looked> => {
  const looked = await makeLooking({ figma, tools, inTurn }).look(result, scrims)
  if (looked === null) throw new Error('the result is gone')
  return looked
}

/** What each text reads, by its words. */
const reads = async (scene: Lively): Promise<Record<string, number | null | undefined>> => {
  const { texts, reads: all } = await look(scene)
  return Object.fromEntries(texts.map(({ id, words }) => [words, all.get(id)?.contrast]))
}

const guardOf = ({ figma }: Lively) => {
  const said: string[] = []
  const { guard } = makeGuard({
    ...{ figma, tools, inTurn, now: () => 0, jobs: signal<readonly Job[]>([]), selection: signal({ kind: 'none' as const }) },
    say: (text) => void said.push(text),
  })
  const until = (words: RegExp): Promise<void> => expect.poll(() => said.at(-1), { interval: 5, timeout: 20_000 }).toMatch(words)
  return { guard, said, until }
}

/** Measured, and mended. */
const mended = async (scene: Lively, words = /./): Promise<ReturnType<typeof guardOf>> => {
  const made = guardOf(scene)
  made.guard.measure(scene.result)
  await made.until(/./)
  made.guard.layScrims(scene.result, 'soft')
  await made.until(/^$/)
  await made.until(words)
  return made
}

const scrimsIn = ({ host, result }: Lively): readonly Record<string, unknown>[] =>
  host
    .children(result)
    .map((id) => host.describe(id) ?? {})
    .filter(({ name }) => name === 'Scrim')

const setOpacity = (host: Host, id: unknown, opacity: number): Promise<unknown> =>
  host.author(`async (figma) => { (await figma.getNodeByIdAsync('${String(id)}')).opacity = ${opacity}; return 1 }`)

const rgb = ({ r, g, b }: Rgba): string => `[${r}, ${g}, ${b}]`
const bytes = ({ r, g, b }: Rgba): readonly number[] => [r, g, b].map((value) => Math.round(value * 255))
const say = (words: string, color: Rgba, x = 40, y = 30, size = 20): string => `await text('${words}', ${x}, ${y}, ${size}, ${rgb(color)})`

const halves = (x: number): readonly number[] => (x < 0.5 ? [0, 0, 0] : [255, 255, 255])
const across = say('Half in the dark, half in the light', white, 60, 130)

describe('the contrast of a live text', () => {
  it.each([
    ['#ffffff', '#777777'],
    ['#ffffff', '#0d99ff'],
    ['#16201c', '#c8d8c0'],
    ['#1f6b4f', '#101510'],
    ['#808080', '#7f7f7f'],
  ])('of %s on a picture of %s is what WCAG says', async (color, ground) => {
    const scene = await lively(say('Hello', hex(color)), flatly(...bytes(hex(ground))))
    expect((await reads(scene))['Hello']).toBeCloseTo(contrastOf(hex(color), hex(ground)), 1)
    expect(Math.abs(Number((await reads(scene))['Hello']) - contrastOf(hex(color), hex(ground)))).toBeLessThan(0.05)
  })

  it('is that of its worst half', async () => {
    const scene = await lively(across, halves)
    expect(Object.values(await reads(scene))).toEqual([1])
  })

  it('counts what its layer and all around it let through', async () => {
    const scene = await lively(
      `const box = figma.createFrame(); frame.appendChild(box); box.resize(200, 100); box.x = 20; box.y = 20; box.fills = []; box.opacity = 0.5
       const node = await text('Faint', 4, 4, 20, [1, 1, 1], 'Regular', box); node.opacity = 0.8`,
      flatly(0, 0, 0),
    )
    expect((await reads(scene))['Faint']).toBeCloseTo(contrastOf(grey(0.4), black), 1)
  })

  it('is measured where the text lies in a result that is turned', async () => {
    const scene = await lively(
      `frame.rotation = 30
       ${say('Dark side', white, 20, 30)}
       ${say('Light side', white, 260, 30)}`,
      halves,
    )
    // The picture that left shows the upright box around the frame: its middle is the frame's middle.
    const { texts, reads: all } = await look(scene)
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
    const { texts, reads: all } = await look(scene)
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
    expect((await reads(scene))['Shining']).toBeCloseTo(contrastOf(grey(0.5), black), 1)
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
    expect(await reads(scene)).toEqual({ Seen: 21, Pictured: undefined })
    const { guard, until } = guardOf(scene)
    guard.measure(scene.result)
    await until(/^The text reads well: 21\.0 : 1\.$/)
    expect(guard.readings.peek().get(scene.result)).toMatchObject({ count: 1, unknown: 1 })
  })

  it('are none where text is part of the picture, and then nothing is drawn', async () => {
    const scene = await lively(say('Painted', white), flatly(0, 0, 0), {})
    expect(await scene.figma.readability({ nodeId: scene.result, scrims: null })).toMatchObject({ texts: [], bytes: new Uint8Array(0) })
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
    const { texts } = await look(scene)
    const [id = ''] = texts.map((text) => text.id)
    const scrim: LaidScrim = {
      ...{ tone: 'black', opacity: 1, texts: [id], feather: 6, size: { width: 400, height: 300 } },
      transform: identity,
    }
    expect((await look(scene, [scrim])).reads.get(id)?.contrast).toBeCloseTo(21, 0)
    // Ids that were given to copies are not given again; all else is as it was.
    const layers = (file: string): unknown => (JSON.parse(file) as { nodes: unknown }).nodes
    expect(layers(scene.host.save())).toEqual(layers(before))
  })
})

describe('the first look at a result', () => {
  it('is no undo step of its own: one undo takes the result', async () => {
    const scene = await lively(across, halves)
    const { guard, until } = guardOf(scene)
    guard.measure(scene.result)
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
    expect((await reads(scene))['Hello']).toBeCloseTo(contrastOf(grey(0.5), black), 1)
  })
})

describe('a scrim', () => {
  it('reaches what a text needs, and a hundredth less would not', async () => {
    const scene = await lively(across, halves)
    await mended(scene, /^1 scrim lies under the text\. The text reads well now: 4\.[56] : 1\.$/)
    const [scrim] = scrimsIn(scene)
    const opacity = Number(scrim?.['opacity'])
    expect(Object.values(await reads(scene))[0]).toBeGreaterThanOrEqual(4.5)
    await setOpacity(scene.host, scrim?.['id'], opacity - 0.01)
    expect(Object.values(await reads(scene))[0]).toBeLessThan(4.5)
  })

  it('is as weak as can be beside others that reach over to it', async () => {
    const scene = await lively(
      `${say('A heading that is large', white, 30, 20, 34)}
       ${say('small, right under it', grey(0.9), 30, 66, 12)}
       ${say('and beside it', white, 160, 66, 12)}
       ${say('far away', white, 250, 250, 14)}`,
      (x, y) => [190 + 60 * x, 200 + 40 * y, 225],
    )
    await mended(scene, /All 4 texts read well now/)
    const all = scrimsIn(scene)
    expect(all.length).toBeGreaterThan(1)
    for (const { id, opacity } of all) {
      await setOpacity(scene.host, id, Number(opacity) - 0.01)
      const { reads: now } = await look(scene)
      expect([...now.values()].filter(isShort).length).toBeGreaterThan(0)
      await setOpacity(scene.host, id, Number(opacity))
    }
    expect([...(await look(scene)).reads.values()].filter(isShort)).toEqual([])
  })

  it('is solid only where that is asked for', async () => {
    const scene = await lively(say('Quiet', hex('#6c7671')), flatly(150, 150, 150))
    const { guard, until } = await mended(scene, /^The text is still hard to read\.$/)
    expect(scrimsIn(scene)).toEqual([])
    guard.layScrims(scene.result, 'solid')
    await until(/^$/)
    await until(/reads well now/)
    expect(Number(scrimsIn(scene)[0]?.['opacity'])).toBeGreaterThan(0.75)
  })

  it('is a plain rectangle over the picture and under the live layers, which can be taken away again', async () => {
    const scene = await lively(across, halves)
    const { guard, until } = await mended(scene, /now/)
    const [scrim, layer] = scene.host.children(scene.result).map((id) => scene.host.describe(id))
    expect(scrim).toMatchObject({ type: 'RECTANGLE', name: 'Scrim', effects: [{ type: 'LAYER_BLUR' }], pluginData: { part: 'scrim' } })
    expect(layer).toMatchObject({ pluginData: { part: 'live' } })
    guard.removeScrims(scene.result)
    await until(/^The scrims are gone\. The text is hard to read\.$/)
    expect(scrimsIn(scene)).toEqual([])
  })

  it('comes once however often it is laid', async () => {
    const scene = await lively(across, halves)
    await mended(scene, /now/)
    const { guard, until } = guardOf(scene)
    await setOpacity(scene.host, scrimsIn(scene)[0]?.['id'], 0.1)
    guard.measure(scene.result)
    await until(/^1 scrim lies under the text\. The text is hard to read/)
    guard.layScrims(scene.result, 'soft')
    await until(/now/)
    expect(scrimsIn(scene)).toHaveLength(1)
  })

  it('goes with one undo together with all others, and leaves the result', async () => {
    const scene = await lively(
      `${say('Above', white, 40, 20)}
       ${say('Below', white, 250, 250)}`,
      flatly(230, 235, 240),
    )
    await mended(scene, /^2 scrims lie under the text\. All 2 texts read well now/)
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
    await mended(scene, /reads well now/)
    const rotation = (node: unknown): number => Math.round(Number((node as { rotation: number }).rotation))
    expect(scrimsIn(scene).map(rotation)).toEqual([50])
  })

  it('is shared by lines that stand together, and light under dark text', async () => {
    const scene = await lively(
      `${say('A heading', black, 40, 60, 28)}
       ${say('and the line under it', black, 40, 98, 14)}`,
      flatly(30, 35, 40),
    )
    await mended(scene, /^1 scrim lies under the text\. All 2 texts read well now/)
    expect(scrimsIn(scene)).toMatchObject([{ fills: [{ color: { r: 1, g: 1, b: 1 } }] }])
  })

  it('is not laid where it helps nobody, and that is said', async () => {
    const scene = await lively(
      `const button = figma.createFrame(); frame.appendChild(button); button.name = '#keep'; button.resize(160, 60); button.x = 40; button.y = 40
       button.fills = paint(0.9, 0.9, 0.9); await text('White on light', 10, 10, 16, [1, 1, 1], 'Regular', button)`,
      flatly(0, 0, 0),
    )
    const { guard } = await mended(scene, /still hard to read/)
    expect(scrimsIn(scene)).toEqual([])
    expect(guard.readings.peek().get(scene.result)).toMatchObject({ laid: 0, hard: [{ words: 'White on light', remedy: 'none' }] })
  })

  it('leaves the source as it was', async () => {
    const scene = await lively(across, halves)
    const tree = (id: string): unknown => [scene.host.describe(id), scene.host.children(id).map(tree)]
    const before = tree(scene.source)
    await mended(scene, /now/)
    expect(tree(scene.source)).toEqual(before)
    expect(scene.run.problems).toEqual([])
  })
})
