// The three stages of a recipe: a Choice in the window, a PlannedRecipe once its source is found, a Recipe once the source is exported.

import type { Size } from '../base/geometry.ts'
import type { Plan } from '../picture/registration.ts'
import type { Subject } from '../selection/subject.ts'
import type { LiveChoice } from './live-choice.ts'
import type { Choice, PlannedRecipe, Recipe } from './recipe.ts'

/** A source found in the document. `size` is its own, unrotated size in canvas px. */
export type FoundSource = { readonly subject: Subject; readonly name: string; readonly size: Size }

export function planRecipe(choice: Choice, { subject, name, size }: FoundSource, plan: Plan): PlannedRecipe {
  const { width, height } = size
  return { ...choice, source: { id: subject.id, name, width, height, scene: subject.scene, fingerprint: '' }, ...plan }
}

/** What an export found out about the source. `live` includes the layers that stay live by their name. */
export type ExportedSource = {
  readonly plan: Plan
  readonly live: LiveChoice
  readonly size: Size
  /** Fingerprint of the exported bytes. */
  readonly fingerprint: string
}

/** The recipe to send: with the sizes of the export instead of the planned ones, because the source may have changed in between. */
export function completeRecipe(planned: Recipe, { plan, live, size, fingerprint }: ExportedSource): Recipe {
  const { width, height } = size
  return { ...planned, ...plan, live, source: { ...planned.source, width, height, fingerprint } }
}

/** What was chosen for an earlier picture, without what was found out about its source. */
export function choiceOf(recipe: Recipe): Choice {
  const { source: _source, sent: _sent, content: _content, ...choice } = recipe
  return choice
}
