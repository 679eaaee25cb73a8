// Clones and instances, and what becomes of them.

import { describe, expect, it } from 'vitest'
import { ask, openHost, pixelsOf, plugin } from './world.ts'

/** A component `c` with a frame that holds a rectangle, an instance `inner` of another component in it, and an instance `i` of the whole. */
const scene = `const small = figma.createComponent(); small.name = 'small'; const dot = figma.createEllipse(); small.appendChild(dot); dot.name = 'dot';
  const c = figma.createComponent(); c.name = 'card'; c.resize(200, 100); const box = figma.createFrame(); c.appendChild(box); box.name = 'box'; box.x = 10;
  const r = figma.createRectangle(); box.appendChild(r); r.name = 'r'; const inner = small.createInstance(); box.appendChild(inner); inner.name = 'inner';
  const i = c.createInstance(); i.x = 300; i.y = 40; const find = (node, name) => node.findOne((one) => one.name === name);
  const tree = (node) => 'children' in node ? [node.type, node.name, ...node.children.map(tree)] : [node.type, node.name];`
const whole = ['FRAME', 'box', ['RECTANGLE', 'r'], ['INSTANCE', 'inner', ['ELLIPSE', 'dot']]]

describe('a clone', () => {
  it('of an instance is an instance of the same component, with what was overridden in it and with ids after itself', async () => {
    expect(
      await ask(
        await openHost(),
        `${scene} find(i, 'r').opacity = 0.3; const copy = i.clone(); send([tree(copy), (await copy.getMainComponentAsync()) === c, find(copy, 'r').opacity, find(copy, 'dot').id === find(i, 'dot').id.replace(i.id, copy.id), copy.parent.type, copy.x])`,
      ),
    ).toEqual([['INSTANCE', 'card', whole], true, 0.3, true, 'PAGE', 300])
  })

  it('of a component is another component without instances', async () => {
    expect(
      await ask(
        await openHost(),
        `${scene} const copy = c.clone(); const of = copy.createInstance(); send([tree(copy), copy.id !== c.id, (await of.getMainComponentAsync()) === copy, (await i.getMainComponentAsync()) === c])`,
      ),
    ).toEqual([['COMPONENT', 'card', whole], true, true, true])
  })

  it('of a frame or a section holds instances where components stood, and components where variants stand', async () => {
    expect(
      await ask(
        await openHost(),
        `${scene} const f = figma.createFrame(); f.appendChild(c); c.x = 7; const copy = f.clone().children[0]; const s = figma.createSection(); s.appendChild(f); const again = s.clone();
        const set = figma.combineAsVariants([figma.createComponent(), figma.createComponent()], figma.currentPage); send([tree(copy), (await copy.getMainComponentAsync()) === c, copy.x, again.type, tree(again.children[0].children[0])[0], set.clone().children.map((one) => one.type)])`,
      ),
    ).toEqual([['INSTANCE', 'card', whole], true, 7, 'SECTION', 'INSTANCE', ['COMPONENT', 'COMPONENT']])
  })

  it('of a node inside an instance is refused unless the host allows it', async () => {
    expect(await ask(await openHost(), `${scene} find(i, 'box').clone()`)).toBe(
      'error: in clone: Cannot clone a node inside of an instance',
    )
    expect(
      await ask(
        await openHost({ clonesInsideInstances: true }),
        `${scene} find(i, 'r').visible = false; const copy = find(i, 'box').clone(); const nested = find(copy, 'inner'); await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); copy.appendChild(figma.createText()); copy.x = 5; nested.x = 6; find(copy, 'r').remove();
        send([tree(copy), copy.parent.type, copy.id.startsWith('I'), nested.id.startsWith('I'), find(nested, 'dot').id.startsWith('I' + nested.id + ';'), (await nested.getMainComponentAsync()) === small, i.children[0].children.length])`,
      ),
    ).toEqual([['FRAME', 'box', ['INSTANCE', 'inner', ['ELLIPSE', 'dot']], ['TEXT', 'Text']], 'PAGE', false, false, true, true, 2])
  })
})

describe('a detached instance', () => {
  it('is a new frame in the same place that looks the same, and its inner instances stay instances', async () => {
    const host = await openHost()
    const value = (await ask(
      host,
      `${scene} const p = figma.createFrame(); p.resize(700, 300); for (const one of [figma.createRectangle(), i, figma.createRectangle()]) p.appendChild(one); i.opacity = 0.5; i.fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]; find(i, 'r').cornerRadius = 9; i.setPluginData('a', 'b');
      const before = await p.exportAsync(), id = i.id; const f = i.detachInstance(); const after = await p.exportAsync();
      send([before, after, tree(f), p.children.indexOf(f), [f.x, f.y, f.width, f.height, f.opacity], f.getPluginData('a'), i.removed, f.id === id, find(f, 'inner').id.startsWith('I'), 'mainComponent' in f])`,
    )) as [Uint8Array, Uint8Array, ...unknown[]]
    const [before, after, ...facts] = value
    expect(facts).toEqual([['FRAME', 'card', whole], 1, [300, 40, 200, 100, 0.5], 'b', true, false, false, false])
    expect(after).toEqual(before)
    expect((await pixelsOf(after)).at(450, 100)[3]).toBe(255)
  })

  it('detaches what it lies in as well, as is documented', async () => {
    expect(
      await ask(
        await openHost(),
        `${scene} const f = find(i, 'inner').detachInstance(); send([tree(f), f.parent.name, f.parent.parent.type, i.removed, f.parent.parent.x])`,
      ),
    ).toEqual([['FRAME', 'inner', ['ELLIPSE', 'dot']], 'box', 'FRAME', true, 300])
  })
})

describe('inside an instance', () => {
  it('looks can be overridden, places and parents cannot', async () => {
    const paint = `[{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }]`
    expect(
      await ask(
        await openHost(),
        `${scene} const one = find(i, 'r'); one.opacity = 0.25; one.visible = false; one.fills = ${paint}; one.strokes = ${paint}; one.effects = [{ type: 'LAYER_BLUR', radius: 4, visible: true }]; one.blendMode = 'MULTIPLY';
        const refused = [() => (one.x = 5), () => one.remove(), () => find(i, 'box').appendChild(figma.createFrame()), () => figma.currentPage.appendChild(one)].map((run) => { try { run() } catch (error) { return error.message } });
        send([[one.opacity, one.visible, one.fills[0].color.g, one.strokes.length, one.effects.length, one.blendMode], [r.opacity, r.visible, r.fills[0].color.g, r.strokes.length, r.effects.length], refused])`,
      ),
    ).toEqual([
      [0.25, false, 1, 1, 1, 'MULTIPLY'],
      [1, true, 0.85, 0, 0],
      [
        'in set_x: This property cannot be overridden in an instance',
        'in remove: Removing this node is not allowed',
        'in appendChild: Cannot move node. New parent is an instance or is inside of an instance',
        'in appendChild: Cannot move node. Node is inside of an instance',
      ],
    ])
  })
})

describe('node changes', () => {
  it('tell only the outermost of the nodes that a clone made, and of those that went together', async () => {
    const host = await openHost()
    const id = await host.author<string>(
      `async (figma) => { ${scene} const f = figma.createFrame(); f.appendChild(c); f.appendChild(i); return f.id }`,
    )
    const { run, value } = await plugin(
      host,
      `const heard = []; figma.currentPage.on('nodechange', ({ nodeChanges }) => heard.push(...nodeChanges.map((one) => [one.type, one.id, one.node.removed, one.node.type]))); const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
      const f = await figma.getNodeByIdAsync('${id}'); await turn(); const copy = f.clone(); const ids = [copy, ...copy.findAll()].map((node) => node.id); await turn(); const created = heard.splice(0); copy.remove(); await turn(); send([ids, created, heard])`,
    )
    run.kill()
    const [ids, created, removed] = value as [string[], unknown[][], unknown[][]]
    const only = (changes: unknown[][], type: string): unknown[] => changes.filter(([kind]) => kind === type).map(([, one]) => one)
    expect(ids).toHaveLength(11)
    for (const [changes, type, other] of [[created, 'CREATE', 'DELETE'] as const, [removed, 'DELETE', 'CREATE'] as const]) {
      expect([only(changes, type), only(changes, other)]).toEqual([[ids[0]], []])
    }
    expect([created.every(([, , gone]) => gone === false), removed.every(([, , gone]) => gone === true)]).toEqual([true, true])
  })

  it('are heard outside of the sandbox in the moment they happen, until nobody listens', async () => {
    const host = await openHost()
    const heard: unknown[] = []
    const stop = host.onNodeChange((change) => heard.push(change))
    const id = await host.author<string>(`async (figma) => { const r = figma.createRectangle(); r.opacity = 0.5; return r.id }`)
    expect(heard).toEqual([
      { type: 'CREATE', id },
      { type: 'PROPERTY_CHANGE', id },
    ])
    host.remove(id)
    expect(heard[2]).toEqual({ type: 'DELETE', id })
    stop()
    await host.author(`async (figma) => void figma.createRectangle()`)
    expect(heard).toHaveLength(3)
  })
})
