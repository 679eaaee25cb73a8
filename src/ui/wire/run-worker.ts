// The worker's side: encodes and sends off the page's main thread, as a classic worker from a data: URL (perf §1c).

import { messageOf } from '../../core/base/text.ts'
import type { FromWorker, ToWorker, ToolTable } from './worker-messages.ts'

/** Answers calls until the page goes away. */
export function runWorker(tools: ToolTable): void {
  const running = new Map<number, AbortController>()
  // The DOM library types `self` as a window; only this call differs in a worker.
  const post = (message: FromWorker): void => (self as unknown as Worker).postMessage(message)

  const run = async ({ id, tool, job }: Extract<ToWorker, { kind: 'call' }>): Promise<void> => {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      post({ kind: 'done', id, value: await tools[tool]?.(job, controller.signal) })
    } catch (thrown) {
      post({ kind: 'failed', id, message: messageOf(thrown) })
    } finally {
      running.delete(id)
    }
  }

  self.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
    if (data.kind === 'abort') running.get(data.id)?.abort()
    else void run(data)
  }

  post({ kind: 'ready' })
}
