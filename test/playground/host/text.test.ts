// Texts with several styles, and texts whose font is missing.

import { describe, expect, it } from 'vitest'
import { ask, exported, openHost, pixelsOf } from './world.ts'

const fonts = `for (const style of ['Regular', 'Bold', 'Semi Bold']) await figma.loadFontAsync({ family: 'Inter', style });`
const red = `{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }`
const blue = `{ type: 'SOLID', color: { r: 0, g: 0, b: 1 } }`
/** A text `t`, "Hello world", of which the first word is bold, red and large. */
const styled = `${fonts} const t = figma.createText(); t.characters = 'Hello world'; t.fills = [${blue}]; const plain = t.width;
  t.setRangeFontName(0, 5, { family: 'Inter', style: 'Bold' }); t.setRangeFontSize(0, 5, 24); t.setRangeFills(0, 5, [${red}]);`

describe('a text of several styles', () => {
  it('reads as mixed where it is, by range as it is', async () => {
    expect(
      await ask(
        await openHost(),
        `${styled} send([['fontName', 'fontSize', 'fills', 'fontWeight'].map((name) => t[name] === figma.mixed), t.letterSpacing, t.getRangeFontSize(0, 5), t.getRangeFontSize(5, 11),
        t.getRangeFontSize(4, 6) === figma.mixed, t.getRangeFills(0, 5)[0].color, t.getRangeFontName(1, 3), t.getRangeFontWeight(6, 11), t.getRangeAllFontNames(0, 11), t.width > plain])`,
      ),
    ).toEqual([
      [true, true, true, true],
      { unit: 'PERCENT', value: 0 },
      24,
      12,
      true,
      { r: 1, g: 0, b: 0 },
      { family: 'Inter', style: 'Bold' },
      400,
      [
        { family: 'Inter', style: 'Bold' },
        { family: 'Inter', style: 'Regular' },
      ],
      true,
    ])
  })

  it('tells its segments by the fields asked for', async () => {
    expect(
      await ask(
        await openHost(),
        `${styled} t.setRangeTextDecoration(3, 8, 'UNDERLINE'); send([t.getStyledTextSegments(['fontWeight', 'fontStyle']), t.getStyledTextSegments(['fontSize', 'textDecoration'], 4, 9), t.getStyledTextSegments(['letterSpacing', 'textCase'])])`,
      ),
    ).toEqual([
      [
        { characters: 'Hello', start: 0, end: 5, fontWeight: 700, fontStyle: 'REGULAR' },
        { characters: ' world', start: 5, end: 11, fontWeight: 400, fontStyle: 'REGULAR' },
      ],
      [
        { characters: 'o', start: 4, end: 5, fontSize: 24, textDecoration: 'UNDERLINE' },
        { characters: ' wo', start: 5, end: 8, fontSize: 12, textDecoration: 'UNDERLINE' },
        { characters: 'r', start: 8, end: 9, fontSize: 12, textDecoration: 'NONE' },
      ],
      [{ characters: 'Hello world', start: 0, end: 11, letterSpacing: { unit: 'PERCENT', value: 0 }, textCase: 'ORIGINAL' }],
    ])
  })

  it('is of one style again when a whole is written, or the same is written to all parts', async () => {
    expect(
      await ask(
        await openHost(),
        `${styled} t.fontSize = 30; const sizes = [t.fontSize, t.fontName === figma.mixed]; t.setRangeFontName(5, 11, { family: 'Inter', style: 'Bold' }); send([sizes, t.fontName])`,
      ),
    ).toEqual([[30, true], { family: 'Inter', style: 'Bold' }])
  })

  it('keeps its styles when characters come and go, and loses them to new words', async () => {
    const segments = `t.getStyledTextSegments(['fontSize']).map((s) => s.characters + s.fontSize)`
    expect(
      await ask(
        await openHost(),
        `${styled} t.insertCharacters(5, 'X'); const one = ${segments}; t.insertCharacters(6, 'Y', 'AFTER'); const two = ${segments}; t.deleteCharacters(4, 8); const three = ${segments}; t.characters = 'New'; send([one, two, three, ${segments}])`,
      ),
    ).toEqual([['HelloX24', ' world12'], ['HelloX24', 'Y world12'], ['Hell24', 'world12'], ['New24']])
  })

  it.each([
    [`t.setRangeFontSize(3, 3, 10)`, `in setRangeFontSize: Empty range selected. 'end' must be greater than 'start'`],
    [
      `t.getRangeFills(0, 12)`,
      `in getRangeFills: Range outside of available characters. 'start' must be less than node.characters.length and 'end' must be less than or equal to node.characters.length`,
    ],
    [
      `t.setRangeFontName(0, 2, { family: 'Inter', style: 'Medium' })`,
      `in setRangeFontName: Cannot use unloaded font "Inter Medium". Please call figma.loadFontAsync({ family: "Inter", style: "Medium" }) and await the returned promise first.`,
    ],
    [
      `t.getStyledTextSegments(['openTypeFeatures'])`,
      'in getStyledTextSegments: segment field openTypeFeatures: not implemented by this host',
    ],
  ])('refuses %s', async (source, message) => {
    expect(await ask(await openHost(), `${styled} ${source}`)).toBe(`error: ${message}`)
  })

  it('needs all of its fonts before its words are written', async () => {
    const host = await openHost()
    const id = await host.author<string>(`async (figma) => { ${styled} return t.id }`)
    expect(
      await ask(
        host,
        `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); (await figma.getNodeByIdAsync('${id}')).setRangeFills(6, 8, [])`,
      ),
    ).toMatch(/^error: in setRangeFills: Cannot write to node with unloaded font "Inter Bold"/)
  })

  it('is copied, instantiated, saved and opened with its styles', async () => {
    const host = await openHost()
    const all = `['fontName', 'fontSize', 'fills', 'lineHeight', 'letterSpacing', 'textDecoration']`
    const [id, clone, inside] = await host.author<
      string[]
    >(`async (figma) => { ${styled} t.setRangeLineHeight(0, 2, { unit: 'PIXELS', value: 40 }); t.setRangeLetterSpacing(1, 4, { unit: 'PIXELS', value: 2 });
      const copy = t.clone(); const c = figma.createComponent(); c.appendChild(t.clone()); return [t.id, copy.id, c.createInstance().children[0].id] }`)
    const again = await openHost({ file: host.save() })
    const [first, ...others] = (await ask(
      again,
      `const all = []; for (const id of ${JSON.stringify([id, clone, inside])}) all.push((await figma.getNodeByIdAsync(id)).getStyledTextSegments(${all})); send(all)`,
    )) as unknown[][]
    expect(first).toHaveLength(5)
    expect(others).toEqual([first, first])
  })

  it('is painted with its runs', async () => {
    const seen = await exported(
      await openHost(),
      `${styled} t.setRangeFontSize(5, 11, 24); return t.id`,
      `{ format: 'PNG', constraint: { type: 'SCALE', value: 2 } }`,
    )
    const [counts, edge] = [
      { red: 0, blue: 0 },
      { lastRed: 0, firstBlue: seen.width },
    ]
    for (let y = 0; y < seen.height; y++)
      for (let x = 0; x < seen.width; x++) {
        const [r = 0, , b = 0, a = 0] = seen.at(x, y)
        if (a < 200) continue
        if (r > 200) [counts.red, edge.lastRed] = [counts.red + 1, Math.max(edge.lastRed, x)]
        if (b > 200) [counts.blue, edge.firstBlue] = [counts.blue + 1, Math.min(edge.firstBlue, x)]
      }
    expect([counts.red > 800, counts.blue > 500, edge.lastRed < edge.firstBlue]).toEqual([true, true, true])
  })
})

describe('a text whose font is not there', () => {
  const lost = `async (figma) => { const font = { family: 'Gotham', style: 'Book' }; await figma.loadFontAsync(font); const t = figma.createText(); t.fontName = font; t.characters = 'Lost'; return t.id }`

  it('says so, and its font cannot be loaded', async () => {
    const host = await openHost()
    const id = await host.author<string>(lost)
    expect(
      await ask(
        host,
        `const t = await figma.getNodeByIdAsync('${id}'); const error = await figma.loadFontAsync(t.fontName).catch((e) => e.message); send([t.hasMissingFont, figma.hasMissingFont, t.fontName, t.fontWeight, figma.createText().hasMissingFont, error])`,
      ),
    ).toEqual([true, true, { family: 'Gotham', style: 'Book' }, 400, false, 'in loadFontAsync: The font "Gotham Book" could not be loaded'])
  })

  it('refuses what sets its words anew and takes everything else', async () => {
    const host = await openHost()
    const id = await host.author<string>(lost)
    const refused = [
      `t.characters = 'x'`,
      `t.fontSize = 20`,
      `t.textCase = 'UPPER'`,
      `t.letterSpacing = { unit: 'PIXELS', value: 1 }`,
      `t.insertCharacters(0, 'x')`,
      `t.setRangeFills(0, 2, [])`,
      `t.textAutoResize = 'NONE'`,
    ]
    for (const write of refused)
      expect(await ask(host, `const t = await figma.getNodeByIdAsync('${id}'); ${write}`)).toMatch(/unloaded font "Gotham Book"/)
    expect(
      await ask(
        host,
        `const t = await figma.getNodeByIdAsync('${id}'); t.opacity = 0.5; t.visible = false; t.x = 7; t.y = 8; t.rotation = 10; t.fills = []; t.blendMode = 'MULTIPLY'; t.name = 'n'; t.setPluginData('a', 'b');
        const copy = t.clone(); let refusal = ''; try { figma.createFrame().appendChild(copy) } catch (error) { refusal = error.message }
        send([t.x, t.y, t.visible, copy.characters, copy.hasMissingFont, copy.parent.type, copy.fontName.family, refusal.slice(0, 42)])`,
      ),
    ).toEqual([7, 8, false, 'Lost', true, 'PAGE', 'Gotham', 'in appendChild: unloaded font "Gotham Book'])
  })

  it('is found out by a part of it, and healed by a font that is there', async () => {
    const host = await openHost()
    const id = await host.author<string>(
      `async (figma) => { ${styled} const font = { family: 'Gotham', style: 'Black Italic' }; await figma.loadFontAsync(font); t.setRangeFontName(0, 2, font); return t.id }`,
    )
    expect(
      await ask(
        host,
        `const t = await figma.getNodeByIdAsync('${id}'); const before = [t.hasMissingFont, t.getStyledTextSegments(['fontWeight', 'fontStyle'])[0]]; await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); t.fontName = { family: 'Inter', style: 'Regular' }; send([before, t.hasMissingFont])`,
      ),
    ).toEqual([[true, { characters: 'He', start: 0, end: 2, fontWeight: 900, fontStyle: 'ITALIC' }], false])
  })

  it('is shown in Inter', async () => {
    const host = await openHost()
    const twin = lost.replaceAll('Gotham', 'Inter').replaceAll('Book', 'Regular')
    const [one, other] = [
      await pixelsOf(await host.exportPng(await host.author(lost))),
      await pixelsOf(await host.exportPng(await host.author(twin))),
    ]
    let ink = 0
    for (let y = 0; y < one.height; y++)
      for (let x = 0; x < one.width; x++) {
        expect(one.at(x, y)).toEqual(other.at(x, y))
        ink += one.at(x, y)[3] ?? 0
      }
    expect([ink > 5000, one.width]).toEqual([true, other.width])
  })
})
