// The tools behind a worker, or on this thread where none starts (a policy may forbid it).

import { makeTools, type Tools } from '../worker.ts'

type Pending = { resolve(value: never): void; reject(error: Error): void }
type Message = { readonly id: number; readonly value?: never; readonly error?: string }

/** A worker that has not said hello by then is not waited for. */
const helloMs = 1500

type Call = <T>(tool: keyof Tools, job: unknown, signal: AbortSignal) => Promise<T>

function toolsBy(call: Call): Tools {
  return {
    compose: (job, signal) => call('compose', job, signal),
    send: (parcel, signal) => call('send', parcel, signal),
    convert: (job, signal) => call('convert', job, signal),
    measure: (job, signal) => call('measure', job, signal),
    compare: (job, signal) => call('compare', job, signal),
    ground: (job, signal) => call('ground', job, signal),
  }
}

function startWorker(source: string): Promise<Tools | null> {
  return new Promise((resolve) => {
    if (source === '') return resolve(null)
    try {
      const worker = new Worker(`data:text/javascript,${encodeURIComponent(source)}`)
      const timer = setTimeout(() => resolve(null), helloMs)
      const pending = new Map<number, Pending>()
      let lastId = 0
      worker.onerror = () => {
        clearTimeout(timer)
        resolve(null)
        for (const { reject } of pending.values()) reject(new Error('the worker broke'))
        pending.clear()
      }
      const call: Call = (tool, job, signal) =>
        new Promise((done, reject) => {
          lastId += 1
          const id = lastId
          pending.set(id, { resolve: done, reject })
          signal.addEventListener('abort', () => worker.postMessage({ id, tool: 'abort' }), { once: true })
          worker.postMessage({ id, tool, job })
        })
      worker.onmessage = ({ data }: MessageEvent<Message>) => {
        if (data.id === 0) {
          clearTimeout(timer)
          resolve(toolsBy(call))
          return
        }
        const waiting = pending.get(data.id)
        pending.delete(data.id)
        if (data.error !== undefined) waiting?.reject(new Error(data.error))
        else waiting?.resolve(data.value as never)
      }
    } catch {
      resolve(null)
    }
  })
}

/**
 * `warm` starts the worker, so that it is ready for the first picture; it starts by itself when one comes earlier. Not before the
 * window is drawn: it would take the processor from what the user waits for.
 * @param source the script of the page itself: it serves as a worker where there is no document (worker/serve.ts)
 */
export function openWorkerClient(source: string, page: Pick<EventTarget, 'addEventListener'>): Tools & { warm(): void } {
  let started: Promise<Tools | null> | null = null
  const warm = (): Promise<Tools | null> => (started ??= startWorker(source))
  const here = makeTools(page)
  const tools = async (): Promise<Tools> => (await warm()) ?? here
  return {
    warm: () => void warm(),
    ...toolsBy(async (tool, job, signal) => (await tools())[tool](job as never, signal) as never),
  }
}
