// What a job asks of whoever knows where results go on the canvas.

import type { Task } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'

export type Placing = {
  /** Where a frame goes that was not drawn with its order. Gives the function that puts it there. */
  findPosition(
    beside: Pick<Task, 'place'> & { readonly recipe: { readonly source: { readonly id: string } } },
  ): Promise<(frame: FrameNode) => void>
  /** A placeholder got another size: it goes on covering nothing, and its sections hold it. */
  refit(frame: FrameNode, place: Place): void
  /** Undoes what was drawn or grown for a placeholder that was removed from this parent. */
  tidy(parent: BaseNode | null): void
}
