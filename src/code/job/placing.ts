// What a job asks of whoever knows where results go on the canvas.

import type { Task } from '../../core/recipe/task.ts'

export type Placing = {
  /** Where the placeholder of a task goes whose own was deleted. Gives the function that puts a frame there. */
  findPosition(task: Task): Promise<(frame: FrameNode) => void>
  /** Undoes what was drawn or grown for a placeholder that was removed from this parent. */
  tidy(parent: BaseNode | null): void
}
