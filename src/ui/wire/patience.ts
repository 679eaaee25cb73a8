// How long the window waits for the sandbox, which may hang in a call to Figma. The sandbox has shorter limits of its own where its editor
// provides timers.

import type { Later } from '../../core/base/within.ts'
import { type FailureCode, failure } from '../../core/failure/failure.ts'
import type { Patience } from '../../core/wire/rpc.ts'

type Limit = { readonly ms: number | null; readonly code: FailureCode }

const usual: Limit = { ms: 60_000, code: 'internal' }

/** Methods that may take longer, or whose timeout has its own failure code. */
const limits = new Map<string, Limit>([
  // No limit, as nothing can be shown without its answer.
  ['load', { ms: null, code: 'internal' }],
  // Figma itself may be downloading the picture.
  ['fill', { ms: 120_000, code: 'insert-failed' }],
  ['exportSource', { ms: 60_000, code: 'export-failed' }],
  ['thumbnail', { ms: 60_000, code: 'export-failed' }],
])

function limitFor(method: string): Limit {
  return limits.get(method) ?? usual
}

export function patienceFor(later: Later): Patience {
  return {
    later,
    msFor: (method) => limitFor(method).ms,
    missed: (method) => failure(limitFor(method).code, `${method}: no answer from Figma`),
  }
}
