import { describe, expect, it } from 'vitest'
import { ask, openHost, plugin } from './world.ts'

const twoPages = `async (figma) => { const page = figma.createPage(); const frame = figma.createFrame(); page.appendChild(frame); return { page: page.id, frame: frame.id } }`

describe('dynamic pages', () => {
  it('refuse the old lookups with the words of Figma', async () => {
    const host = await openHost()
    expect(await ask(host, `figma.getNodeById('1:2')`)).toBe(
      'error: in getNodeById: Cannot call with documentAccess: dynamic-page. Use figma.getNodeByIdAsync instead.',
    )
    expect(await ask(host, `figma.currentPage = figma.root.children[0]`)).toMatch(
      /in set_currentPage: Cannot call with documentAccess: dynamic-page/,
    )
  })

  it('hold the children of a page back until it is loaded', async () => {
    const host = await openHost()
    const { page, frame } = await host.author<{ page: string; frame: string }>(twoPages)
    expect(await ask(host, `(await figma.getNodeByIdAsync('${page}')).children`)).toMatch(
      /in get_children: Cannot access children on a page that has not been explicitly loaded/,
    )
    expect(await ask(host, `(await figma.getNodeByIdAsync('${page}')).appendChild(figma.createFrame())`)).toMatch(
      /not been explicitly loaded/,
    )
    expect(
      await ask(
        host,
        `const page = await figma.getNodeByIdAsync('${page}'); await page.loadAsync(); send(page.children.map((node) => node.id))`,
      ),
    ).toEqual([frame])
  })

  it('give null for a node that is gone', async () => {
    const host = await openHost()
    expect(await ask(host, `send(await figma.getNodeByIdAsync('9:9'))`)).toBeNull()
  })
})

describe('the tree', () => {
  it.each([
    [
      'an instance',
      `const c = figma.createComponent(); const parent = c.createInstance()`,
      'New parent is an instance or is inside of an instance',
    ],
    [
      'a component set',
      `const parent = figma.combineAsVariants([figma.createComponent()], figma.currentPage)`,
      'A COMPONENT_SET node cannot have children of type other than COMPONENT',
    ],
    ['itself', `const parent = child`, 'Doing so would create a parenting cycle'],
    ['a page divider', `const parent = figma.createPageDivider()`, 'New parent is a page divider'],
  ])('refuses %s as a parent', async (_, source, reason) => {
    const host = await openHost()
    expect(await ask(host, `const child = figma.createFrame(); ${source}; parent.appendChild(child)`)).toBe(
      `error: in appendChild: Cannot move node. ${reason}`,
    )
  })

  it('refits a group to what it holds, and removes an empty one', async () => {
    const host = await openHost()
    const value = await ask(
      host,
      `const a = figma.createRectangle(), b = figma.createRectangle(); b.x = 200; b.y = 50; const g = figma.group([a, b], figma.currentPage);
      const before = [g.x, g.y, g.width, g.height]; g.x = 10; const moved = [a.x, b.x]; b.remove(); const after = [g.width, g.height]; a.remove(); send([before, moved, after, g.removed])`,
    )
    expect(value).toEqual([[0, 0, 300, 150], [10, 210], [100, 100], true])
  })

  it('places auto-layout children itself', async () => {
    const host = await openHost()
    const value = await ask(
      host,
      `const f = figma.createFrame(); f.layoutMode = 'HORIZONTAL'; f.itemSpacing = 10; f.paddingLeft = 5; f.paddingTop = 7;
      const a = figma.createRectangle(), b = figma.createRectangle(); f.appendChild(a); f.appendChild(b); b.x = 999; send([a.x, a.y, b.x, f.width, f.height])`,
    )
    expect(value).toEqual([5, 7, 115, 215, 107])
  })

  it('turns counterclockwise about the top left corner', async () => {
    const host = await openHost()
    const value = (await ask(
      host,
      `const f = figma.createFrame(); f.resize(200, 100); f.x = 10; f.y = 20; f.rotation = 90; send([f.x, f.y, f.rotation, f.absoluteBoundingBox, f.relativeTransform])`,
    )) as unknown[]
    expect(value).toEqual([
      10,
      20,
      90,
      { x: 10, y: -180, width: 100, height: 200 },
      [
        [0, 1, 10],
        [-1, 0, 20],
      ],
    ])
  })

  it('tells mixed corner radii', async () => {
    const host = await openHost()
    expect(
      await ask(
        host,
        `const f = figma.createFrame(); f.cornerRadius = 8; const all = [f.topLeftRadius, f.cornerRadius]; f.topLeftRadius = 1; send([all, f.cornerRadius === figma.mixed])`,
      ),
    ).toEqual([[8, 8], true])
  })

  it.each([
    [
      `f.fills = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0, a: 1 } }]`,
      `in set_fills: Property "fills" failed validation: Unrecognized key(s) in object: 'a' at [0].color`,
    ],
    [`f.opacity = 'test'`, `in set_opacity: Expected "opacity" to have type number but got string instead`],
    [`f.resize(0, 5)`, `in resize: Property "width" failed validation: Number must be greater than or equal to 0.01`],
    [
      `await f.exportAsync({ format: 'PNG', scale: 2 })`,
      `in exportAsync: Property "settings" failed validation: Unrecognized key(s) in object: 'scale'`,
    ],
    [
      `figma.createText().characters = 'x'`,
      `in set_characters: Cannot write to node with unloaded font "Inter Regular". Please call figma.loadFontAsync({ family: "Inter", style: "Regular" }) and await the returned promise first.`,
    ],
    [`f.setPluginData('k', 'x'.repeat(102400))`, `in setPluginData: The plugin data for key "k" exceeds the limit of 100 kB`],
    [`f.remove(); f.name`, `in get_name: The node with id "1:2" does not exist`],
  ])('refuses %s', async (source, message) => {
    const host = await openHost()
    expect(await ask(host, `const f = figma.createFrame(); ${source}`)).toBe(`error: ${message}`)
  })

  it('finds by criteria and by plugin data', async () => {
    const host = await openHost()
    expect(
      await ask(
        host,
        `const f = figma.createFrame(); const r = figma.createRectangle(); f.appendChild(r); r.setPluginData('recipe', '1');
      send([figma.currentPage.findAllWithCriteria({ pluginData: { keys: ['recipe'] } }).map((n) => n.type), figma.currentPage.findAll((n) => n.type === 'FRAME').length, r.getPluginDataKeys()])`,
      ),
    ).toEqual([['RECTANGLE'], 1, ['recipe']])
  })
})

describe('a group in an auto-layout', () => {
  it('takes what it holds along to its place, and so does its clone', async () => {
    expect(
      await ask(
        await openHost(),
        `const f = figma.createFrame(); const box = () => { const r = figma.createRectangle(); f.appendChild(r); r.resize(20, 10); return r }; box();
        const [a, b] = [box(), box()]; a.x = 300; b.x = 340; const g = figma.group([a, b], f);
        Object.assign(f, { layoutMode: 'HORIZONTAL', itemSpacing: 5, paddingLeft: 7, paddingTop: 3 });
        send([f, f.clone()].map(({ children: [, group] }) => [group.x, group.y, group.width, ...group.children.map((one) => one.x)]))`,
      ),
    ).toEqual([
      [32, 3, 60, 32, 72],
      [32, 3, 60, 32, 72],
    ])
  })
})

describe('events', () => {
  it('tell a selection by hand and the changes of a page, merged', async () => {
    const host = await openHost()
    const id = await host.author<string>(`async (figma) => figma.createFrame().id`)
    const { run } = await plugin(
      host,
      `figma.on('selectionchange', () => send(['selection', figma.currentPage.selection.map((n) => n.id)]));
      figma.currentPage.on('nodechange', ({ nodeChanges }) => send(['nodes', nodeChanges.map((c) => [c.type, c.id])])); send('ready')`,
    )
    const heard: unknown[] = []
    const both = new Promise<void>((resolve) => run.onMessage((message) => (heard.push(message), heard.length === 3 && resolve())))
    host.select([id])
    host.remove(id)
    await both
    expect(heard).toEqual(
      expect.arrayContaining([
        ['selection', []],
        ['nodes', [['DELETE', id]]],
      ]),
    )
  })
})

describe('undo', () => {
  it('takes back one committed step at a time', async () => {
    const host = await openHost()
    await ask(host, `figma.createFrame(); figma.commitUndo(); figma.createFrame(); figma.commitUndo(); send(1)`)
    expect(host.undo()).toBe(true)
    expect(host.children('0:1')).toHaveLength(1)
    expect(host.undo()).toBe(true)
    expect(host.undo()).toBe(false)
  })

  it('counts what was not committed as a step, and what a person does as another', async () => {
    const host = await openHost()
    const id = await host.author<string>(`async (figma) => figma.createFrame().id`)
    await ask(host, `figma.createRectangle(); send(1)`)
    host.move(id, 50, 0)
    host.undo()
    expect(host.box(id)?.x).toBe(0)
    host.undo()
    expect(host.children('0:1')).toEqual([id])
    expect(host.undo()).toBe(false)
  })

  it('opens a saved document again', async () => {
    const host = await openHost()
    const id = await host.author<string>(`async (figma) => { const f = figma.createFrame(); f.setPluginData('a', 'b'); return f.id }`)
    const again = await openHost({ file: host.save() })
    expect(again.describe(id)).toEqual(host.describe(id))
  })
})

describe('clientStorage', () => {
  it('keeps structured values with bytes and refuses more than 5 MB', async () => {
    const host = await openHost()
    expect(
      await ask(
        host,
        `const s = figma.clientStorage; await s.setAsync('k', { bytes: new Uint8Array([7]), list: [1] }); const v = await s.getAsync('k'); send([v.bytes[0], v.list, await s.keysAsync(), await s.getAsync('none')])`,
      ),
    ).toEqual([7, [1], ['k'], undefined])
    expect(await ask(host, `await figma.clientStorage.setAsync('big', new Uint8Array(5 * 1024 * 1024))`)).toMatch(
      /in setAsync: Exceeded the maximum size/,
    )
  })
})

describe('text', () => {
  it('is as large as its words once its font is loaded, even with a letter the font lacks', async () => {
    const host = await openHost()
    const [plain, wider] = (await ask(
      host,
      `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); const t = figma.createText();
      t.characters = 'Hello'; const plain = t.width; t.characters = 'Hello \u{1F600}'; send([plain, t.width])`,
    )) as [number, number]
    expect([plain > 25 && plain < 35, wider > plain]).toEqual([true, true])
  })
})
