// Loads what copies need before they can be made synchronously: fonts and variable collections.

import type { Figma } from '../base/figma.ts'
import { loadFonts } from './fonts.ts'
import { loadModes } from './modes.ts'

/** @returns the first font that is not available, or null. Never rejects. */
export async function prepareCopies(figma: Figma, layers: readonly SceneNode[]): Promise<string | null> {
  const [lacking] = await Promise.all([loadFonts(figma, layers), loadModes(figma, layers)])
  return lacking
}
