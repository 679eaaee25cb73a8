// The moment before a picture is sent: its record says so first, so that no window that closes can lose what will be paid.

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

/** A result on the task's page that is the very same picture; null when there is none. */
async function findSameResult(figma: Figma, { recipe, place }: Task): Promise<string | null> {
  const page = await figma.getNodeByIdAsync(place.pageId)
  if (page === null || page.type !== 'PAGE') return null
  await page.loadAsync()
  for (const frame of framesWith(page, dataKeys.made)) {
    const text = frame.getPluginData(dataKeys.recipe)
    // Hundreds of results are not all parsed for one that has the same seed.
    if (!text.includes(`"seed":${recipe.seed},`)) continue
    const other = readKnownRecipe(readJson(text))
    if (other !== null && isSameResult(other, recipe) && imageOf(frame) !== undefined) return frame.id
  }
  return null
}

/** The task with its recipe completed by what was exported: sizes, live layers and fingerprint. Errors: `export-failed`. */
function asExported(exports: Pick<Exports, 'find'>, task: Task, { exportId, fingerprint }: Intent): Task {
  const exported = exports.find(exportId)
  if (exported === null) return fail('export-failed', 'the export was forgotten')
  const { plan, place, live } = exported
  return { ...task, recipe: completeRecipe(task.recipe, { plan, live, size: place.pose.size, fingerprint }), place }
}

/** To be called in turn. Errors: `internal` when no record of the task is left, `export-failed` when the export was forgotten. */
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
