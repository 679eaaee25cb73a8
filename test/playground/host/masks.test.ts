// Masks, tested by their pixels, and the bounds that follow from them.

import { describe, expect, it } from 'vitest'
import { exported, literal, near, openHost, pngOf, type Pixels } from './world.ts'

const red = [255, 0, 0, 255]
const clear = [0, 0, 0, 0]

function solid(r: number, g: number, b: number, opacity = 1): string {
  return `{ type: 'SOLID', color: { r: ${r}, g: ${g}, b: ${b} }, opacity: ${opacity} }`
}

/** A frame `f` of 100 × 100 without a fill, and `box` that puts a rectangle into a parent. */
const stage = `const f = figma.createFrame(); f.resize(100, 100); f.fills = [];
  const box = (parent, x, y, w, h, fill) => { const r = figma.createRectangle(); parent.appendChild(r); r.x = x; r.y = y; r.resize(w, h); r.fills = [fill]; return r };`
const bounds = `{ format: 'PNG', useAbsoluteBounds: true }`

async function picture(scene: string, settings = bounds): Promise<Pixels> {
  return exported(await openHost(), `${stage} ${scene}; return f.id`, settings)
}

function alphas(of: Pixels, ...points: readonly (readonly [number, number])[]): (number | undefined)[] {
  return points.map(([x, y]) => of.at(x, y)[3])
}

describe('a mask', () => {
  it('shows what lies above it only where it lies, and is not painted itself', async () => {
    const seen = await picture(
      `box(f, 0, 0, 10, 10, ${solid(0, 0, 1)}); box(f, 20, 20, 40, 40, ${solid(0, 1, 0)}).isMask = true; box(f, 40, 0, 60, 100, ${solid(1, 0, 0)})`,
    )
    expect([seen.at(5, 5), seen.at(30, 40), seen.at(50, 40), seen.at(50, 10), seen.at(80, 40)]).toEqual([
      [0, 0, 255, 255],
      clear,
      red,
      clear,
      clear,
    ])
  })

  it('masks to the end of its parent and no further', async () => {
    const seen = await picture(
      `const m = box(f, 0, 0, 20, 20, ${solid(0, 0, 0)}), a = box(f, 0, 0, 50, 50, ${solid(1, 0, 0)}); figma.group([m, a], f); m.isMask = true;
      box(f, 60, 60, 30, 30, ${solid(1, 0, 0)})`,
    )
    expect([seen.at(10, 10), seen.at(30, 30), seen.at(70, 70)]).toEqual([red, clear, red])
  })

  it('ends where the next one begins', async () => {
    const seen = await picture(
      `box(f, 0, 0, 20, 100, ${solid(0, 0, 0)}).isMask = true; box(f, 0, 0, 100, 40, ${solid(1, 0, 0)});
      box(f, 80, 0, 20, 100, ${solid(0, 0, 0)}).isMask = true; box(f, 0, 60, 100, 40, ${solid(0, 0, 1)})`,
    )
    expect([seen.at(10, 20), seen.at(90, 20), seen.at(10, 80), seen.at(90, 80)]).toEqual([red, clear, clear, [0, 0, 255, 255]])
  })

  it('masks nothing while it is invisible', async () => {
    const seen = await picture(
      `const m = box(f, 0, 0, 20, 20, ${solid(0, 0, 0)}); m.isMask = true; m.visible = false; box(f, 0, 0, 100, 100, ${solid(1, 0, 0)})`,
    )
    expect([seen.at(10, 10), seen.at(60, 60)]).toEqual([red, red])
  })

  it('lets through as much as its own alpha: fill, opacity and blur count', async () => {
    const seen = await picture(
      `const m = box(f, 0, 0, 60, 100, ${solid(0, 1, 0, 0.5)}); m.opacity = 0.5; m.isMask = true; box(f, 0, 0, 100, 100, ${solid(1, 0, 0)})`,
    )
    expect(alphas(seen, [30, 50], [80, 50])).toEqual([64, 0])
    const soft = await picture(
      `const m = box(f, 20, 20, 60, 60, ${solid(0, 0, 0)}); m.effects = [{ type: 'LAYER_BLUR', radius: 16, visible: true }]; m.isMask = true; box(f, 0, 0, 100, 100, ${solid(1, 0, 0)})`,
    )
    const [edge = 0, middle = 0] = alphas(soft, [20, 50], [50, 50])
    expect([edge > 90 && edge < 165, middle > 250]).toEqual([true, true])
  })

  it('counts whole as a vector mask, and by its light as a luminance mask', async () => {
    const masked = (kind: string, fill: string): string =>
      `const m = box(f, 0, 0, 60, 100, ${fill}); m.opacity = 0.5; m.isMask = true; m.maskType = '${kind}'; box(f, 0, 0, 100, 100, ${solid(1, 0, 0)})`
    expect(alphas(await picture(masked('VECTOR', solid(0, 1, 0, 0.1))), [30, 50], [80, 50])).toEqual([255, 0])
    const [white = 0, black] = [
      ...alphas(await picture(masked('LUMINANCE', solid(1, 1, 1))), [30, 50]),
      ...alphas(await picture(masked('LUMINANCE', solid(0, 0, 0))), [30, 50]),
    ]
    expect([Math.abs(white - 128) <= 2, black]).toEqual([true, 0])
  })

  it('may be turned, and mask what is turned', async () => {
    const seen = await picture(
      `const m = box(f, 50, 20, 42, 42, ${solid(0, 0, 0)}); m.rotation = -45; m.isMask = true; const a = box(f, 100, 0, 100, 60, ${solid(1, 0, 0)}); a.rotation = -90`,
    )
    // The mask is a diamond about (50, 50); what is masked stands from 40 to 100.
    expect([seen.at(50, 50), seen.at(50, 24), seen.at(24, 50), seen.at(74, 50), seen.at(70, 70), seen.at(30, 30)]).toEqual([
      red,
      red,
      clear,
      red,
      clear,
      clear,
    ])
  })

  it.each([
    ['an ellipse', `const m = figma.createEllipse(); f.appendChild(m); m.resize(100, 100)`, [0, 255, 0]],
    [
      'a group',
      `const m = figma.group([box(f, 0, 0, 100, 20, ${solid(0, 0, 0)}), box(f, 40, 0, 20, 60, ${solid(0, 0, 0)})], f)`,
      [255, 255, 255],
    ],
    [
      'a frame with what it clips',
      `const m = figma.createFrame(); f.appendChild(m); m.resize(60, 60); m.fills = []; box(m, 40, 0, 60, 100, ${solid(0, 0, 0)})`,
      [0, 255, 0],
    ],
    [
      'a mask within a mask',
      `const k = box(f, 0, 0, 100, 60, ${solid(0, 0, 0)}); const n = box(f, 40, 0, 20, 100, ${solid(0, 0, 0)}); k.isMask = true; const m = figma.group([k, n], f)`,
      [0, 255, 0],
    ],
  ])('may be %s', async (_, mask, expected) => {
    const seen = await picture(`${mask}; m.isMask = true; box(f, 0, 0, 100, 100, ${solid(1, 0, 0)})`)
    expect(alphas(seen, [5, 5], [50, 55], [97, 3])).toEqual(expected)
  })

  it('may be a text', async () => {
    const seen = await picture(
      `await figma.loadFontAsync({ family: 'Inter', style: 'Bold' }); const m = figma.createText(); f.appendChild(m); m.fontName = { family: 'Inter', style: 'Bold' }; m.fontSize = 90; m.characters = 'H';
      m.isMask = true; box(f, 0, 0, 100, 100, ${solid(1, 0, 0)})`,
    )
    let [count, whole] = [0, 0]
    for (let y = 0; y < 100; y++)
      for (let x = 0; x < 100; x++) {
        const pixel = seen.at(x, y)
        if (pixel[3] === 255) whole += 1
        if (pixel[3] === 255 && pixel.join() === red.join()) count += 1
      }
    expect([count === whole, count > 1200, count < 3500]).toEqual([true, true, true])
  })

  it('cuts pictures, and what blends or fades above it', async () => {
    const png = literal(await pngOf(10, 10, () => [200, 100, 50]))
    const seen = await picture(
      `f.fills = [${solid(1, 1, 1)}]; box(f, 0, 0, 50, 100, ${solid(0, 0, 0)}).isMask = true;
      box(f, 0, 0, 100, 100, { type: 'IMAGE', scaleMode: 'FILL', imageHash: figma.createImage(${png}).hash }).opacity = 0.5;
      const m = box(f, 0, 0, 100, 50, ${solid(1, 0, 0)}); m.blendMode = 'MULTIPLY'`,
    )
    // The masked are put together first: the half-transparent picture multiplied by red, then laid on white.
    expect(near(seen.at(25, 75), [227.5, 177.5, 152.5, 255])).toBe(true)
    expect(near(seen.at(25, 25), [227.5, 0, 0, 255])).toBe(true)
    expect([seen.at(75, 75), seen.at(75, 25)]).toEqual([
      [255, 255, 255, 255],
      [255, 255, 255, 255],
    ])
  })

  it('bounds what is rendered', async () => {
    const scene = `f.clipsContent = false; const m = box(f, 20, 30, 40, 40, ${solid(0, 0, 0)}), a = box(f, 50, 0, 100, 50, ${solid(1, 0, 0)}); const g = figma.group([m, a], f);`
    const size = async (rest: string): Promise<number[]> => {
      const seen = await exported(await openHost(), `${stage} ${scene} ${rest} return g.id`, `{ format: 'PNG' }`)
      return [seen.width, seen.height]
    }
    expect([await size(''), await size('m.isMask = true;'), await size('m.isMask = true; m.visible = false;')]).toEqual([
      [130, 70],
      [10, 20],
      [100, 50],
    ])
    await expect(size('m.isMask = true; a.x = 80;')).rejects.toThrow('Failed to export node. This node may not have any visible layers.')
  })

  it('masks on the page as in a frame, and is itself when it is exported alone', async () => {
    const host = await openHost()
    const [mask = ''] = await host.author<
      string[]
    >(`async (figma) => { ${stage} f.remove(); const m = box(figma.currentPage, 0, 0, 20, 20, ${solid(0, 1, 0)}); m.isMask = true;
      box(figma.currentPage, 0, 0, 100, 100, ${solid(1, 0, 0)}); return [m.id] }`)
    const page = await host.pixels({ x: 0, y: 0, width: 40, height: 40 }, 1)
    expect([[...page.rgba.subarray(0, 4)], [...page.rgba.subarray(4 * 30, 4 * 31)]]).toEqual([red, [245, 245, 245, 255]])
    const alone = await exported(host, `return '${mask}'`, bounds)
    expect(alone.at(5, 5)).toEqual([0, 255, 0, 255])
  })

  it('keeps its kind while it masks nothing, and refuses others', async () => {
    const host = await openHost()
    expect(
      await host.author(
        `async (figma) => { const r = figma.createRectangle(); const before = [r.isMask, r.maskType]; r.maskType = 'VECTOR'; return [before, r.isMask, r.maskType] }`,
      ),
    ).toEqual([[false, 'ALPHA'], false, 'VECTOR'])
    await expect(host.author(`async (figma) => { figma.createRectangle().maskType = 'OUTLINE' }`)).rejects.toThrow('in set_maskType')
  })
})
