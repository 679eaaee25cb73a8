// What a job asks of whoever knows where results go on the canvas.

import type { Task } from '../../core/recipe/task.ts'

export type Placing = {
  /** Where a task's placeholder goes whose own was deleted. Gives the function that puts a frame there. */
  findSpot(task: Task): Promise<(frame: FrameNode) => void>
  /** A placeholder was removed from this parent: what was drawn or grown only for it goes as well. */
  tidy(parent: BaseNode | null): void
}
