// Laws 3 and 6 as properties: whatever a service answers, in any order, an order is taken once at most, and nobody says "not charged" of one
// that was taken.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PluginError } from '../../src/core/failure/failure.ts'
import type { HttpResult } from '../../src/ui/service/request.ts'
import type { Reach } from '../../src/ui/service/reach.ts'
import { type OrderName, makeSubmit } from '../../src/ui/service/submit.ts'
import { modelOf } from '../support/models.ts'
import { blocked, html, lost, reply, scriptedNetwork, virtualTime } from '../support/network.ts'
import { aRecipe } from '../support/tasks.ts'

const page = html(200)

/** What may come back where the order was not taken. */
const refusals: readonly HttpResult[] = [
  lost,
  blocked,
  page,
  html(403),
  reply(0, ''),
  reply(400, {}),
  reply(401, { error: { message: 'Invalid token' } }),
  reply(402, {}),
  reply(404, { detail: 'Not Found' }),
  reply(429, {}),
  reply(429, {}, { retryAfterMs: 5000 }),
  reply(503, { error: { code: 'model_not_found' } }),
  reply(521, ''),
]

/** What may come back where it was. */
const receipts: readonly HttpResult[] = [
  lost,
  reply(200, { id: 't1' }),
  reply(200, { id: 't1' }, { type: 'text/html' }),
  reply(200, { data: { taskId: 't1' } }, { type: '' }),
  reply(200, '{"id":"t'),
  reply(200, ''),
  reply(200, { success: false, message: 'oops' }),
  reply(200, { ticket: { number: 'x' } }),
  reply(500, {}),
  html(502),
  html(504),
]

const answers = fc.oneof(
  fc.constantFrom(...refusals).map((answer) => ({ answer, isTaken: false })),
  fc.constantFrom(...receipts).map((answer) => ({ answer, isTaken: true })),
)

const base = 'https://api.cometapi.com'

/** @param isNamed goes to a relay, which answers the same for the same name */
async function order(script: readonly { answer: HttpResult; isTaken: boolean }[], isNamed: boolean) {
  let taken = 0
  const receipt = reply(200, { id: 't1' })
  const network = scriptedNetwork({
    send: (_, nth) => {
      const { answer, isTaken } = script[nth % script.length] ?? { answer: lost, isTaken: false }
      if (isNamed && taken > 0) return answer.kind === 'lost' ? answer : receipt
      if (isTaken) taken += 1
      return answer
    },
  })
  const reach: Reach = { check: async () => null, isProven: () => true, isRelay: () => isNamed, prove: () => {}, doubt: () => {} }
  const lastPath = { of: () => undefined, learn: () => {} }
  const account = () => ({ baseUrl: base, key: 'sk-1' })
  const { submit } = makeSubmit({ network, time: virtualTime(), account, reach, lastPath, crowded: () => {} })
  const name: OrderName | null = isNamed ? { relay: base, key: 'k1' } : null
  const sent = { input: aRecipe(), base64: new Blob(['cG5n']), name, watch: { paused: () => {}, continued: () => {} } }
  const end = await submit(modelOf('flux-depth-pro'), sent, new AbortController().signal).catch((error: unknown) => error)
  return { taken, end }
}

it.each([false, true])('an order is taken once at most, and told honestly, by name: %s', async (isNamed) => {
  await fc.assert(
    fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 10 }), async (script) => {
      const { taken, end } = await order(script, isNamed)
      expect(taken).toBeLessThanOrEqual(1)
      if (!(end instanceof PluginError)) expect([taken, end]).toMatchObject([1, { remoteId: 't1' }])
      else if (taken > 0) expect(end.failure.charged).not.toBe('no')
    }),
    { numRuns: 300 },
  )
})
