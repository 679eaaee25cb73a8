import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { LiveChoice } from '../../src/core/recipe/live-choice.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { type Apart, restyleByLaw, surroundingsApart } from '../support/law.ts'
import { subjectOf, textsLive } from '../support/live-restyle.ts'
import { firstPng, newHost, openPlugin, rules } from '../support/plugin.ts'

/** Part of an author script: short helpers that draw the cases. */
const words = `
  for (const style of ['Regular', 'Bold']) await figma.loadFontAsync({ family: 'Inter', style })
  const paint = (r, g, b, opacity = 1) => [{ type: 'SOLID', color: { r, g, b }, opacity }]
  const white = paint(1, 1, 1), black = paint(0, 0, 0), blue = paint(0.1, 0.4, 0.9)
  const put = (node, parent, x, y, w, h, fills) => { parent.appendChild(node); node.resize(w, h); node.x = x; node.y = y; if (fills) node.fills = fills; return node }
  const frame = (parent, x, y, w, h, fills = white) => put(figma.createFrame(), parent, x, y, w, h, fills)
  const rect = (parent, x, y, w, h, fills) => put(figma.createRectangle(), parent, x, y, w, h, fills)
  const text = (parent, x, y, fills = black, characters = 'Continue', size = 28) => {
    const node = figma.createText(); node.fontName = { family: 'Inter', style: 'Bold' }; node.fontSize = size; node.characters = characters
    parent.appendChild(node); node.x = x; node.y = y; node.fills = fills; return node
  }
  const shadow = { type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.5 }, offset: { x: 0, y: 8 }, radius: 16, spread: 0, visible: true, blendMode: 'NORMAL' }
`

async function restyle(
  body: string,
  live: LiveChoice | ((ids: Record<string, string>) => LiveChoice) = textsLive,
  options: Parameters<typeof restyleByLaw>[3] = {},
) {
  const host = await newHost()
  const named = await host.author<Record<string, string>>(`async (figma) => { ${words} ${body} }`)
  const ids = Object.entries(named)
    .filter(([name]) => name.startsWith('source'))
    .map(([, id]) => id)
  return { host, ids, ...(await restyleByLaw(await openPlugin(host), ids, typeof live === 'function' ? live(named) : live, options)) }
}

/** Documents in which something live is in, over or under a layer that makes it look different over a picture. */
const hard: Record<string, string> = {
  'a label on a button that fades': `const source = frame(figma.currentPage, 0, 0, 400, 300); const button = frame(source, 80, 100, 220, 64, blue); button.opacity = 0.4; text(button, 20, 14, white); return { source: source.id }`,
  'a source that fades': `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); source.opacity = 0.5; text(source, 60, 60, white); return { source: source.id }`,
  'a card on SCREEN': `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); const card = frame(source, 40, 40, 300, 200, white); card.blendMode = 'SCREEN'; text(card, 20, 20); return { source: source.id }`,
  'a source on MULTIPLY': `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); source.blendMode = 'MULTIPLY'; text(source, 60, 60, white); return { source: source.id }`,
  'a group that fades with text on its own ground': `const source = frame(figma.currentPage, 0, 0, 400, 300, white); const group = figma.group([rect(source, 60, 60, 220, 90, blue), text(source, 80, 80, white)], source); group.opacity = 0.4; return { source: source.id }`,
  'a text that something opaque covers': `const source = frame(figma.currentPage, 0, 0, 400, 300, white); text(source, 60, 60); rect(source, 40, 40, 120, 100, blue); return { source: source.id }`,
  'a text under a see-through veil': `const source = frame(figma.currentPage, 0, 0, 400, 300, white); text(source, 60, 60); rect(source, 0, 0, 400, 300, paint(1, 1, 1, 0.6)); return { source: source.id }`,
}

/** Documents in which nothing stays live, but whose picture does not show everything. */
const shaped: Record<string, string> = {
  'a frame that does not clip, with something over a round corner': `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); source.cornerRadius = 100; source.clipsContent = false; rect(source, 0, 0, 60, 60, black); return { source: source.id }`,
  'an ellipse': `const source = put(figma.createEllipse(), figma.currentPage, 0, 0, 300, 200, blue); return { source: source.id }`,
  'a turned ellipse': `const source = put(figma.createEllipse(), figma.currentPage, 0, 0, 300, 200, blue); source.rotation = 30; return { source: source.id }`,
  'a star': `const source = put(figma.createStar(), figma.currentPage, 0, 0, 200, 200, blue); return { source: source.id }`,
  'a line drawn by hand': `const source = figma.createVector(); source.vectorPaths = [{ windingRule: 'NONE', data: 'M 0 0 L 100 60 L 200 0' }]; figma.currentPage.appendChild(source); source.strokes = black; source.strokeWeight = 12; return { source: source.id }`,
  'a union of two shapes': `const source = figma.union([rect(figma.currentPage, 0, 0, 100, 100, blue), put(figma.createEllipse(), figma.currentPage, 60, 60, 100, 100, blue)], figma.currentPage); source.fills = blue; return { source: source.id }`,
  'a mask': `const group = frame(figma.currentPage, 0, 0, 300, 300); const source = put(figma.createEllipse(), group, 10, 10, 200, 200, blue); source.isMask = true; rect(group, 0, 0, 300, 300, black); return { source: source.id }`,
}

const scenes: Record<string, string> = {
  'a frame on MULTIPLY over another': `const under = frame(figma.currentPage, 0, 0, 300, 200, blue); const over = frame(figma.currentPage, 100, 60, 300, 200, paint(0.9, 0.7, 0.2)); over.blendMode = 'MULTIPLY'; return { source1: under.id, source2: over.id }`,
  'a glass that blurs what is under it': `const under = frame(figma.currentPage, 0, 0, 300, 200, white); for (let i = 0; i < 8; i++) rect(under, i * 40, 0, 20, 200, black); const over = frame(figma.currentPage, 100, 60, 120, 100, paint(1, 1, 1, 0.3)); over.effects = [{ type: 'BACKGROUND_BLUR', radius: 12, visible: true }]; return { source1: under.id, source2: over.id }`,
}

const areas: Record<string, string> = {
  'a source that fades': `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); source.opacity = 0.5; rect(source, 40, 40, 150, 150, black); const area = put(figma.createEllipse(), figma.currentPage, 100, 60, 200, 160, white); return { source: source.id, area: area.id }`,
  'a see-through source': `const source = frame(figma.currentPage, 0, 0, 400, 300, paint(0.1, 0.4, 0.9, 0.5)); rect(source, 40, 40, 150, 150, black); const area = put(figma.createEllipse(), figma.currentPage, 100, 60, 200, 160, white); return { source: source.id, area: area.id }`,
  'a source that is a mask': `const around = frame(figma.currentPage, 0, 0, 400, 300); const source = frame(around, 0, 0, 300, 240, blue); rect(source, 40, 40, 150, 150, black); source.isMask = true; rect(around, 0, 0, 400, 300, white); const area = put(figma.createEllipse(), figma.currentPage, 100, 60, 160, 120, white); return { source: source.id, area: area.id }`,
  'two shapes united': `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); rect(source, 40, 40, 150, 150, black); const area = figma.union([rect(figma.currentPage, 60, 60, 120, 100, white), put(figma.createEllipse(), figma.currentPage, 140, 80, 120, 120, white)], figma.currentPage); return { source: source.id, area: area.id }`,
}

describe('with a model that returns what it was sent, the result looks like its source', () => {
  it.each(Object.entries(hard))('%s', async (name, body) => {
    const { apart, stuck, isSame, notes } = await restyle(body)
    expect([apart.mean < 0.1, apart.worst < 3, isSame, notes]).toEqual([true, true, true, []])
    // The source itself is laid as it was drawn; whatever else of these cannot be taken apart.
    expect(stuck.length > 0).toBe(name !== 'a source on MULTIPLY')
  })

  it.each(Object.entries(shaped))('%s', async (_, body) => {
    const { apart, isSame, notes } = await restyle(body, nothingLive)
    expect(apart).toSatisfy(({ mean, worst }: Apart) => mean < 1 && worst < 4)
    expect([isSame, notes]).toEqual([true, []])
  })

  it.each(Object.entries(scenes))('a scene of %s', async (_, body) => {
    const { apart, isSame } = await restyle(body, nothingLive, { isScene: true })
    expect([apart.mean < 0.1, apart.worst < 3, isSame]).toEqual([true, true, true])
  })

  it.each(Object.entries(areas))('where an area of %s stays', async (_, body) => {
    for (const changes of ['inside', 'outside'] as const) {
      const { apart, notes } = await restyle(body, (ids) => ({
        ...textsLive,
        area: { id: ids['area'] ?? '', changes, feather: changes === 'inside' ? 12 : 0 },
      }))
      expect
        .soft([apart.mean < 0.3, apart.worst < 4, notes], `${changes}: ${JSON.stringify(apart)}`)
        .toEqual([true, true, ['marker-hidden']])
    }
  })

  it('with a product that casts a soft shadow, which falls once', async () => {
    const body = `const source = frame(figma.currentPage, 0, 0, 400, 300, white); const product = rect(source, 120, 80, 120, 120, blue); product.effects = [shadow]; return { source: source.id, product: product.id }`
    const { apart, stuck } = await restyle(body, (ids) => ({ ...nothingLive, products: [ids['product'] ?? ''] }))
    expect([apart.mean < 0.1, apart.worst < 3, stuck]).toEqual([true, true, []])
  })
})

it('a see-through product stays, and is told to be seen twice', async () => {
  const body = `const source = frame(figma.currentPage, 0, 0, 400, 300, white); const product = rect(source, 120, 80, 120, 120, blue); product.opacity = 0.5; return { source: source.id, product: product.id }`
  const { stuck, host, nodeId } = await restyle(body, (ids) => ({ ...nothingLive, products: [ids['product'] ?? ''] }))
  expect(stuck).toMatchObject([{ name: 'Rectangle', why: 'twice' }])
  expect(host.children(nodeId).length).toBe(1)
})

it('the trial looks under the shape that marks an area, and takes it for no layer', async () => {
  const body = (veil: string): string =>
    `const source = frame(figma.currentPage, 0, 0, 400, 300, white); text(source, 60, 60); ${veil} const area = rect(source, 40, 40, 220, 160, blue); return { source: source.id, area: area.id }`
  const stuckUnder = async (veil: string): Promise<readonly string[]> => {
    const { stuck } = await restyle(body(veil), (ids) => ({ ...textsLive, area: { id: ids['area'] ?? '', changes: 'inside' } }))
    return stuck.map(({ why }) => why)
  }
  expect(await stuckUnder('')).toEqual([])
  expect(await stuckUnder(`rect(source, 60, 60, 90, 40, paint(1, 0.8, 0)).rotation = 10;`)).toEqual(['differs'])
})

describe('a result has what lies around its source', () => {
  it('shadows, outer strokes and smooth corners', async () => {
    const body = `const source = frame(figma.currentPage, 0, 0, 400, 300, blue); source.cornerRadius = 40; source.cornerSmoothing = 0.6; source.strokes = black; source.strokeWeight = 8; source.strokeAlign = 'CENTER'; source.effects = [shadow]; return { source: source.id }`
    const { host, nodeId } = await restyle(body, nothingLive)
    expect(host.describe(nodeId)).toMatchObject({
      cornerSmoothing: 0.6,
      strokeAlign: 'OUTSIDE',
      strokeWeight: 4,
      effects: [{ type: 'DROP_SHADOW' }],
      topLeftRadius: 40,
    })
  })

  it('its shape as a mask that can be edited', async () => {
    const { host, nodeId } = await restyle(shaped['an ellipse'] ?? '', nothingLive)
    const [group = ''] = host.children(nodeId)
    expect(host.children(group).map((id) => host.describe(id)?.['type'])).toEqual(['ELLIPSE', 'RECTANGLE'])
    expect(host.children(group).map((id) => host.describe(id)?.['isMask'])).toEqual([true, false])
  })
})

const inInstance: Record<string, string> = {
  area: `const main = figma.createComponent(); main.x = -900; main.resize(300, 240); main.fills = paint(1, 1, 0); rect(main, 0, 0, 120, 120, black); const inner = frame(main, 40, 40, 200, 160, paint(0, 0.6, 0, 0.5)); rect(inner, 20, 20, 60, 60, blue); rect(main, 200, 150, 80, 80, black)
    const made = main.createInstance(); figma.currentPage.appendChild(made); const source = made.children[1]; const area = rect(figma.currentPage, 20, 20, 180, 120, white); return { source: source.id, area: area.id }`,
  scene: `const main = figma.createComponent(); main.x = -900; main.resize(300, 240); main.fills = paint(1, 1, 0); rect(main, 0, 0, 120, 120, black); rect(main, 40, 40, 200, 160, paint(0, 0.6, 0)); rect(main, 90, 90, 80, 80, blue).blendMode = 'DIFFERENCE'; rect(main, 200, 150, 80, 80, black)
    const made = main.createInstance(); figma.currentPage.appendChild(made); return { source1: made.children[1].id, source2: made.children[2].id }`,
}

it('where Figma copies no layer of an instance by itself, nothing that lies beside it in there is seen', async () => {
  for (const changes of ['inside', 'outside'] as const) {
    const { apart } = await restyle(inInstance['area'] ?? '', (ids) => ({ ...nothingLive, area: { id: ids['area'] ?? '', changes } }))
    expect.soft([apart.mean < 0.6, apart.worst < 1], `${changes}: ${JSON.stringify(apart)}`).toEqual([true, true])
  }
  const host = await newHost()
  const ids = await host.author<Record<string, string>>(`async (figma) => { ${words} ${inInstance['scene'] ?? ''} }`)
  const { figma } = await openPlugin(host)
  const subject = subjectOf(Object.values(ids), true)
  const { data } = await sharp(firstPng(await figma.exportSource({ subject, live: nothingLive, rules, known: null })))
    .raw()
    .toBuffer({ resolveWithObject: true })
  // Yellow is the instance, black are its other layers; the second layer is the difference of blue and green.
  const colours = new Set<string>()
  for (let at = 0; at < data.length; at += 4) colours.add(data.subarray(at, at + 3).join())
  expect([...colours]).toEqual(['0,153,0', '26,51,230'])
})

/** Sources with something visible outside their box, or with empty parts inside it. */
const around: Record<string, string> = {
  'a box with a shadow and strokes at its edge': `const source = frame(figma.currentPage, 0, 0, 200, 160, blue); source.cornerRadius = 20; source.strokes = black; source.strokeWeight = 12; source.strokeAlign = 'CENTER'; source.effects = [shadow]; return { source: source.id }`,
  'round corners that are not clipped': `const source = frame(figma.currentPage, 0, 0, 200, 160, paint(0.1, 0.4, 0.9, 0.999)); source.cornerRadius = 40; source.clipsContent = false; return { source: source.id }`,
  'an ellipse with a thick stroke on its edge': `const source = put(figma.createEllipse(), figma.currentPage, 0, 0, 200, 160, blue); source.strokes = black; source.strokeWeight = 20; source.strokeAlign = 'CENTER'; return { source: source.id }`,
  'an ellipse with a stroke around it and a shadow': `const source = put(figma.createEllipse(), figma.currentPage, 0, 0, 200, 160, blue); source.strokes = black; source.strokeWeight = 12; source.strokeAlign = 'OUTSIDE'; source.effects = [shadow]; return { source: source.id }`,
  'an ellipse with a shadow alone': `const source = put(figma.createEllipse(), figma.currentPage, 0, 0, 200, 160, blue); source.effects = [shadow]; return { source: source.id }`,
  'a thick line drawn by hand': `const source = figma.createVector(); source.vectorPaths = [{ windingRule: 'NONE', data: 'M 0 0 L 100 60 L 200 0' }]; figma.currentPage.appendChild(source); source.fills = []; source.strokes = black; source.strokeWeight = 24; return { source: source.id }`,
  'a turned star with strokes': `const source = put(figma.createStar(), figma.currentPage, 0, 0, 200, 200, blue); source.rotation = 20; source.strokes = black; source.strokeWeight = 10; source.strokeAlign = 'CENTER'; return { source: source.id }`,
}

const inBox: Record<string, string> = {
  'a shadow of a shape of which an area stays': `const source = put(figma.createStar(), figma.currentPage, 0, 0, 200, 200, blue); source.effects = [shadow]; const outside = rect(figma.currentPage, 40, 80, 160, 110, white); return { source: source.id, outside: outside.id }`,
  'a shadow within something see-through of which an area stays': `const source = frame(figma.currentPage, 0, 0, 200, 160, paint(0.1, 0.4, 0.9, 0.5)); source.effects = [shadow]; const outside = rect(figma.currentPage, 40, 30, 80, 60, white); return { source: source.id, outside: outside.id }`,
  'a shadow under something see-through, where an area of it changes': `const source = frame(figma.currentPage, 0, 0, 200, 160, paint(0.1, 0.4, 0.9, 0.5)); source.effects = [shadow]; const area = rect(figma.currentPage, 40, 30, 80, 60, white); return { source: source.id, area: area.id }`,
  'a blur over round corners': `const source = frame(figma.currentPage, 0, 0, 200, 160, blue); source.cornerRadius = 60; source.strokes = black; source.strokeWeight = 12; source.strokeAlign = 'OUTSIDE'; source.effects = [{ type: 'LAYER_BLUR', radius: 10, visible: true }]; return { source: source.id }`,
}

it.each(Object.entries(inBox))('on white, the result looks like its source with %s', async (_, body) => {
  const { apart } = await restyle(body, ({ area = '', outside = '' }) => ({
    ...nothingLive,
    area: area + outside === '' ? null : { id: area || outside, changes: area === '' ? 'outside' : 'inside' },
  }))
  expect([apart.mean < 0.3, apart.worst < 4], JSON.stringify(apart)).toEqual([true, true])
})

describe('on any ground, with what lies around it, the result looks like its source', () => {
  it.each(Object.entries(around))('%s', async (_, body) => {
    const { host, ids, nodeId, notes } = await restyle(body, nothingLive)
    const apart = await surroundingsApart(host, [ids.at(0) ?? '', nodeId], 40)
    expect([apart.mean < 0.6, apart.worst < 6, notes], JSON.stringify(apart)).toEqual([true, true, []])
  })

  it('what casts the shadow of a shape is painted like its picture', async () => {
    const { host, nodeId } = await restyle(around['an ellipse with a shadow alone'] ?? '', nothingLive)
    // Not visible in pictures, because the stand-in also casts shadows of layers without paint.
    expect(host.describe(host.children(nodeId)[0] ?? '')).toMatchObject({ name: 'Outline', fills: [{ type: 'IMAGE', visible: true }] })
  })

  it('what fades fades around it too', async () => {
    const body = (opacity: number): string =>
      `const source = frame(figma.currentPage, 0, 0, 200, 160, blue); source.opacity = ${opacity}; source.strokes = black; source.strokeWeight = 12; source.strokeAlign = 'OUTSIDE'; source.effects = [shadow]; return { source: source.id }`
    for (const opacity of [0, 0.4]) {
      const { host, nodeId } = await restyle(body(opacity), nothingLive)
      expect(host.describe(nodeId)).toMatchObject({ strokes: [{ opacity }], effects: [{ color: { a: 0.5 * opacity } }] })
    }
  })

  const shape = `const area = rect(figma.currentPage, 40, 30, 220, 90, white); return { source: source.id, area: area.id }`
  it.each(Object.entries(around).filter(([name]) => /box|not clipped|and a shadow|line/.test(name)))(
    'also where an area of it stays: %s',
    async (_, body) => {
      for (const changes of ['inside', 'outside'] as const) {
        const { host, ids, nodeId } = await restyle(body.replace(/return .*/, shape), (named) => ({
          ...nothingLive,
          area: { id: named['area'] ?? '', changes },
        }))
        const apart = await surroundingsApart(host, [ids.at(0) ?? '', nodeId], 40)
        expect.soft([apart.mean < 0.6, apart.worst < 6], `${changes}: ${JSON.stringify(apart)}`).toEqual([true, true])
      }
    },
  )

  it('a set of components with looks of its own, of which something stays live', async () => {
    const body = `const one = figma.createComponent(); one.resize(120, 60); one.fills = blue; text(one, 10, 10, white, 'On', 20); const two = one.clone()
      const source = figma.combineAsVariants([one, two], figma.currentPage); source.resize(220, 180); one.x = 20; one.y = 20; two.x = 20; two.y = 100; source.fills = paint(0.9, 0.9, 0.5)
      source.strokes = black; source.strokeWeight = 6; source.strokeAlign = 'INSIDE'; source.topLeftRadius = 30; source.effects = [{ ...shadow, type: 'INNER_SHADOW' }]; return { source: source.id }`
    const { apart, notes, stuck } = await restyle(body)
    expect([apart.mean < 0.2, apart.worst < 4, notes, stuck], JSON.stringify(apart)).toEqual([true, true, [], []])
  })
})
