// Across the wire: the steps of one picture.

import type { Failure } from '../failure/failure.ts'
import type { Rules } from '../picture/registration.ts'
import type { Choice } from '../recipe/recipe.ts'
import type { RecipeChange } from '../recipe/with-model.ts'
import type { Task, TaskKey } from '../recipe/task.ts'
import type { Subject } from '../selection/subject.ts'
import type { Note } from '../failure/note.ts'

/** A picture that is wanted: what it is made from, and what was chosen for it. */
export type WantedPicture = {
  readonly key: TaskKey
  readonly subject: Subject
  readonly sourceName: string
  readonly choice: Choice
}

/** A wanted picture that found no source to be made from. */
export type Refused = { readonly key: TaskKey; readonly failure: Failure }

/** What stands on the canvas for wanted pictures: a task for each placeholder, or why there is none. */
export type Begun = { readonly tasks: readonly Task[]; readonly refused: readonly Refused[] }

export type Filling =
  | { readonly key: TaskKey; readonly bytes: Uint8Array }
  /** The sandbox loads the picture itself: the second delivery method. */
  | { readonly key: TaskKey; readonly url: string }
  /** The same picture is already on the canvas, on this node. */
  | { readonly key: TaskKey; readonly sameResult: string }

/** What is known of a task the moment before it is sent. */
export type Intent = {
  readonly key: TaskKey
  readonly exportId: number
  /** Of the exported bytes: tells later whether the source has changed. */
  readonly fingerprint: string
  /** A picture with the same recipe that is already there is taken instead of paying again. */
  readonly mayReuse: boolean
}

/** What the iframe may ask of the sandbox. */
export type JobApi = {
  /**
   * Written just before the POST. `isStored` is false where it could not be: closing the window would then lose the picture.
   * `sameResult` is a result on the canvas that is this very picture; then nothing was written.
   */
  intend(intent: Intent): { readonly task: Task; readonly isStored: boolean; readonly sameResult: string | null }
  /** Written the moment the id is known. */
  accept(answer: { readonly key: TaskKey; readonly remoteId: string; readonly at: number }): void
  fill(picture: Filling): { readonly nodeId: string; readonly notes: readonly Note[] }
  /** Marks the placeholder; `isOver` drops the record as well. */
  markFailed(end: { readonly key: TaskKey; readonly isOver: boolean }): void
  /** The placeholder is a waiting one again: its task is asked for once more. */
  markWaiting(key: TaskKey): void
  /** One task again, in the same placeholder, with the same recipe but for what is given. */
  beginAgain(request: { readonly key: TaskKey; readonly rules: Rules; readonly change: RecipeChange }): Task
  /** Placeholder and record go; nothing stays behind. */
  remove(key: TaskKey): void
}
