// A product does not change, verified on real pixels: the original beside its copy, in every position that a product can have.

import { describe, expect, it } from 'vitest'
import { newHost, openPlugin } from '../support/plugin.ts'
import { edit, prove, restyleProduct, tableWith as scene } from '../support/products.ts'

const places: Readonly<Record<string, string>> = {
  'a group in a frame': 'product = bottle(frame, 150, 100)',
  'a turned layer': 'product = bottle(frame, 150, 100); product.rotation = 20',
  'a layer of a turned frame': 'product = bottle(frame, 150, 100); frame.rotation = -15',
  'a layer under a mask': `
    const mask = ellipse(frame, 120, 80, 120, 120, paint(0, 0, 0)); mask.isMask = true
    const inside = bottle(frame, 150, 100); product = inside
    figma.group([mask, inside], frame)`,
  'layers that blend with each other': `
    product = bottle(frame, 150, 100)
    const shade = rectangle(product, 160, 130, 20, 60, paint(0.9, 0.5, 0.5)); shade.blendMode = 'MULTIPLY'
    shade.effects = [{ type: 'LAYER_BLUR', radius: 3, visible: true }]`,
  'a layer with a shadow of its own': `
    product = frameIn(frame, 150, 100, 60, 110, paint(0.2, 0.4, 0.7))
    product.cornerRadius = 9
    product.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.5 }, offset: { x: 4, y: 6 }, radius: 8, spread: 0, visible: true, blendMode: 'NORMAL' }]`,
  'deep in frames that flow': `
    const row = frameIn(frame, 20, 60, 300, 200, paint(1, 1, 0.8))
    row.layoutMode = 'HORIZONTAL'; row.itemSpacing = 10; row.paddingLeft = 20; row.paddingTop = 15
    rectangle(row, 0, 0, 50, 50, paint(1, 0, 0))
    product = frameIn(row, 0, 0, 60, 110, paint(0.2, 0.4, 0.7))
    rectangle(row, 0, 0, 50, 50, paint(0, 0, 1))`,
  'a layer of a group that is the source': `
    product = bottle(frame, 150, 100)
    const others = [rectangle(frame, 20, 20, 40, 40, paint(1, 0, 0)), product]
    source = figma.group(others, frame)`,
  'a layer of an instance': `
    const component = figma.createComponent(); component.resize(200, 200); component.x = 900; component.fills = paint(1, 0.9, 0.8)
    rectangle(component, 10, 10, 40, 40, paint(1, 0, 0))
    bottle(component, 80, 40).name = 'Bottle'
    const one = component.createInstance(); frame.appendChild(one); one.x = 90; one.y = 60
    product = one.findAll((node) => node.name === 'Bottle')[0]`,
  'a layer of an instance in an instance': `
    const inner = figma.createComponent(); inner.resize(100, 150); inner.x = 900; inner.fills = []
    rectangle(inner, 0, 0, 20, 20, paint(1, 0, 0))
    bottle(inner, 30, 10).name = 'Bottle'
    const outer = figma.createComponent(); outer.resize(200, 200); outer.x = 1200; outer.fills = paint(1, 0.9, 0.8)
    outer.appendChild(inner.createInstance())
    const one = outer.createInstance(); frame.appendChild(one); one.x = 90; one.y = 60
    product = one.findAll((node) => node.name === 'Bottle')[0]`,
}

const inComponent = `
    const component = figma.createComponent(); component.resize(300, 220); component.x = 900; component.y = 40; component.fills = paint(1, 0.9, 0.8)
    const panel = frameIn(component, 20, 20, 200, 180, paint(0.8, 0.8, 1))
    rectangle(panel, 10, 10, 40, 40, paint(1, 0, 0)); panel.name = 'Panel'
    bottle(panel, 80, 20).name = 'Bottle'
    const named = (parent, name) => parent.findAll((node) => node.name === name)[0]`

/** Sources that cannot be copied as they are. */
const sources: Readonly<Record<string, string>> = {
  'a component': `${inComponent}; source = component; product = named(component, 'Bottle')`,
  'an instance': `${inComponent}
    source = component.createInstance(); source.x = 60; source.y = 420; product = named(source, 'Bottle')`,
  'a frame in an instance': `${inComponent}
    const one = component.createInstance(); one.x = 60; one.y = 420; source = named(one, 'Panel'); product = named(one, 'Bottle')`,
  'a section': `
    const section = figma.createSection(); section.resizeWithoutConstraints(500, 400); section.x = 900
    section.appendChild(frame); frame.x = 40; frame.y = 50
    product = bottle(frame, 150, 100); source = section`,
}

function sizeOf(proof: Awaited<ReturnType<typeof prove>>): number {
  return proof.kind === 'counted' ? proof.of : 0
}

describe('a product', () => {
  it.each(Object.entries(places))('is the same to the pixel: %s', async (_, body) => {
    const made = await restyleProduct(scene(body))
    const proof = await prove(made)
    expect(proof).toMatchObject({ kind: 'counted', changed: 0 })
    expect(sizeOf(proof)).toBeGreaterThan(2000)
    expect(await made.figma.productFacts(made.nodeId)).toEqual({ count: 1, contact: null })
    expect(made.plugin.run.problems).toEqual([])
  })

  it.each(Object.entries(sources).flatMap(([name, body]) => [true, false].map((clones) => [name, clones, body] as const)))(
    'of %s is the same to the pixel, whether or not layers of instances can be copied: %s',
    async (_, clonesInsideInstances, body) => {
      const made = await restyleProduct(scene(body), {}, { clonesInsideInstances })
      const proof = await prove(made)
      expect(proof).toMatchObject({ kind: 'counted', changed: 0 })
      expect(sizeOf(proof)).toBeGreaterThan(2000)
    },
  )

  it.each(['an instance', 'a layer of an instance in an instance', 'a frame in an instance'])(
    'of %s is found where layers of instances keep nothing that is written on them, in a copy of the result too',
    async (name) => {
      const made = await restyleProduct(scene({ ...places, ...sources }[name] ?? ''), {}, { quirks: ['data-lost-in-instances'] })
      const nodeId = await made.host.author<string>(`async (figma) => (await figma.getNodeByIdAsync('${made.nodeId}')).clone().id`)
      for (const one of [made, { ...made, nodeId }]) {
        const proof = await prove(one)
        // If no copy is found, it says `missing`.
        expect(proof).toMatchObject({ kind: 'counted', changed: 0, why: 'edited' })
        expect(sizeOf(proof)).toBeGreaterThan(2000)
        expect(await made.figma.productFacts(one.nodeId)).toEqual({ count: 1, contact: null })
      }
      expect(made.plugin.run.problems).toEqual([])
    },
  )

  it('is compared although neither it nor its result are on the page that is open', async () => {
    const made = await restyleProduct(scene(places['a group in a frame'] ?? ''))
    const file = made.host.save()
    const host = await newHost({ file })
    const page = await host.author<string>(`async (figma) => { const page = figma.createPage(); figma.currentPage = page; return page.id }`)
    host.openPage(page)
    const plugin = await openPlugin(host)
    expect(await plugin.figma.productFacts(made.nodeId)).toEqual({ count: 1, contact: null })
    expect(await prove({ figma: plugin.figma, nodeId: made.nodeId })).toMatchObject({ kind: 'counted', changed: 0 })
    expect((await plugin.figma.contactLayerPictures(made.nodeId)).size).toEqual({ width: 400, height: 300 })
    expect(plugin.run.problems).toEqual([])
  })

  it('of a scene of several layers is the same to the pixel', async () => {
    const layers = `async (figma) => {
      const layer = (make, x, y, width, height, color) => {
        const node = figma[make]()
        node.resize(width, height); node.x = x; node.y = y; node.fills = [{ type: 'SOLID', color }]
        return node
      }
      const wall = layer('createRectangle', 0, 0, 500, 400, { r: 0.9, g: 0.9, b: 0.8 })
      const ball = layer('createEllipse', 200.5, 150, 120, 120, { r: 0.8, g: 0.2, b: 0.3 })
      ball.rotation = 30
      return { source: wall.id, product: ball.id, scene: [wall.id, ball.id] }
    }`
    const made = await restyleProduct(layers)
    const proof = await prove(made)
    expect(proof).toMatchObject({ kind: 'counted', changed: 0 })
    expect(sizeOf(proof)).toBeGreaterThan(20_000)
  })

  it('is compared where its result lies now', async () => {
    const made = await restyleProduct(scene(places['a group in a frame'] ?? ''))
    await edit(made, `result.x += 33.3; result.rotation = 40`)
    expect(await prove(made)).toMatchObject({ changed: 0 })
  })

  it.each([
    ['is painted anew', `inside('ELLIPSE').fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]`, 'edited'],
    ['is moved', `inside('GROUP').x += 4`, 'moved'],
    ['is made see-through', `inside('GROUP').opacity = 0.5`, 'mixed'],
    ['is taken out', `inside('GROUP').remove()`, 'missing'],
    ['is hidden', `inside('GROUP').visible = false`, 'mixed'],
    [
      'is covered',
      `const sticker = figma.createRectangle(); result.appendChild(sticker); sticker.resize(30, 30); sticker.x = 160; sticker.y = 120`,
      'covered',
    ],
  ])('that %s is told as changed', async (_, body, why) => {
    const made = await restyleProduct(scene(places['a group in a frame'] ?? ''))
    await edit(made, body)
    const proof = await prove(made)
    if (proof.kind !== 'counted') throw new Error(proof.kind)
    expect(proof.changed).toBeGreaterThan(100)
    expect(proof.why).toBe(why)
  })

  it('that was edited in its source since is told as changed as well', async () => {
    const made = await restyleProduct(scene(places['a group in a frame'] ?? ''))
    await edit(made, `source.findAll((node) => node.type === 'ELLIPSE')[0].fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]`)
    const proof = await prove(made)
    expect(proof).toMatchObject({ kind: 'counted', why: 'edited' })
    expect(proof.kind === 'counted' && proof.changed).toBeGreaterThan(100)
  })

  it('that blends with what is under it is told as changed, and why', async () => {
    const made = await restyleProduct(scene(`product = bottle(frame, 150, 100); product.blendMode = 'MULTIPLY'`))
    const proof = await prove(made)
    expect(proof).toMatchObject({ kind: 'counted', why: 'mixed' })
    expect(proof.kind === 'counted' && proof.changed).toBe(sizeOf(proof))
  })

  it('without its source, or with one of another size, is not compared', async () => {
    const made = await restyleProduct(scene(places['a group in a frame'] ?? ''))
    await edit(made, `source.resize(410, 300)`)
    expect(await prove(made)).toEqual({ kind: 'incomparable', why: 'other-size' })
    await edit(made, `source.findAll((node) => node.type === 'GROUP')[0].remove()`)
    expect(await prove(made)).toEqual({ kind: 'incomparable', why: 'source-gone' })
    made.host.remove(made.sourceId)
    expect(await prove(made)).toEqual({ kind: 'incomparable', why: 'source-gone' })
  })

  it('has its own print, which is not measured against the picture', async () => {
    const words = `
      await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
      const write = (parent, characters, x) => {
        const text = figma.createText(); parent.appendChild(text); text.characters = characters; text.x = x; text.y = 130
      }
      product = frameIn(frame, 150, 100, 60, 110, paint(0.2, 0.4, 0.7)); write(product, 'Printed', 0)
      write(frame, 'Written', 10)`
    const made = await restyleProduct(scene(words), { texts: true })
    const seen = await made.figma.readability({ nodeId: made.nodeId, scrims: null })
    expect(seen?.texts.map((text) => text.words)).toEqual(['Written'])
  })

  it('is none where nothing was locked', async () => {
    const made = await restyleProduct(scene(places['a group in a frame'] ?? ''), { products: [] })
    expect(await prove(made)).toEqual({ kind: 'none' })
    expect(await made.figma.productFacts(made.nodeId)).toBeNull()
    expect(await made.figma.productFacts(made.sourceId)).toBeNull()
  })

  it('is one by its name alone', async () => {
    const made = await restyleProduct(scene(`product = bottle(frame, 150, 100); product.name = '#product bottle'`), { products: [] })
    expect(await prove(made)).toMatchObject({ kind: 'counted', changed: 0 })
  })
})
