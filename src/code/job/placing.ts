// What the job feature needs from the `order` feature, which knows where results go on the canvas.

import type { Task } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'

export type Placing = {
  /** Finds a place for a frame that was not drawn with its order. Returns the function that puts the frame there. */
  findPosition(
    beside: Pick<Task, 'place'> & { readonly recipe: { readonly source: { readonly id: string } } },
  ): Promise<(frame: FrameNode) => void>
  /** Called when a placeholder got another size: moves it so that it covers nothing, and grows its sections to hold it. */
  refit(frame: FrameNode, place: Place): void
  /** Undoes what was drawn or grown for a placeholder that was removed from this parent. */
  tidy(parent: BaseNode | null): void
}
