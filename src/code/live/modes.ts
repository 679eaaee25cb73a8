// Variable modes. A layer inherits them from its parents (a dark section, say), so a copy elsewhere would resolve other values (figma-audit A). Each
// copy is therefore given the modes of its original explicitly.

import { messageOf } from '../../core/base/text.ts'
import { askedFonts } from '../../core/live/asked-fonts.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { NotLiftable } from './whole.ts'

/** Loaded before copies are made, as making copies cannot wait. Collection ids are unique across Figma. */
const collections = new Map<string, VariableCollection>()

type Modes = Readonly<Record<string, string>>

/** The resolved modes of a node; empty where Figma reports none, as in files without variables. */
function modesOf(node: SceneNode): Modes {
  return ('resolvedVariableModes' in node ? attempt(() => node.resolvedVariableModes) : undefined) ?? {}
}

async function loadCollection({ variables }: Figma, id: string): Promise<void> {
  if (collections.has(id)) return
  try {
    const found = await variables.getVariableCollectionByIdAsync(id)
    if (found !== null) collections.set(id, found)
  } catch {
    // Ignored here: `carryModes` fails if a copy really needs this collection.
  }
}

/** Loads the variable collections of these layers. Await it before copying them. */
export async function loadModes(figma: Figma, layers: readonly SceneNode[]): Promise<void> {
  const ids = new Set(layers.flatMap((layer) => Object.keys(modesOf(layer))))
  await Promise.all([...ids].map((id) => loadCollection(figma, id)))
}

function setMode(copy: SceneNode, id: string, mode: string): void {
  const collection = collections.get(id)
  if (collection === undefined || !('setExplicitVariableModeForCollection' in copy)) return
  try {
    copy.setExplicitVariableModeForCollection(collection, mode)
  } catch (thrown) {
    // Another mode may bring in another font, which can still be loaded.
    if (askedFonts(messageOf(thrown)).length > 0) throw thrown
  }
}

/**
 * Gives a copy, at its new place, the variable modes of its original. Throws `NotLiftable` when a mode cannot be set, and Figma's own error when a
 * font is missing.
 */
export function carryModes(original: SceneNode, copy: SceneNode): void {
  for (const [id, mode] of Object.entries(modesOf(original))) {
    if (modesOf(copy)[id] === mode) continue
    setMode(copy, id, mode)
    if (modesOf(copy)[id] !== mode) throw new NotLiftable({ kind: 'mode' })
  }
}
