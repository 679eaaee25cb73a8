// Lists everything made with the plugin on the page, read from the document at each call. Nothing is cached.

import type { InTurn } from '../../core/base/in-turn.ts'
import { readJson } from '../../core/base/read.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Purpose } from '../../core/look/look.ts'
import { type Recipe, readKnownRecipe } from '../../core/recipe/recipe.ts'
import type { Relaunch, ResultEntry, ResultsApi } from '../../core/results/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, dataKeys, findNode, findResult, framesWith } from '../base/figma.ts'
import { boxOf } from '../selection/levels.ts'
import { withoutCopies } from '../job/placeholder.ts'
import type { Commit } from '../job/undo-steps.ts'

type ResultsContext = { readonly figma: Figma; readonly inTurn: InTurn; readonly commit: Commit }

/** Reads few properties, and all stars at once, because each property is a call out of the sandbox and there may be hundreds of results. */
function readResults(figma: Figma): readonly ResultEntry[] {
  const starred = new Set(framesWith(figma.currentPage, dataKeys.starred).map(({ id }) => id))
  return framesWith(figma.currentPage, dataKeys.recipe).map((frame) => ({
    nodeId: frame.id,
    name: frame.name,
    width: frame.width,
    height: frame.height,
    recipe: frame.getPluginData(dataKeys.recipe),
    isStarred: starred.has(frame.id),
  }))
}

/** Results whose stored recipe contains `mark`. Searching the text first avoids parsing most recipes. */
function madeWith(figma: Figma, mark: string): readonly { readonly frame: FrameNode; readonly recipe: Recipe }[] {
  return framesWith(figma.currentPage, dataKeys.recipe).flatMap((frame) => {
    const stored = frame.getPluginData(dataKeys.recipe)
    const recipe = stored.includes(mark) ? readKnownRecipe(readJson(stored)) : null
    return recipe === null ? [] : { frame, recipe }
  })
}

/** The results of the same run and source, recognised by `createdAt`, the time of the press, which all recipes of a run share. */
function runOf(figma: Figma, result: SceneNode | null): readonly FrameNode[] {
  const recipe = result && readKnownRecipe(readJson(result.getPluginData(dataKeys.recipe)))
  if (result === null || recipe === null) return []
  const same = madeWith(figma, `"createdAt":${recipe.createdAt}`).flatMap(({ frame, recipe: { source } }) =>
    source.id === recipe.source.id ? frame : [],
  )
  return withoutCopies(same, result.id).sort((a, b) => boxOf(a).y - boxOf(b).y || boxOf(a).x - boxOf(b).x)
}

function madeAs(figma: Figma, id: string): Purpose | null {
  let last: Recipe | null = null
  for (const { recipe } of madeWith(figma, JSON.stringify(id)))
    if (recipe.source.id === id && recipe.createdAt >= (last?.createdAt ?? 0)) last = recipe
  return last?.purpose ?? null
}

export function answerResults({ figma, inTurn, commit }: ResultsContext): Handlers<ResultsApi> {
  return {
    results: () => ({ results: readResults(figma) }),
    madeAs: (sourceId) => madeAs(figma, sourceId),
    runOf: async (nodeId) => runOf(figma, await findNode(figma, nodeId)).map(({ id }) => id),
    star: ({ nodeId, isStarred }) =>
      inTurn(async () => {
        // Writes only on frames that the plugin made (law 7).
        const frame = (await findResult(figma, nodeId)) ?? fail('internal', 'no result has this id')
        frame.setPluginData(dataKeys.starred, isStarred ? '1' : '')
        await commit(frame)
      }),
  }
}

/** Which of the result's buttons in Figma's own panel opened the plugin; null when it was opened in another way. */
export function readRelaunch({ command }: Figma): Relaunch | null {
  return command === 'restyle' || command === 'remix' || command === 'more' ? command : null
}
