// The worker's side: encoding and sending away from the page's main thread. The page's own script runs as the worker, a classic one
// started from a data: address (perf §1c), so nothing is shipped twice.

import { makeTools, type Tools } from '../worker.ts'
import { messageOf } from '../../core/base/text.ts'

type Call = { readonly id: number; readonly tool: keyof Tools; readonly job: never } | { readonly id: number; readonly tool: 'abort' }

/** Answers calls until the page goes. */
export function runWorker(): void {
  const running = new Map<number, AbortController>()
  const tools = makeTools(self)
  // The DOM library types `self` as a window; only this call differs in a worker.
  const post = (message: unknown): void => (self as unknown as Worker).postMessage(message)

  const run = async (call: Exclude<Call, { tool: 'abort' }>): Promise<void> => {
    const controller = new AbortController()
    running.set(call.id, controller)
    try {
      post({ id: call.id, value: await tools[call.tool](call.job, controller.signal) })
    } catch (thrown) {
      post({ id: call.id, error: messageOf(thrown) })
    } finally {
      running.delete(call.id)
    }
  }

  self.onmessage = ({ data }: MessageEvent<Call>): void => {
    if (data.tool === 'abort') running.get(data.id)?.abort()
    else void run(data)
  }

  post({ id: 0 })
}
