/** Paints in a worker thread: the engine computes for about a second per picture, and the server must stay responsive. */
import { Worker } from 'node:worker_threads'
import type { PaintRequest, PaintResult } from './engine/engine.ts'

export type Job = { readonly id: number; readonly request: PaintRequest }
export type Finished = { readonly id: number; readonly result: PaintResult } | { readonly id: number; readonly error: string }

type Waiting = { readonly resolve: (result: PaintResult) => void; readonly reject: (error: Error) => void }
type Painter = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

/** A worker starts as plain Node however the process was started, so it needs tsx to read TypeScript. */
const start = `
  import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register()
    return import(${JSON.stringify(new URL('painter-thread.ts', import.meta.url).href)})
  })`

let painter: Painter | null = null
let lastId = 0

export function paintAside(request: PaintRequest): Promise<PaintResult> {
  return new Promise((resolve, reject) => {
    const { worker, waiting } = (painter ??= hire())
    const job: Job = { id: ++lastId, request }
    waiting.set(job.id, { resolve, reject })
    worker.ref()
    worker.postMessage(job)
  })
}

/** One worker serves the whole process. It keeps the process alive only while it paints. */
function hire(): Painter {
  const waiting = new Map<number, Waiting>()
  const worker = new Worker(start, { eval: true })
  const hired: Painter = { worker, waiting }
  worker.unref()
  worker.on('message', (finished: Finished) => {
    const one = waiting.get(finished.id)
    waiting.delete(finished.id)
    if (waiting.size === 0) worker.unref()
    if ('error' in finished) one?.reject(new Error(finished.error))
    else one?.resolve(finished.result)
  })
  const leave = (error: Error): void => {
    if (painter === hired) painter = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', leave)
  worker.on('exit', (code) => leave(new Error(`The painter left with ${code}.`)))
  return hired
}
