// One open comparison: the results of a source, and which of them is shown.

import { readJson } from '../../core/base/read.ts'
import type { CompareApi } from '../../core/compare/protocol.ts'
import { toFailure } from '../../core/failure/failure.ts'
import { failureText } from '../../core/failure/words.ts'
import { figuresIn } from '../../core/fidelity/figures.ts'
import { readRecipe } from '../../core/recipe/recipe.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { resultGoneText } from '../selection/words.ts'
import type { ComparedResult } from './types.ts'

/** `by` is the direction of the last step, which the next step is likely to repeat. */
export type Session = { readonly subject: Subject; readonly results: readonly ComparedResult[]; index: number; by: 1 | -1 }

export type FoundSession = { readonly kind: 'found'; readonly session: Session } | { readonly kind: 'failed'; readonly sentence: string }

/** Never rejects. */
export async function findSession(figma: Pick<RemoteApi<CompareApi>, 'variantsOf'>, nodeId: string): Promise<FoundSession> {
  try {
    const found = await figma.variantsOf(nodeId)
    if (found === null) return { kind: 'failed', sentence: resultGoneText }
    const results = found.variants.map(({ id, name, recipe }) => ({
      id,
      name,
      recipe: readRecipe(readJson(recipe)),
      figures: figuresIn(recipe),
    }))
    const index = results.findIndex(({ id }) => id === nodeId)
    if (index < 0) return { kind: 'failed', sentence: resultGoneText }
    return { kind: 'found', session: { subject: found.subject, results, index, by: index === results.length - 1 ? -1 : 1 } }
  } catch (thrown) {
    return { kind: 'failed', sentence: failureText(toFailure(thrown)).sentence }
  }
}

/** Ids of the layers whose pictures are held: the pair on the screen, and what the next step in the same direction would show. */
export function wantedIds({ results, index, by, subject }: Session): readonly string[] {
  return [results[index]?.id, subject.id, results[index + by]?.id].filter((id): id is string => id !== undefined && id !== '')
}
