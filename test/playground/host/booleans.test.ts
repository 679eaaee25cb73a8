// Boolean operations: their children, their size, and what they paint.

import { describe, expect, it } from 'vitest'
import { ask, exported, openHost, type Pixels } from './world.ts'

const red = [255, 0, 0, 255]
const blue = [0, 0, 255, 255]
const clear = [0, 0, 0, 0]
/** Two squares of 60 in a frame `f` of 100: `a` red at the top left, `b` blue at the bottom right, overlapping from 40 to 60. */
const squares = `const f = figma.createFrame(); f.resize(100, 100); f.fills = []; f.clipsContent = false;
  const square = (parent, at, fill) => { const r = figma.createRectangle(); parent.appendChild(r); r.resize(60, 60); r.x = at; r.y = at; r.fills = [{ type: 'SOLID', color: fill }]; return r };
  const a = square(f, 0, { r: 1, g: 0, b: 0 }), b = square(f, 40, { r: 0, g: 0, b: 1 });`
const bounds = `{ format: 'PNG', useAbsoluteBounds: true }`

async function painted(rest: string): Promise<Pixels> {
  return exported(await openHost(), `${squares} ${rest}; return f.id`, bounds)
}

function places(seen: Pixels): (readonly number[])[] {
  return [seen.at(10, 10), seen.at(50, 50), seen.at(90, 90), seen.at(90, 10)]
}

describe('a boolean operation', () => {
  it.each([
    ['union', [blue, blue, blue, clear]],
    ['subtract', [red, clear, clear, clear]],
    ['intersect', [clear, blue, clear, clear]],
    ['exclude', [blue, clear, blue, clear]],
  ])('by %s paints one outline with the paint of the topmost, or of what is subtracted from', async (operation, expected) => {
    expect(places(await painted(`figma.${operation}([a, b], f)`))).toEqual(expected)
  })

  it('holds its parts, is as large as they are, and places them in the frame around it', async () => {
    expect(
      await ask(
        await openHost(),
        `${squares} const u = figma.union([a, b], f); f.x = 500; const before = [u.type, u.name, u.booleanOperation, u.children.length, u.x, u.y, u.width, u.height, a.x, b.x, b.absoluteTransform[0][2], u.parent === f];
        u.x = 10; const moved = [a.x, b.x]; b.x = 30; const refitted = [u.x, u.width]; b.remove(); const one = [u.width, u.height]; a.remove(); send([before, moved, refitted, one, u.removed])`,
      ),
    ).toEqual([['BOOLEAN_OPERATION', 'Union', 'UNION', 2, 0, 0, 100, 100, 0, 40, 540, true], [10, 50], [10, 80], [60, 60], true])
  })

  it('can become another one', async () => {
    const host = await openHost()
    expect(places(await painted(`figma.union([a, b], f).booleanOperation = 'INTERSECT'`))).toEqual([clear, blue, clear, clear])
    expect(await ask(host, `${squares} figma.union([a, b], f).booleanOperation = 'XOR'`)).toMatch(/^error: in set_booleanOperation/)
  })

  it('is painted by its own fills, opacity and turn, with round, turned, grouped and nested parts', async () => {
    const fill = `[{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }]`
    const seen = await painted(
      `const g = figma.group([a, b], f); const e = figma.createEllipse(); f.appendChild(e); e.resize(60, 60); e.x = 20; e.y = 20; const s = figma.subtract([g, e], f); s.fills = ${fill}; s.opacity = 0.5; s.rotation = -90; s.x = 100; s.y = 0`,
    )
    // Turned by a quarter: the squares lie at the top right and the bottom left, less the circle in the middle.
    expect([seen.at(90, 10), seen.at(10, 90), seen.at(50, 50), seen.at(10, 10), seen.at(70, 30)]).toEqual([
      [0, 255, 0, 128],
      [0, 255, 0, 128],
      clear,
      clear,
      clear,
    ])
    const nested = await painted(
      `const c = square(f, 20, { r: 0, g: 0, b: 1 }); const u = figma.union([a, b], f); figma.exclude([u, c], f)`,
    )
    expect([nested.at(10, 10), nested.at(50, 50), nested.at(70, 30), nested.at(30, 75)]).toEqual([blue, clear, blue, blue])
  })

  it('throws its shadow, masks its siblings, and its parts are not painted by themselves', async () => {
    const masked = await painted(
      `const u = figma.subtract([a, b], f); u.isMask = true; const c = square(f, 0, { r: 0, g: 1, b: 0 }); c.resize(100, 100)`,
    )
    expect(places(masked)).toEqual([[0, 255, 0, 255], clear, clear, clear])
    const shaded = await painted(
      `const u = figma.intersect([a, b], f); u.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 30, y: 0 }, radius: 0, visible: true, blendMode: 'NORMAL' }]`,
    )
    expect([shaded.at(50, 50), shaded.at(80, 50), shaded.at(95, 90), shaded.at(10, 10)]).toEqual([blue, [0, 0, 0, 255], clear, clear])
    const holed = await painted(
      `a.resize(100, 100); b.resize(20, 20); const u = figma.subtract([a, b], f); u.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 2, y: 0 }, radius: 0, visible: true, blendMode: 'NORMAL' }]`,
    )
    expect([holed.at(50, 50), holed.at(41, 50), holed.at(62, 30)]).toEqual([clear, [0, 0, 0, 255], red])
  })

  it('is cloned, saved and opened with its parts', async () => {
    const host = await openHost()
    const id = await host.author<string>(
      `async (figma) => { ${squares} const copy = figma.exclude([a, b], f).clone(); f.remove(); copy.x = 0; return copy.id }`,
    )
    const again = await openHost({ file: host.save() })
    const seen = await exported(again, `return '${id}'`, bounds)
    expect([places(seen), again.children(id).length]).toEqual([[blue, clear, blue, clear], 2])
  })

  it('says that it does not take text', async () => {
    expect(
      await ask(
        await openHost(),
        `${squares} await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); figma.union([a, figma.createText()], f)`,
      ),
    ).toBe('error: in union: text in a boolean operation: not implemented by this host')
  })
})
