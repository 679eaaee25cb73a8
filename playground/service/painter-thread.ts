/** The worker thread of `painter.ts`: paints one picture after another. */
import { parentPort } from 'node:worker_threads'
import { paint } from './engine/engine.ts'
import type { Finished, Job } from './painter.ts'

function answer(finished: Finished): void {
  parentPort?.postMessage(finished)
}

parentPort?.on('message', ({ id, request }: Job) => {
  paint(request).then(
    (result) => answer({ id, result }),
    (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
