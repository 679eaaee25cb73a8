// What a job asks of whoever knows where results go on the canvas.

import type { Task } from '../../core/recipe/task.ts'
import type { Place } from '../../core/selection/place.ts'

export type Placing = {
  /** Where the placeholder of a task goes whose own was deleted. Gives the function that puts a frame there. */
  findPosition(task: Task): Promise<(frame: FrameNode) => void>
  /** A placeholder got another size: it goes on covering nothing, and its sections hold it. */
  refit(frame: FrameNode, place: Place): void
  /** Undoes what was drawn or grown for a placeholder that was removed from this parent. */
  tidy(parent: BaseNode | null): void
}
