// Blending, opacity and blur by the formulas they follow (W3C compositing; a Gaussian of half the radius).

import { beforeAll, describe, expect, it } from 'vitest'
import { exported, literal, near, openHost, pngOf, type Pixels } from './world.ts'

const side = 48
const bounds = `{ format: 'PNG', useAbsoluteBounds: true }`
type Colour = readonly [number, number, number]

function below(x: number, y: number): Colour {
  return [(x * 5) % 256, (y * 5) % 256, (x * y) % 256]
}

function above(x: number, y: number): Colour {
  return [(255 - x * 3) % 256, (x * 2 + y * 3) % 256, (y * 5) % 256]
}

let scene = ''
beforeAll(async () => {
  const image = (png: Uint8Array): string => `[{ type: 'IMAGE', scaleMode: 'FILL', imageHash: figma.createImage(${literal(png)}).hash }]`
  scene = `const f = figma.createFrame(); f.resize(${side}, ${side}); f.fills = ${image(await pngOf(side, side, below))};
    const r = figma.createRectangle(); f.appendChild(r); r.resize(${side}, ${side}); r.fills = ${image(await pngOf(side, side, above))};`
})

async function picture(rest: string): Promise<Pixels> {
  return exported(await openHost(), `${scene} ${rest}; return f.id`, bounds)
}

function multiply(b: number, s: number): number {
  return b * s
}

function softLight(b: number, s: number): number {
  if (s <= 0.5) return b - (1 - 2 * s) * b * (1 - b)
  const root = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b)
  return b + (2 * s - 1) * (root - b)
}

/** Whether every pixel is the formula of both pictures, at an opacity. */
function follows(seen: Pixels, formula: (b: number, s: number) => number, opacity: number): boolean {
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [b, s] = [below(x, y), above(x, y)]
      const expected = ([0, 1, 2] as const).map((i) => {
        const blended = formula(b[i] / 255, s[i] / 255)
        return 255 * ((1 - opacity) * (b[i] / 255) + opacity * blended)
      })
      if (!near(seen.at(x, y), [...expected, 255], 1.6)) return false
    }
  return true
}

describe('a picture over a picture', () => {
  it.each([
    ['MULTIPLY', 1, multiply],
    ['MULTIPLY', 0.4, multiply],
    ['SOFT_LIGHT', 1, softLight],
    ['SOFT_LIGHT', 0.4, softLight],
    ['NORMAL', 0.4, (_: number, s: number) => s],
  ])('blends by %s at opacity %s as its formula says', async (mode, opacity, formula) => {
    expect(follows(await picture(`r.blendMode = '${mode}'; r.opacity = ${opacity}`), formula, opacity)).toBe(true)
  })

  it('blends through a frame that passes through, and through a group, and not out of one that is normal', async () => {
    const wrapped = (mode: string): string =>
      `const g = figma.createFrame(); f.appendChild(g); g.resize(${side}, ${side}); g.fills = []; g.blendMode = '${mode}'; g.appendChild(r); r.blendMode = 'MULTIPLY'`
    expect(follows(await picture(wrapped('PASS_THROUGH')), multiply, 1)).toBe(true)
    expect(follows(await picture(`r.blendMode = 'MULTIPLY'; figma.group([r], f)`), multiply, 1)).toBe(true)
    expect(follows(await picture(wrapped('NORMAL')), (_, s) => s, 1)).toBe(true)
    expect(follows(await picture(`r.blendMode = 'MULTIPLY'; figma.group([r], f).blendMode = 'NORMAL'`), (_, s) => s, 1)).toBe(true)
  })

  it('blends out of a normal frame by the mode of the frame', async () => {
    const seen = await picture(
      `const g = figma.createFrame(); f.appendChild(g); g.resize(${side}, ${side}); g.fills = []; g.blendMode = 'SOFT_LIGHT'; g.appendChild(r)`,
    )
    expect(follows(seen, softLight, 1)).toBe(true)
  })

  it('blends a single paint of a layer that passes through, and keeps it in one that is normal', async () => {
    const paint = (mode: string): string => `r.fills = [{ ...r.fills[0], blendMode: 'MULTIPLY' }]; r.blendMode = '${mode}'`
    expect(follows(await picture(paint('PASS_THROUGH')), multiply, 1)).toBe(true)
    expect(follows(await picture(paint('NORMAL')), (_, s) => s, 1)).toBe(true)
  })
})

describe('a blurred rectangle', () => {
  it('fades about its edge as a Gaussian of half the radius does, at its opacity', async () => {
    const seen = await exported(
      await openHost(),
      `const f = figma.createFrame(); f.resize(200, 200); f.fills = []; const r = figma.createRectangle(); f.appendChild(r); r.x = 60; r.y = -100; r.resize(400, 400);
      r.fills = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]; r.opacity = 0.5; r.effects = [{ type: 'LAYER_BLUR', radius: 24, visible: true }]; return f.id`,
      bounds,
    )
    const sigma = 12
    const share = (at: number): number => {
      let sum = 0
      for (let step = -80; step < at - 60; step += 0.25)
        sum += (Math.exp(-(step * step) / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI))) * 0.25
      return sum
    }
    const worst = [20, 36, 48, 54, 60, 66, 72, 84, 120].map((x) => Math.abs((seen.at(x, 100)[3] ?? 0) - 127.5 * share(x + 0.5)))
    expect(Math.max(...worst)).toBeLessThan(3)
  })
})

describe('what is faint', () => {
  const shadow = `{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 12, y: -8 }, radius: 20, spread: 4, visible: true, blendMode: 'NORMAL' }`
  const black = `[{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]`
  it.each([
    [
      'a text',
      `await figma.loadFontAsync({ family: 'Inter', style: 'Bold' }); const n = figma.createText(); n.fontName = { family: 'Inter', style: 'Bold' }; n.fontSize = 60; n.characters = 'jÅf'; n.lineHeight = { unit: 'PIXELS', value: 20 }`,
    ],
    ['a shadow', `const n = figma.createRectangle(); n.effects = [${shadow}]`],
    ['a blur', `const n = figma.createEllipse(); n.effects = [{ type: 'LAYER_BLUR', radius: 30, visible: true }]`],
    ['a stroke', `const n = figma.createEllipse(); n.strokes = ${black}; n.strokeWeight = 20; n.strokeAlign = 'OUTSIDE'`],
    [
      'a group of a turned and a masked one',
      `const m = figma.createEllipse(), a = figma.createRectangle(), b = figma.createRectangle(); a.rotation = 30; m.x = 60; b.x = 80; m.isMask = true; b.effects = [${shadow}]; const n = figma.group([a, figma.group([m, b], figma.currentPage)], figma.currentPage)`,
    ],
    [
      'an unclipped frame',
      `const n = figma.createFrame(); n.clipsContent = false; const r = figma.createRectangle(); n.appendChild(r); r.x = 70; r.effects = [${shadow}]`,
    ],
  ])('is %s whole, nothing cut away', async (_, make) => {
    const seen = async (opacity: number): Promise<Pixels> =>
      exported(
        await openHost(),
        `${make}; const f = figma.createFrame(); f.resize(300, 240); f.fills = []; f.appendChild(n); n.x = 80; n.y = 70; n.opacity = ${opacity}; return f.id`,
        bounds,
      )
    const [full, faint] = [await seen(1), await seen(0.5)]
    let [worst, ink] = [0, 0]
    for (let y = 0; y < 240; y++)
      for (let x = 0; x < 300; x++) {
        const alpha = full.at(x, y)[3] ?? 0
        ink += alpha / 255
        worst = Math.max(worst, Math.abs(alpha / 2 - (faint.at(x, y)[3] ?? 0)))
      }
    expect([worst <= 2, ink > 1000]).toEqual([true, true])
  })
})
