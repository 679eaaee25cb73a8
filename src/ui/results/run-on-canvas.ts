// The pictures of one press of the button on the canvas: which of them is selected, the step to the next one, and the choice of one.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { ResultsApi } from '../../core/results/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'

export type RunOnCanvas = { readonly ids: readonly string[]; readonly index: number }

export type RunPorts = {
  readonly figma: Pick<RemoteApi<ResultsApi>, 'runOf'>
  /** Takes the others of a run away. */
  keep(nodeId: string, others: readonly string[]): Promise<void>
  /** Selects a result on the canvas, in view. */
  show(nodeId: string): void
}

const none: RunOnCanvas = { ids: [], index: -1 }

export function makeRunOnCanvas({ figma, keep, show }: RunPorts) {
  const run = signal(none)
  // Counts questions: an answer to an older one comes too late.
  let question = 0

  const selected = (nodeId: string | null): void => {
    const mine = ++question
    if (nodeId === null) {
      run.value = none
      return
    }
    // A step within the run: nothing jumps while the answer is on its way.
    const { ids } = run.peek()
    run.value = ids.includes(nodeId) ? { ids, index: ids.indexOf(nodeId) } : none
    figma.runOf(nodeId).then(
      (found) => {
        if (mine === question) run.value = { ids: found, index: found.indexOf(nodeId) }
      },
      () => {},
    )
  }

  return {
    run: run as ReadonlySignal<RunOnCanvas>,
    /** Another result is selected; null for none. */
    selected,
    step: (by: 1 | -1): void => {
      const { ids, index } = run.peek()
      const next = ids[index + by]
      if (next !== undefined) show(next)
    },
    /** Takes the others away; one undo brings them back. */
    keep: (): void => {
      const { ids, index } = run.peek()
      const nodeId = ids[index]
      if (nodeId === undefined) return
      const others = ids.filter((id) => id !== nodeId)
      void keep(nodeId, others).then(() => ids === run.peek().ids && selected(nodeId))
    },
  }
}
