/** Routes for the operator of a relay (liveness, readiness, metrics), and the usage of a team token for its holder. */
import type { Context, Hono } from 'hono'
import { problem, refuse } from '../problem.ts'
import { fingerprint, isSame } from '../secret.ts'
import { tokenOf } from '../team.ts'
import type { Budgets } from './budget.ts'
import type { Metrics } from './metrics.ts'

export type Operating = {
  /** Throws when the relay cannot take orders: its state is unavailable, or it is about to end. */
  readonly ready?: () => Promise<void>
  readonly budgets?: Budgets | undefined
  readonly metrics?: Metrics | undefined
  readonly metricsToken?: string | undefined
}

const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

export function operateRoutes(relay: Hono, { ready, budgets, metrics, metricsToken }: Operating): void {
  relay.get('/healthz', () => new Response('ok\n', { headers: plain }))
  relay.get('/readyz', async () => {
    const fault = await ready?.().then(() => undefined, sentenceOf)
    return new Response(`${fault ?? 'ok'}\n`, { status: fault === undefined ? 200 : 503, headers: plain })
  })
  relay.get('/metrics', async (c) => {
    if (!metrics) return refuse(problem(404, 'not_found', 'This relay counts nothing: its platform does.'))
    if (metricsToken !== undefined && !(await isToken(c, metricsToken))) {
      return refuse(problem(401, 'invalid_token', 'The numbers of this relay need METRICS_TOKEN as a bearer token.'))
    }
    const { type, text } = await metrics.read()
    return new Response(text, { headers: { ...plain, 'content-type': type } })
  })
  relay.get('/usage', async (c) => {
    if (!budgets) return refuse(problem(404, 'not_found', 'This relay counts for team tokens only, and has none.'))
    return Response.json(await budgets.usage(await tokenOf(c.req.header('authorization'))), { headers: { 'cache-control': 'no-store' } })
  })
}

async function isToken(c: Context, token: string): Promise<boolean> {
  return isSame(await tokenOf(c.req.header('authorization')), await fingerprint(token))
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The relay is not ready.'
}
