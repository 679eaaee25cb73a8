// The fonts of texts that are about to be copied. Figma refuses to move a text whose font was not loaded, in the first run of a new
// user above all: what was loaded once stays so (figma-audit B).

import { messageOf } from '../../core/base/text.ts'
import { askedFonts } from '../../core/live/asked-fonts.ts'
import type { Figma } from '../base/figma.ts'
import { isText } from './layer-kinds.ts'
import { NotLiftable } from './whole.ts'

const loaded = new Set<string>()

function keyOf({ family, style }: FontName): string {
  return `${family} ${style}`
}

async function loadFont(figma: Figma, font: FontName): Promise<boolean> {
  if (loaded.has(keyOf(font))) return true
  try {
    await figma.loadFontAsync(font)
    loaded.add(keyOf(font))
    return true
  } catch {
    return false
  }
}

function textsIn(node: SceneNode): readonly (TextNode | TextPathNode)[] {
  if (isText(node)) return [node]
  return 'findAllWithCriteria' in node ? node.findAllWithCriteria({ types: ['TEXT', 'TEXT_PATH'] }) : []
}

/** Each font of the texts among some layers and in them, once. */
function fontsOf(layers: readonly SceneNode[]): readonly FontName[] {
  const fonts = new Map<string, FontName>()
  for (const text of layers.flatMap(textsIn)) {
    const { fontName } = text
    const names = typeof fontName === 'symbol' ? text.getRangeAllFontNames(0, text.characters.length) : [fontName]
    for (const name of names) fonts.set(keyOf(name), name)
  }
  return [...fonts.values()]
}

/** Loads the fonts of all texts. @returns the first that cannot be had, or null */
export async function loadFonts(figma: Figma, layers: readonly SceneNode[]): Promise<string | null> {
  const fonts = fontsOf(layers)
  const had = await Promise.all(fonts.map((font) => loadFont(figma, font)))
  const lacking = fonts.find((_, index) => had[index] !== true)
  return lacking === undefined ? null : keyOf(lacking)
}

/** Fonts that a variable may bring in one after the other. */
const maxAttempts = 4

/**
 * Does what copies texts; where Figma refuses it for a font that nobody could foresee, as a variable names another in each mode, that
 * font is loaded and all of it is done again. Rejects with `NotLiftable` when it cannot be had.
 */
export async function withFonts<T>(figma: Figma, act: () => T | Promise<T>, attempts = maxAttempts): Promise<T> {
  try {
    return await act()
  } catch (thrown) {
    const fonts = askedFonts(messageOf(thrown))
    const [first] = fonts
    if (first === undefined) throw thrown
    for (const font of fonts) {
      const isNew = !loaded.has(keyOf(font))
      if (isNew && attempts > 0 && (await loadFont(figma, font))) return withFonts(figma, act, attempts - 1)
    }
    throw new NotLiftable({ kind: 'font', name: keyOf(first) })
  }
}
