/** Sends an order to the service: once, whatever becomes of the caller, and looked after where pictures are kept. */
import type { Context } from 'hono'
import { readSubmitted } from '../src/core/service/comet.ts'
import { responseOf, type Answer } from './answer.ts'
import type { Keeper } from './keep/keeper.ts'
import type { Parts } from './parts.ts'
import { problem, refuse, type Problem } from './problem.ts'
import { fingerprint } from './secret.ts'
import { takeOrder } from './take-order.ts'
import { makeIdempotency } from './idempotency.ts'
import { ask } from './upstream.ts'

const MODEL = /^flux-[a-z0-9]+(?:[.-][a-z0-9]+){0,9}$/

export const unknownPath = problem(404, 'not_found', 'The relay knows /flux/v1/{model}, get_result and picture only.')

/** Why a model is refused, if it is. Without a list every name that can be one may pass. */
export function makeModelCheck(list: readonly string[] | undefined): (model: string) => Problem | undefined {
  const allowed = list && new Set(list.map(oneSpelling))
  return (model) => {
    if (!MODEL.test(model)) return unknownPath
    if (!allowed || allowed.has(oneSpelling(model))) return undefined
    return problem(404, 'model_not_found', 'This relay does not offer the model.')
  }
}

/** The service writes some names in two ways (api §0.5). */
function oneSpelling(model: string): string {
  return model.trim().replaceAll('.', '-')
}

export function makeOrder({ upstream, keeper, keyFor, now, bodies }: Parts): (c: Context, model: string) => Promise<Response> {
  const idempotency = makeIdempotency(now)
  return async (c, model) => {
    const taken = await takeOrder(bodies, c)
    if ('problem' in taken) return refuse(taken.problem, taken.retryAfter)
    const { body, lease } = taken
    const turn = idempotency(await fingerprint(c.req.header('authorization') ?? '', model, body), async () => {
      const answer = await ask(upstream, { path: `/${model}`, authorization: keyFor(c), contentType: c.req.header('content-type'), body })
      await watch(keeper, answer)
      return answer
    })
    // A repeat waits for the answer of the first, and needs no body for that.
    if (turn.isRepeat) lease.release()
    inBackground(c, turn.answer.then(lease.release, lease.release))
    return responseOf(await turn.answer, () => {
      if (!c.req.raw.signal.aborted) turn.taken()
    })
  }
}

/** The answer is what was paid for: it goes on, whatever becomes of the mark. */
async function watch(keeper: Keeper | undefined, { status, type = '', body }: Answer): Promise<void> {
  try {
    const submitted = keeper && readSubmitted({ status, type, text: new TextDecoder().decode(body) })
    if (submitted && 'id' in submitted) await keeper.watch(submitted.id)
  } catch {
    // Not kept then, and asked for as by everybody else.
  }
}

/** Where the platform ends what a caller left behind, it is told to let this one end by itself. */
function inBackground(c: Context, work: Promise<unknown>): void {
  try {
    c.executionCtx.waitUntil(work)
  } catch {
    // Node has no such thing, and ends nothing.
  }
}
