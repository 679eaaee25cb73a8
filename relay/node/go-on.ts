/** The last net of the process: an error that nobody caught is a line in the log, and everybody else's pictures go on. */
import { lineOf } from '../operate/lines.ts'
import { trouble } from '../trouble.ts'

export function goOnAfterErrors(log: (line: string) => void): void {
  // Whoever read the log may be gone. Saying so would be the next error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(kind, (error: unknown) => log(lineOf(Date.now(), 'fault', { what: `Nobody caught ${trouble(error)}: the relay goes on.` })))
  }
}
