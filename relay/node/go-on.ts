/** Last safety net of the process: an uncaught error becomes a log line, and all other requests continue. */
import { lineOf } from '../operate/lines.ts'
import { trouble } from '../trouble.ts'

export function goOnAfterErrors(log: (line: string) => void): void {
  // The reader of the log may be gone, and reporting that would cause the next error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(kind, (error: unknown) => log(lineOf(Date.now(), 'fault', { what: `Nobody caught ${trouble(error)}: the relay goes on.` })))
  }
}
