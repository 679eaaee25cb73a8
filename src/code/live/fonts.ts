// Loads the fonts of texts that are about to be copied. Figma refuses to move a text whose font is not loaded, typically in the first run of a new
// user; a loaded font stays loaded (figma-audit B).

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

/** The fonts used by texts in these layers, without duplicates. */
function fontsOf(layers: readonly SceneNode[]): readonly FontName[] {
  const fonts = new Map<string, FontName>()
  for (const text of layers.flatMap(textsIn)) {
    const { fontName } = text
    const names = typeof fontName === 'symbol' ? text.getRangeAllFontNames(0, text.characters.length) : [fontName]
    for (const name of names) fonts.set(keyOf(name), name)
  }
  return [...fonts.values()]
}

/**
 * Loads the fonts of all texts.
 * @returns the first font that is not available, or null
 */
export async function loadFonts(figma: Figma, layers: readonly SceneNode[]): Promise<string | null> {
  const fonts = fontsOf(layers)
  const had = await Promise.all(fonts.map((font) => loadFont(figma, font)))
  const lacking = fonts.find((_, index) => had[index] !== true)
  return lacking === undefined ? null : keyOf(lacking)
}

/** How many fonts may be discovered one after the other because of variables. */
const maxAttempts = 4

/**
 * Runs `act`, which copies texts. If Figma refuses because of a font that could not be foreseen, for example one that a variable sets per mode, loads
 * that font and runs `act` again from the start. Rejects with `NotLiftable` when the font is not available.
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
