// The pictures of one run on the canvas: which one is selected, stepping to the next, and keeping only one.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { ResultsApi } from '../../core/results/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'

export type RunOnCanvas = { readonly ids: readonly string[]; readonly index: number }

export type RunPorts = {
  readonly figma: Pick<RemoteApi<ResultsApi>, 'runOf'>
  /** Removes the others of a run from the canvas. */
  keep(nodeId: string, others: readonly string[]): Promise<void>
  /** Selects a result on the canvas and brings it into view. */
  show(nodeId: string): void
}

const none: RunOnCanvas = { ids: [], index: -1 }

export function makeRunOnCanvas({ figma, keep, show }: RunPorts) {
  const run = signal(none)
  // Numbers the requests, so that a late answer to an older one is ignored.
  let question = 0

  const selected = (nodeId: string | null): void => {
    const mine = ++question
    if (nodeId === null) {
      run.value = none
      return
    }
    // For a step within the run, the known ids are used until the answer arrives, so that nothing jumps.
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
    /** Called when another result is selected; null for none. */
    selected,
    step: (by: 1 | -1): void => {
      const { ids, index } = run.peek()
      const next = ids[index + by]
      if (next !== undefined) show(next)
    },
    /** Removes the others; one undo brings them back. */
    keep: (): void => {
      const { ids, index } = run.peek()
      const nodeId = ids[index]
      if (nodeId === undefined) return
      const others = ids.filter((id) => id !== nodeId)
      void keep(nodeId, others).then(() => ids === run.peek().ids && selected(nodeId))
    },
  }
}
