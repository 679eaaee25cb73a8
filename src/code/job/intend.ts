// Writes a task's record as `intended` just before its request is sent, so that closing the window can never lose a picture that will be charged.

import { readJson } from '../../core/base/read.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Intent, JobApi } from '../../core/job/protocol.ts'
import { isSameResult, readKnownRecipe } from '../../core/recipe/recipe.ts'
import { completeRecipe } from '../../core/recipe/stages.ts'
import { type Task, withState } from '../../core/recipe/task.ts'
import { type Figma, dataKeys, framesWith } from '../base/figma.ts'
import type { Exports } from '../control-image/exports.ts'
import { imageOf } from '../live/assemble.ts'
import { reshape, withPlaceholder, writeTask } from './placeholder.ts'
import type { Placing } from './placing.ts'
import { type Tasks, requireTask } from './tasks.ts'

type IntendContext = {
  readonly figma: Figma
  readonly tasks: Tasks
  readonly exports: Pick<Exports, 'find'>
  readonly placing: Pick<Placing, 'refit'>
}

/** The id of a result on the task's page with the same recipe; null when there is none. */
async function findSameResult(figma: Figma, { recipe, place }: Task): Promise<string | null> {
  const page = await figma.getNodeByIdAsync(place.pageId)
  if (page === null || page.type !== 'PAGE') return null
  await page.loadAsync()
  for (const frame of framesWith(page, dataKeys.made)) {
    const text = frame.getPluginData(dataKeys.recipe)
    // Skips parsing recipes with another seed: a page may hold hundreds of results.
    if (!text.includes(`"seed":${recipe.seed},`)) continue
    const other = readKnownRecipe(readJson(text))
    if (other !== null && isSameResult(other, recipe) && imageOf(frame) !== undefined) return frame.id
  }
  return null
}

/** The task with its recipe completed from the export: sizes, live layers and fingerprint. Errors: `export-failed`. */
function asExported(exports: Pick<Exports, 'find'>, task: Task, { exportId, fingerprint }: Intent): Task {
  const exported = exports.find(exportId)
  if (exported === null) return fail('export-failed', 'the export was forgotten')
  const { plan, place, live } = exported
  return { ...task, recipe: completeRecipe(task.recipe, { plan, live, size: place.pose.size, fingerprint }), place }
}

/**
 * Call it in turn. Errors: `internal` when the task has no record any more, `export-failed` when the export is no longer cached, `maybe-submitted`
 * when another window sent the task.
 */
export async function intend({ figma, tasks, exports, placing }: IntendContext, intent: Intent): Promise<ReturnType<JobApi['intend']>> {
  const known = await requireTask(tasks, intent.key)
  if (await tasks.isSentElsewhere(known)) return fail('maybe-submitted', 'another window of this file or of a copy sent it')
  const task = asExported(exports, known, intent)
  const sameResult = intent.mayReuse ? await findSameResult(figma, task) : null
  if (sameResult !== null) return { task, isStored: await tasks.put(task), sameResult }
  const intended = withState(task, { state: 'intended', ...(intent.relay === null ? {} : { relay: intent.relay }) })
  const isStored = await tasks.put(intended)
  await withPlaceholder(figma, intended, (frame) => {
    reshape(placing, frame, intended.place)
    writeTask(frame, intended)
  })
  return { task: intended, isStored, sameResult: null }
}
