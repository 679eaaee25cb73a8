import { describe, expect, it } from 'vitest'
import { exported, literal, openHost, pixelsOf, plugin, pngOf, type Pixels } from './world.ts'

const white = [255, 255, 255, 255]
const clear = [0, 0, 0, 0]

const bounds = `{ format: 'PNG', useAbsoluteBounds: true }`
const shadow = `f.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 0, y: 10 }, radius: 20, visible: true, blendMode: 'NORMAL' }];`
const frame = `const f = figma.createFrame(); f.x = 40; f.y = 30; f.resize(101, 51);`

function sizeOf({ width, height }: Pixels): number[] {
  return [width, height]
}

describe('the part an export covers', () => {
  it.each([
    ['a plain frame', `${frame} return f.id`, `{ format: 'PNG' }`, [101, 51]],
    ['the width asked for', `${frame} return f.id`, `{ format: 'PNG', constraint: { type: 'WIDTH', value: 1440 } }`, [1440, 727]],
    ['the height asked for', `${frame} return f.id`, `{ format: 'PNG', constraint: { type: 'HEIGHT', value: 102 } }`, [202, 102]],
    ['a shadow, by default', `${frame} ${shadow} return f.id`, `{ format: 'PNG' }`, [141, 91]],
    ['no shadow with absolute bounds', `${frame} ${shadow} return f.id`, bounds, [101, 51]],
    [
      'overflow of an unclipped frame',
      `${frame} f.clipsContent = false; const r = figma.createRectangle(); f.appendChild(r); r.x = 50; return f.id`,
      `{ format: 'PNG' }`,
      [150, 100],
    ],
    [
      'no overflow of a clipped frame',
      `${frame} const r = figma.createRectangle(); f.appendChild(r); r.x = 50; return f.id`,
      `{ format: 'PNG' }`,
      [101, 51],
    ],
    ['a quarter turn', `${frame} f.rotation = 90; return f.id`, bounds, [51, 101]],
    ['a rotated frame as it is seen', `${frame} f.resize(100, 100); f.rotation = 45; return f.id`, bounds, [141, 141]],
    [
      'a rotated frame in a rotated frame',
      `${frame} f.rotation = 30; const g = figma.createFrame(); f.appendChild(g); g.resize(60, 20); g.rotation = 60; return g.id`,
      bounds,
      [20, 60],
    ],
    [
      'an auto-layout child',
      `${frame} f.layoutMode = 'VERTICAL'; const r = figma.createRectangle(); f.appendChild(r); r.resize(33, 44); return r.id`,
      bounds,
      [33, 44],
    ],
    ['an instance', `const c = figma.createComponent(); c.resize(70, 30); return c.createInstance().id`, bounds, [70, 30]],
    ['a section', `const s = figma.createSection(); s.resizeWithoutConstraints(320, 200); return s.id`, bounds, [320, 200]],
    [
      'a group',
      `const a = figma.createRectangle(), b = figma.createRectangle(); b.x = 150; return figma.group([a, b], figma.currentPage).id`,
      bounds,
      [250, 100],
    ],
    [
      'an outside stroke',
      `${frame} f.strokes = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]; f.strokeWeight = 4; f.strokeAlign = 'OUTSIDE'; return f.id`,
      `{ format: 'PNG' }`,
      [109, 59],
    ],
  ])('is %s', async (_, scene, settings, size) => {
    expect(sizeOf(await exported(await openHost(), scene, settings))).toEqual(size)
  })

  it('is refused for what cannot be seen', async () => {
    await expect(exported(await openHost(), `${frame} f.visible = false; return f.id`, bounds)).rejects.toThrow(
      'in exportAsync: Failed to export node. This node may not have any visible layers.',
    )
  })
})

describe('the pixels of an export', () => {
  it('are transparent outside round corners and where nothing is painted', async () => {
    const host = await openHost()
    const round = await exported(host, `${frame} f.cornerRadius = 20; return f.id`, bounds)
    expect([round.at(0, 0), round.at(50, 25)]).toEqual([clear, white])
    const empty = await exported(host, `${frame} f.fills = []; return f.id`, bounds)
    expect(empty.at(50, 25)).toEqual(clear)
  })

  it('show no neighbour, and fill their edges to the last pixel', async () => {
    const host = await openHost()
    const picture = await exported(
      host,
      `const under = figma.createRectangle(); under.resize(500, 500); under.fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]; const f = figma.createFrame(); f.x = 10.5; f.y = 7.25; f.resize(333, 101); return f.id`,
      `{ format: 'PNG', useAbsoluteBounds: true, contentsOnly: true, colorProfile: 'SRGB', constraint: { type: 'WIDTH', value: 1440 } }`,
    )
    expect(sizeOf(picture)).toEqual([1440, 437])
    expect([picture.at(0, 0), picture.at(1439, 0), picture.at(0, 436), picture.at(1439, 436)]).toEqual([white, white, white, white])
  })

  it('keep the corners of a rotated frame free', async () => {
    const picture = await exported(await openHost(), `${frame} f.resize(100, 100); f.rotation = 45; return f.id`, bounds)
    expect([picture.at(2, 2), picture.at(138, 2), picture.at(70, 70), picture.at(70, 3)]).toEqual([clear, clear, white, white])
  })

  it('fade a rotated child as a whole, nothing cut away', async () => {
    const picture = await exported(
      await openHost(),
      `${frame} f.fills = []; f.resize(200, 200); const r = figma.createRectangle(); f.appendChild(r); r.resize(200, 20); r.x = 90; r.y = 200; r.rotation = 90; r.opacity = 0.5; return f.id`,
      bounds,
    )
    expect([picture.at(100, 2), picture.at(100, 197), picture.at(85, 100)].map((pixel) => pixel[3])).toEqual([128, 128, 0])
  })

  it('blend with what lies below', async () => {
    const picture = await exported(
      await openHost(),
      `${frame} f.fills = [{ type: 'SOLID', color: { r: 1, g: 1, b: 0 } }]; const r = figma.createRectangle(); f.appendChild(r); r.fills = [{ type: 'SOLID', color: { r: 0, g: 1, b: 1 } }]; r.blendMode = 'MULTIPLY'; return f.id`,
      bounds,
    )
    expect([picture.at(10, 10), picture.at(100, 10)]).toEqual([
      [0, 255, 0, 255],
      [255, 255, 0, 255],
    ])
  })

  it('show a layer blur beyond the node, also when it is turned', async () => {
    const picture = await exported(
      await openHost(),
      `${frame} f.fills = []; f.resize(200, 200); const r = figma.createRectangle(); f.appendChild(r); r.resize(150, 20); r.x = 90; r.y = 175; r.rotation = 90; r.fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }]; r.effects = [{ type: 'LAYER_BLUR', radius: 8, visible: true }]; return f.id`,
      bounds,
    )
    const alpha = (x: number, y: number): number => picture.at(x, y)[3] ?? 0
    expect([alpha(100, 100) > 240, alpha(87, 100) > 20, alpha(60, 100)]).toEqual([true, true, 0])
  })

  it('can be a JPEG, on white', async () => {
    const host = await openHost()
    const { value } = await plugin(host, `const f = figma.createFrame(); f.fills = []; send(await f.exportAsync({ format: 'JPG' }))`)
    expect((value as Uint8Array).slice(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]))
    expect((await pixelsOf(value as Uint8Array)).at(5, 5)).toEqual(white)
  })
})

describe('a picture shown in a frame', () => {
  const red = [255, 0, 0, 255]
  const blue = [0, 0, 255, 255]
  const halves = (width: number, height: number, edge: number): Promise<Uint8Array> =>
    pngOf(width, height, (x) => (x < edge ? [255, 0, 0] : [0, 0, 255]))
  const fill = (bytes: Uint8Array, width: number, height: number, paint: string): string =>
    `const f = figma.createFrame(); f.resize(${width}, ${height}); f.fills = [{ type: 'IMAGE', imageHash: figma.createImage(${literal(bytes)}).hash, ${paint} }]; return f.id`
  const crop = (m: readonly (readonly number[])[]): string => `scaleMode: 'CROP', imageTransform: ${JSON.stringify(m)}`
  const whole = [
    [1, 0, 0],
    [0, 1, 0],
  ]

  it('is the picture itself, pixel by pixel, at its own odd size', async () => {
    const source = await pngOf(37, 23, (x, y) => [(x * 7) % 256, (y * 11) % 256, (x * y) % 256])
    const [before, after] = [await pixelsOf(source), await exported(await openHost(), fill(source, 37, 23, crop(whole)), bounds)]
    for (let y = 0; y < 23; y++) for (let x = 0; x < 37; x++) expect(after.at(x, y)).toEqual(before.at(x, y))
  })

  it.each([
    ['shrunk', 400, 200, 200, 101, 51],
    ['shrunk a little', 128, 64, 64, 101, 51],
    ['grown', 50, 26, 25, 301, 151],
  ])('keeps its edge in place when %s', async (_, width, height, edge, toWidth, toHeight) => {
    const picture = await exported(await openHost(), fill(await halves(width, height, edge), toWidth, toHeight, crop(whole)), bounds)
    const middle = (edge / width) * toWidth
    const reach = Math.ceil(toWidth / width) + 2
    const row = Math.floor(toHeight / 2)
    expect([
      picture.at(0, 0),
      picture.at(Math.floor(middle - reach), row),
      picture.at(Math.ceil(middle + reach), row),
      picture.at(toWidth - 1, toHeight - 1),
    ]).toEqual([red, red, blue, blue])
    // The sum of red along a row is where the edge lies, to a fraction of a pixel.
    let sum = 0
    for (let x = 0; x < toWidth; x++) sum += (picture.at(x, row)[0] ?? 0) / 255
    expect(Math.abs(sum - middle)).toBeLessThan(0.1)
  })

  it('shows exactly the content within a margin', async () => {
    // A 64 × 48 picture whose content is the 40 × 30 part at (8, 9), green; around it red.
    const source = await pngOf(64, 48, (x, y) => (x >= 8 && x < 48 && y >= 9 && y < 39 ? [0, 255, 0] : [255, 0, 0]))
    const picture = await exported(
      await openHost(),
      fill(
        source,
        40,
        30,
        crop([
          [40 / 64, 0, 8 / 64],
          [0, 30 / 48, 9 / 48],
        ]),
      ),
      bounds,
    )
    for (const [x, y] of [
      [0, 0],
      [39, 0],
      [0, 29],
      [39, 29],
      [20, 15],
    ] as const)
      expect(picture.at(x, y)).toEqual([0, 255, 0, 255])
  })

  it('is transparent beyond its own edge', async () => {
    const picture = await exported(
      await openHost(),
      fill(
        await halves(40, 40, 20),
        40,
        40,
        crop([
          [2, 0, -0.5],
          [0, 2, -0.5],
        ]),
      ),
      bounds,
    )
    expect([picture.at(2, 2), picture.at(13, 20), picture.at(26, 20)]).toEqual([clear, red, blue])
  })

  it('turns with a general matrix: a rotated source and its copy look alike', async () => {
    const host = await openHost()
    const source =
      await host.author<string>(`async (figma) => { const f = figma.createFrame(); f.resize(160, 90); f.x = 20; f.y = 200; f.rotation = 25;
      const r = figma.createRectangle(); f.appendChild(r); r.x = 90; r.y = 20; r.resize(50, 40); r.fills = [{ type: 'SOLID', color: { r: 0, g: 0, b: 1 } }]; return f.id }`)
    const { value } = await plugin(
      host,
      `const s = await figma.getNodeByIdAsync('${source}'); const box = s.absoluteBoundingBox; const bytes = await s.exportAsync({ format: 'PNG', constraint: { type: 'SCALE', value: 4 }, useAbsoluteBounds: true });
      const f = figma.createFrame(); f.resize(s.width, s.height); const [[a, c, e], [b, d, g]] = s.relativeTransform; f.relativeTransform = [[a, c, e + 300], [b, d, g]];
      f.fills = [{ type: 'IMAGE', scaleMode: 'CROP', imageHash: figma.createImage(bytes).hash, imageTransform: [[a * s.width / box.width, c * s.height / box.width, (e - box.x) / box.width], [b * s.width / box.height, d * s.height / box.height, (g - box.y) / box.height]] }]; send(f.id)`,
    )
    const [one, other] = await Promise.all([source, String(value)].map(async (id) => pixelsOf(await host.exportPng(id, 1))))
    let worst = 0
    for (let y = 0; y < (one?.height ?? 0); y++)
      for (let x = 0; x < (one?.width ?? 0); x++) {
        const [p, q] = [one?.at(x, y) ?? [], other?.at(x, y) ?? []]
        if (p[3] === 255 && q[3] === 255) worst = Math.max(worst, Math.abs((p[0] ?? 0) - (q[0] ?? 0)))
      }
    // Edges are smoothed twice; a shift of half a pixel would show as 128.
    expect(worst).toBeLessThan(80)
  })

  it('fills, fits and tiles', async () => {
    const host = await openHost()
    const source = await halves(40, 20, 20)
    const fitted = await exported(host, fill(source, 40, 40, `scaleMode: 'FIT'`), bounds)
    expect([fitted.at(5, 5), fitted.at(5, 20), fitted.at(35, 20)]).toEqual([clear, red, blue])
    const filled = await exported(host, fill(source, 40, 40, `scaleMode: 'FILL'`), bounds)
    expect([filled.at(0, 0), filled.at(39, 39)]).toEqual([red, blue])
    const tiled = await exported(host, fill(source, 80, 40, `scaleMode: 'TILE', scalingFactor: 1`), bounds)
    expect([tiled.at(10, 30), tiled.at(30, 30), tiled.at(50, 30), tiled.at(70, 30)]).toEqual([red, blue, red, blue])
  })
})
