// Protocol slice: the steps of one picture.

import type { Failure } from '../failure/failure.ts'
import type { Rules } from '../picture/registration.ts'
import type { Choice } from '../recipe/recipe.ts'
import type { RecipeChange } from '../recipe/with-model.ts'
import type { Task, TaskKey } from '../recipe/task.ts'
import type { Subject } from '../selection/subject.ts'
import type { Note } from '../failure/note.ts'

/** An ordered picture: its source, and the options chosen for it. */
export type WantedPicture = {
  readonly key: TaskKey
  readonly subject: Subject
  readonly sourceName: string
  /** The part of the layer name before the name of the source. Made by the window, because the sandbox does not know the looks. */
  readonly styleName: string
  readonly choice: Choice
}

/** An ordered picture whose source cannot be restyled, with the reason. */
export type Refused = { readonly key: TaskKey; readonly failure: Failure }

/** The result of starting an order: one task per placeholder drawn, and the pictures that were refused. */
export type Begun = {
  readonly tasks: readonly Task[]
  readonly refused: readonly Refused[]
  /** Whether the view was moved to show the placeholders. */
  readonly hasMovedView: boolean
}

export type Filling =
  | { readonly key: TaskKey; readonly bytes: Uint8Array }
  /** The sandbox loads the picture itself: the second delivery method (DESIGN §7). */
  | { readonly key: TaskKey; readonly url: string }
  /** The same picture is already on the canvas, on this node. */
  | { readonly key: TaskKey; readonly sameResult: string }

/** What is known about a task just before it is sent. */
export type Intent = {
  readonly key: TaskKey
  readonly exportId: number
  /** Fingerprint of the exported bytes; shows later whether the source has changed. */
  readonly fingerprint: string
  /** Whether an existing result with the same recipe may be used instead of paying again. */
  readonly mayReuse: boolean
  /** Base URL of the relay that gets the order under a name; null without a relay. */
  readonly relay: string | null
}

/** Methods of the sandbox that the iframe can call. */
export type JobApi = {
  /**
   * Writes the record just before the POST. `isStored` is false when that failed, and closing the window would then lose the picture. `sameResult` is
   * the id of a result on the canvas that is the same picture; the task then keeps its state. Null when there is none.
   */
  intend(intent: Intent): { readonly task: Task; readonly isStored: boolean; readonly sameResult: string | null }
  /** Writes the record as soon as the service's task id is known. `at` in milliseconds since the epoch. */
  accept(answer: { readonly key: TaskKey; readonly remoteId: string; readonly at: number }): void
  fill(picture: Filling): { readonly nodeId: string; readonly notes: readonly Note[] }
  /** Marks the placeholder as failed; with `isOver` also removes its record. */
  markFailed(end: { readonly key: TaskKey; readonly isOver: boolean }): void
  /** Marks the placeholder as waiting, because the service is asked about its task again. */
  markWaiting(key: TaskKey): void
  /**
   * Draws a task's placeholder again, fitted to its source as it is now, with the same recipe except for `change`. `isNewOrder`: the previous order
   * is over, so a relay must not answer with its result again. Errors: `unfit-source`.
   */
  beginAgain(request: { readonly key: TaskKey; readonly rules: Rules; readonly change: RecipeChange; readonly isNewOrder: boolean }): Task
  /** Removes placeholder and record. */
  remove(key: TaskKey): void
  /** Removes the other results from the canvas, as one undo step. */
  keepOnly(choice: { readonly nodeId: string; readonly others: readonly string[] }): void
  /** Puts back a result of this window that was undone or deleted, beside its source. Errors: `internal` when the result is no longer held. */
  putBack(key: TaskKey): { readonly nodeId: string }
}

/** The layer that a result is now; null when it is not on the canvas. An undo may bring another layer back than the last one. */
export type Whereabouts = { readonly key: TaskKey; readonly nodeId: string | null }

/** Events that the sandbox sends to the iframe. */
export type JobEvents = {
  /** All results that this window holds. */
  resultsAre(found: readonly Whereabouts[]): void
}
