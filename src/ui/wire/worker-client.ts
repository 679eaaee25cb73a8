// Runs tools in a worker, or on this thread when no worker can be started (a policy may forbid it).

import { startTimer } from '../base/timer.ts'
import type { FromWorker, ToWorker, ToolTable } from './worker-messages.ts'

type Pending = { resolve(value: unknown): void; reject(error: Error): void; settled(): void }

type Call = (tool: string, job: unknown, signal: AbortSignal) => Promise<unknown>

/** A worker that is not ready by then is not used. */
const readyWithinMs = 1500

/** Calls by number, each answered once. All pending calls reject when the worker breaks. */
function callsTo(worker: Worker) {
  const pending = new Map<number, Pending>()
  let lastId = 0
  const post = (message: ToWorker): void => worker.postMessage(message)

  const call: Call = (tool, job, signal) =>
    new Promise((resolve, reject) => {
      // A signal that was already aborted fires no event any more, so the call must not be sent.
      signal.throwIfAborted()
      lastId += 1
      const id = lastId
      const stop = (): void => post({ kind: 'abort', id })
      pending.set(id, { resolve, reject, settled: () => signal.removeEventListener('abort', stop) })
      signal.addEventListener('abort', stop, { once: true })
      post({ kind: 'call', id, tool, job: job as never })
    })

  return {
    call,
    answered: (answer: Exclude<FromWorker, { kind: 'ready' }>): void => {
      const waiting = pending.get(answer.id)
      pending.delete(answer.id)
      waiting?.settled()
      if (answer.kind === 'failed') waiting?.reject(new Error(answer.message))
      else waiting?.resolve(answer.value)
    },
    broke: (): void => {
      for (const { reject, settled } of pending.values()) {
        settled()
        reject(new Error('the worker broke'))
      }
      pending.clear()
    },
  }
}

/** Null when no worker starts in time. */
function startWorker(source: string): Promise<Call | null> {
  return new Promise((resolve) => {
    if (source === '') return resolve(null)
    try {
      const worker = new Worker(`data:text/javascript,${encodeURIComponent(source)}`)
      const calls = callsTo(worker)
      const stopWaiting = startTimer(readyWithinMs, () => resolve(null))
      worker.onerror = () => {
        stopWaiting()
        resolve(null)
        calls.broke()
      }
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind !== 'ready') return calls.answered(data)
        stopWaiting()
        resolve(calls.call)
      }
    } catch {
      resolve(null)
    }
  })
}

/** Any tool that is asked for: a call to it runs the tool of that name. */
function toolsBy<Tools extends ToolTable>(call: Call): Tools {
  const tool = (_: object, name: string) => (job: unknown, signal: AbortSignal) => call(name, job, signal)
  return new Proxy({}, { get: tool }) as Tools
}

export type WorkerClient<Tools> = {
  readonly tools: Tools
  /**
   * Starts the worker so that it is ready for the first picture; an earlier call of a tool starts it as well. Call it after the window is
   * drawn, as it would take the processor from what the user waits for.
   */
  prestart(): void
}

/**
 * @param source returns the script of the worker
 * @param local returns the same tools on this thread; called only when no worker starts
 */
export function openWorkerClient<Tools extends ToolTable>(source: () => string, local: () => Tools): WorkerClient<Tools> {
  let started: Promise<Call | null> | null = null
  let tools: Tools | null = null
  const start = (): Promise<Call | null> => (started ??= startWorker(source()))
  const here: Call = async (tool, job, signal) => {
    signal.throwIfAborted()
    tools ??= local()
    return tools[tool]?.(job as never, signal)
  }
  const call: Call = async (tool, job, signal) => ((await start()) ?? here)(tool, job, signal)
  return { prestart: () => void start(), tools: toolsBy<Tools>(call) }
}
