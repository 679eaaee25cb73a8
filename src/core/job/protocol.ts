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
  /** What it is called before the name of its source. Made by the window, as the sandbox knows no looks. */
  readonly styleName: string
  readonly choice: Choice
}

/** A wanted picture that found no source to be made from. */
export type Refused = { readonly key: TaskKey; readonly failure: Failure }

/** What stands on the canvas for wanted pictures: a task for each placeholder, or why there is none. */
export type Begun = {
  readonly tasks: readonly Task[]
  readonly refused: readonly Refused[]
  /** The view was moved to show them. */
  readonly hasMovedView: boolean
}

export type Filling =
  | { readonly key: TaskKey; readonly bytes: Uint8Array }
  /** The sandbox loads the picture itself: the second delivery method (DESIGN §7). */
  | { readonly key: TaskKey; readonly url: string }
  /** The same picture is already on the canvas, on this node. */
  | { readonly key: TaskKey; readonly sameResult: string }

/** What is known of a task the moment before it is sent. */
export type Intent = {
  readonly key: TaskKey
  readonly exportId: number
  /** Of the exported bytes: shows later whether the source has changed. */
  readonly fingerprint: string
  /** A picture with the same recipe that is already there is taken instead of paying again. */
  readonly mayReuse: boolean
  /** Base URL of the relay that the order is named to; null where it goes to no relay. */
  readonly relay: string | null
}

/** What the iframe may ask of the sandbox. */
export type JobApi = {
  /**
   * Writes the record just before the POST. `isStored` is false when that failed: closing the window would then lose the picture.
   * `sameResult` is a result on the canvas that is this very picture; then the task stays as it was. Null when there is none.
   */
  intend(intent: Intent): { readonly task: Task; readonly isStored: boolean; readonly sameResult: string | null }
  /** Writes the record as soon as the service's id is known. `at` in milliseconds since the epoch. */
  accept(answer: { readonly key: TaskKey; readonly remoteId: string; readonly at: number }): void
  fill(picture: Filling): { readonly nodeId: string; readonly notes: readonly Note[] }
  /** Marks the placeholder as failed; with `isOver` its record goes as well. */
  markFailed(end: { readonly key: TaskKey; readonly isOver: boolean }): void
  /** Marks the placeholder as waiting: its task is asked for once more. */
  markWaiting(key: TaskKey): void
  /** Draws the placeholder of a task anew, as its source is now, with the same recipe except for what is given. Errors: `unfit-source`. */
  /** `isNewOrder`: what was ordered before is over, so that a relay that answers it again would be wrong. */
  beginAgain(request: { readonly key: TaskKey; readonly rules: Rules; readonly change: RecipeChange; readonly isNewOrder: boolean }): Task
  /** Removes placeholder and record. */
  remove(key: TaskKey): void
  /** Takes results off the canvas, as one undo step. */
  keepOnly(choice: { readonly nodeId: string; readonly others: readonly string[] }): void
  /** A result of this window that was undone or deleted comes back beside its source. Errors: `internal` when it is not held any more. */
  putBack(key: TaskKey): { readonly nodeId: string }
}

/** What the sandbox tells the iframe. */
export type JobEvents = {
  /** All results of this window that are not on the canvas now. */
  resultsGone(keys: readonly TaskKey[]): void
}
