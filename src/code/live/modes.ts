// Variable modes. A layer takes them from what it lies in (a dark section, say), and a copy that lies elsewhere would show others
// (figma-audit A). So each copy is given the modes of its original by name.

import { messageOf } from '../../core/base/text.ts'
import { askedFonts } from '../../core/live/asked-fonts.ts'
import { type Figma, attempt } from '../base/figma.ts'
import { NotLiftable } from './whole.ts'

/** Read before copies are made, as that cannot wait. Their ids are those of the whole of Figma. */
const collections = new Map<string, VariableCollection>()

type Modes = Readonly<Record<string, string>>

/** Empty where Figma tells of none, as in files without variables. */
function modesOf(node: SceneNode): Modes {
  return ('resolvedVariableModes' in node ? attempt(() => node.resolvedVariableModes) : undefined) ?? {}
}

async function loadCollection({ variables }: Figma, id: string): Promise<void> {
  if (collections.has(id)) return
  try {
    const found = await variables.getVariableCollectionByIdAsync(id)
    if (found !== null) collections.set(id, found)
  } catch {
    // Whether it is needed shows when a copy has another mode.
  }
}

/** To be awaited before copies of these layers are made. */
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
    // With another mode another font may come, which can still be loaded.
    if (askedFonts(messageOf(thrown)).length > 0) throw thrown
  }
}

/** Gives a copy, where it lies, the modes of its original. Throws `NotLiftable` when it does not take one, and what Figma says of a font. */
export function carryModes(original: SceneNode, copy: SceneNode): void {
  for (const [id, mode] of Object.entries(modesOf(original))) {
    if (modesOf(copy)[id] === mode) continue
    setMode(copy, id, mode)
    if (modesOf(copy)[id] !== mode) throw new NotLiftable({ kind: 'mode' })
  }
}
