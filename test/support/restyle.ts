// Restyles a source with a model that returns what it was sent.

import { identityAnswer } from './pixels.ts'
import { type Plugin, begin, intend, picture } from './plugin.ts'

/** Returns the ids of the results, one per seed. */
export async function restyle(plugin: Plugin, id: string, seeds: readonly number[] = [7]): Promise<string[]> {
  const pictures = seeds.map((seed) => picture(seed))
  const begun = await begin(plugin.figma, id, pictures)
  const bytes = await identityAnswer(begun.bytes, begun.plan)
  const ids = []
  for (const { key } of pictures) {
    await intend(plugin.figma, key, begun)
    ids.push((await plugin.figma.fill({ key, bytes })).nodeId)
  }
  return ids
}
