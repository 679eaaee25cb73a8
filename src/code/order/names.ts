// Names the layers of results: no two results that go back to the same source have the same name (DESIGN §2.1).

import { readJson } from '../../core/base/read.ts'
import type { OrderedPicture } from '../../core/order/protocol.ts'
import { type PlannedRecipe, type RecipeSource, readKnownRecipe } from '../../core/recipe/recipe.ts'
import { type Figma, dataKeys, findNode, framesWith } from '../base/figma.ts'
import { plainName, taskOn } from '../job/placeholder.ts'
import type { FoundSubject } from '../selection/find-subject.ts'

type Named = {
  readonly picture: Pick<OrderedPicture, 'styleName'>
  readonly found: Pick<FoundSubject, 'name' | 'place'>
  readonly recipe: PlannedRecipe
}

type Original = Pick<RecipeSource, 'id' | 'name'>

/** Limit for following results of results; it also ends a cycle in recipes edited by hand. */
const farthest = 20

/** The layer that a source originally came from, following results that were restyled again. */
async function originalOf(figma: Figma, source: Original): Promise<Original> {
  let at = source
  for (let step = 0; step < farthest; step += 1) {
    const node = await findNode(figma, at.id)
    const earlier = node === null ? null : readKnownRecipe(readJson(node.getPluginData(dataKeys.recipe)))
    if (earlier === null || earlier.source.id === at.id) return at
    at = earlier.source
  }
  return at
}

type OriginalOf = (source: Original) => Promise<Original>

/** Looks up each source once: a page may hold hundreds of results of the same one. */
function lookUpOnce(figma: Figma): OriginalOf {
  const known = new Map<string, Promise<Original>>()
  return (source) => {
    const found = known.get(source.id) ?? originalOf(figma, source)
    known.set(source.id, found)
    return found
  }
}

/** The source that a result or placeholder was made from; null for other frames. */
function sourceOf(frame: FrameNode): Original | null {
  return (readKnownRecipe(readJson(frame.getPluginData(dataKeys.recipe))) ?? taskOn(frame)?.recipe)?.source ?? null
}

/** Names in use on a page, by the id of the original layer. Only names that begin with one of `wanted` are read. */
async function takenNames(
  figma: Figma,
  pageId: string,
  wanted: ReadonlySet<string>,
  lookUp: OriginalOf,
): Promise<Map<string, Set<string>>> {
  const taken = new Map<string, Set<string>>()
  const page = await figma.getNodeByIdAsync(pageId)
  if (page === null || page.type !== 'PAGE') return taken
  await page.loadAsync()
  for (const frame of framesWith(page, dataKeys.recipe, dataKeys.task)) {
    // The user may delete this frame while the original of another one is looked up.
    if (frame.removed) continue
    const name = taskOn(frame) === null ? frame.name : plainName(frame.name)
    const source = wanted.has(name.replace(/ · \d+$/, '')) ? sourceOf(frame) : null
    if (source === null) continue
    const { id } = await lookUp(source)
    taken.set(id, (taken.get(id) ?? new Set()).add(name))
  }
  return taken
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let nth = 2; ; nth += 1) if (!taken.has(`${name} · ${nth}`)) return `${name} · ${nth}`
}

/** The layer name of each picture, in the order of the pictures. All must be on one page. */
export async function nameResults(figma: Figma, fits: readonly Named[]): Promise<readonly string[]> {
  const lookUp = lookUpOnce(figma)
  const originals: Original[] = []
  for (const { found, recipe } of fits) originals.push(await lookUp({ id: recipe.source.id, name: found.name }))
  const plain = fits.map(({ picture, recipe }, index) => `${picture.styleName} – ${originals[index]?.name ?? recipe.source.name}`)
  const taken = await takenNames(figma, fits[0]?.found.place.pageId ?? '', new Set(plain), lookUp)
  return plain.map((wanted, index) => {
    const ofSource = taken.get(originals[index]?.id ?? '') ?? new Set<string>()
    const name = firstFree(wanted, ofSource)
    taken.set(originals[index]?.id ?? '', ofSource.add(name))
    return name
  })
}
