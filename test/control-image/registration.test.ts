import { describe, expect, it } from 'vitest'
import type { Box } from '../../playground/host/types.ts'
import { defaults } from '../../playground/service/settings.ts'
import { createStudio } from '../../playground/service/studio.ts'
import { models } from '../../src/core/model/models.ts'
import { type Model, initialValues } from '../../src/core/model/model.ts'
import type { Plan } from '../../src/core/picture/registration.ts'
import { identityAnswer, offsetBetween } from '../support/pixels.ts'
import { begin, intend, frameScript, newHost, openPlugin, picture } from '../support/plugin.ts'

// The sources that displaced other tools' results (peers §0.3), and some more. The last entry of each row is how closely it is checked.
const odd: readonly (readonly [string, string, number])[] = [
  ['plain', frameScript(), 1],
  ['tiny', frameScript('', 16, 12), 8],
  ['tiny and odd', frameScript('', 9, 23), 8],
  ['huge', frameScript('', 6000, 4100), 0.125],
  ['one to five', frameScript('', 200, 1000), 1],
  ['five to one', frameScript('', 1000, 200), 1],
  ['one to twelve, padded', frameScript('', 60, 720), 1],
  ['prime sides', frameScript('', 997, 613), 1],
  ['broken sides', frameScript('frame.resize(403.37, 291.61)'), 2],
  ['broken position', frameScript('frame.x = 10.4; frame.y = 33.7'), 2],
  ['rotated', frameScript('frame.rotation = 30'), 1],
  ['rotated to the right', frameScript('frame.rotation = -75'), 1],
  ['rotated by a quarter', frameScript('frame.rotation = 90'), 1],
  ['upside down', frameScript('frame.rotation = 180'), 1],
  [
    'shadowed',
    frameScript(
      `frame.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.5 }, offset: { x: 8, y: 20 }, radius: 30, spread: 0, visible: true, blendMode: 'NORMAL' }]`,
    ),
    1,
  ],
  ['clipped overflow', frameScript('rectangle(frame, -50, 250, 200, 120, paint(0, 0.6, 0.2))'), 1],
  ['unclipped overflow', frameScript('frame.clipsContent = false; rectangle(frame, -50, 250, 200, 120, paint(0, 0.6, 0.2))'), 1],
  ['transparent', frameScript('frame.fills = []'), 1],
  ['rounded', frameScript('frame.cornerRadius = 48'), 1],
  ['rounded differently', frameScript('frame.topLeftRadius = 80; frame.bottomRightRadius = 20'), 1],
  ['outlined', frameScript(`frame.strokes = paint(0.9, 0.1, 0.6); frame.strokeWeight = 12; frame.strokeAlign = 'OUTSIDE'`), 1],
  [
    'nested in a frame',
    frameScript(
      'const outer = figma.createFrame(); outer.resize(900, 700); outer.x = 40; outer.appendChild(frame); frame.x = 31; frame.y = 57',
    ),
    1,
  ],
  [
    'nested in a rotated frame',
    frameScript(
      'const outer = figma.createFrame(); outer.resize(900, 900); outer.appendChild(frame); frame.x = 200; frame.y = 300; outer.rotation = 20',
    ),
    1,
  ],
  [
    'nested in auto-layout',
    frameScript(
      `const outer = figma.createFrame(); outer.layoutMode = 'HORIZONTAL'; outer.itemSpacing = 24; outer.paddingLeft = 17; outer.paddingTop = 9; rectangle(outer, 0, 0, 80, 80, paint(0, 0, 0)); outer.appendChild(frame)`,
    ),
    1,
  ],
  [
    'an instance',
    frameScript(
      'const component = figma.createComponent(); component.resize(400, 300); component.appendChild(frame); frame.x = 0; frame.y = 0; source = component.createInstance(); source.x = 700; source.y = 90',
    ),
    1,
  ],
  [
    'in a section',
    frameScript(
      'const section = figma.createSection(); section.resizeWithoutConstraints(800, 600); section.x = 300; section.y = 200; section.appendChild(frame); frame.x = 50; frame.y = 60',
    ),
    1,
  ],
  [
    'a group',
    frameScript(
      'const a = rectangle(figma.currentPage, 700, 100, 333, 222, paint(0.2, 0.5, 0.4)); const b = rectangle(figma.currentPage, 760, 130, 90, 280, paint(0.9, 0.7, 0.1)); source = figma.group([a, b], figma.currentPage)',
    ),
    1,
  ],
  [
    'a rectangle',
    frameScript(
      'source = rectangle(figma.currentPage, 700, 100, 300, 200, [{ type: "GRADIENT_LINEAR", gradientTransform: [[1, 0, 0], [0, 1, 0]], gradientStops: [{ position: 0, color: { r: 1, g: 1, b: 1, a: 1 } }, { position: 0.5, color: { r: 0.1, g: 0.1, b: 0.1, a: 1 } }, { position: 1, color: { r: 1, g: 1, b: 1, a: 1 } }] }]); source.strokes = paint(0, 0, 0); source.strokeWeight = 10',
    ),
    1,
  ],
]

function boxOf(box: Box | null): Box {
  if (box === null) throw new Error('no box')
  return box
}

/** Each model gets the window's request and answers in the size that its maker would return. */
async function answerOf(model: Model, composed: Uint8Array, plan: Plan): Promise<Uint8Array> {
  const { fields, imageField } = model.request({ prompt: 'A house', seed: 1, values: initialValues(model), sent: plan.sent })
  const studio = createStudio({ ...defaults, paint: 'identity-megapixel' })
  return (await studio({ model: model.paths[0], fields, pictures: { [imageField]: composed } }, 1)).bytes
}

const sampled = ['tiny and odd', 'one to twelve, padded', 'prime sides', 'broken sides', 'rotated']

/** One model for each way of handling sizes, because models that share it get the same request and answer alike. Chromium tests all models. */
const ways = [...new Map(models.map((model) => [JSON.stringify([model.rules, model.sizing]), model] as const)).values()]

describe.each(ways.map((model) => [model.label, model] as const))('registration with %s', (_, model) => {
  it.each(odd.filter(([name]) => sampled.includes(name)))('lays its picture exactly on the source: %s', async (_name, script, scale) => {
    const host = await newHost()
    const id = await host.author<string>(script)
    host.select([id])
    const { figma, run } = await openPlugin(host)
    const ordered = picture(7, { modelId: model.id })
    const begun = await begin(figma, id, [ordered], model.rules)
    await intend(figma, ordered.key, begun)
    const answer = await answerOf(model, await identityAnswer(begun.bytes, begun.plan), begun.plan)
    const { nodeId, notes } = await figma.fill({ key: ordered.key, bytes: answer })
    // No model answers in a shape other than the sent one.
    expect([notes, run.problems]).toEqual([[], []])
    const [sourceBox, resultBox] = [boxOf(host.box(id)), boxOf(host.box(nodeId))]
    expect(resultBox.width).toBeCloseTo(sourceBox.width, 3)
    expect(resultBox.height).toBeCloseTo(sourceBox.height, 3)
    const offset = await offsetBetween(await host.screenshot(sourceBox, scale), await host.screenshot(resultBox, scale))
    expect(offset).toEqual({ dx: 0, dy: 0, sameSize: true, isClear: true })
    host.dispose()
  })
})

describe('registration on pixels', () => {
  it.each(odd)('lays the picture of an identity model exactly on the source: %s', async (_, script, scale) => {
    const host = await newHost()
    const id = await host.author<string>(script)
    host.select([id])
    const { figma, run } = await openPlugin(host)
    const ordered = picture()
    const begun = await begin(figma, id, [ordered])
    await intend(figma, ordered.key, begun)
    const answer = await identityAnswer(begun.bytes, begun.plan)
    const { nodeId, notes } = await figma.fill({ key: ordered.key, bytes: answer })
    expect(notes).toEqual([])
    expect(run.problems).toEqual([])

    const [source, result] = [host.describe(id), host.describe(nodeId)]
    expect([result?.width, result?.height]).toEqual([source?.width, source?.height])
    const [sourceBox, resultBox] = [boxOf(host.box(id)), boxOf(host.box(nodeId))]
    expect(resultBox.width).toBeCloseTo(sourceBox.width, 3)
    expect(resultBox.height).toBeCloseTo(sourceBox.height, 3)
    expect(resultBox.y).toBeCloseTo(sourceBox.y, 3)

    const offset = await offsetBetween(await host.screenshot(sourceBox, scale), await host.screenshot(resultBox, scale))
    expect(offset).toEqual({ dx: 0, dy: 0, sameSize: true, isClear: true })
    host.dispose()
  })
})
