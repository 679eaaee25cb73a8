// The free requests (api §8.1, §8.2): whether a plugin is let in, whether refusals are readable, and which models are offered.

import { readSubmitted, resultUrl, submitUrl } from '../src/core/service/comet.ts'
import { readFailure } from '../src/core/service/refusal.ts'
import type { Reply } from '../src/core/service/reply.ts'
import { failure } from '../src/core/failure/failure.ts'
import { models } from '../src/core/model/models.ts'
import type { Facts, Answer, Offer, Preflight } from './doctor-facts.ts'
import { asJson, request, type Caller } from './doctor-request.ts'

/** No real key can look like this. */
const noKey = 'sk-doctor-nobody-has-this-key'
const nobodysTask = 'connection-check'

type Say = (line: string) => void

async function askPreflight(url: string, route: string, method: Preflight['method']): Promise<Preflight> {
  return {
    route,
    method,
    heard: await request(url, {
      method: 'OPTIONS',
      headers: {
        'access-control-request-method': method,
        'access-control-request-headers': method === 'POST' ? 'authorization,content-type' : 'authorization',
      },
    }),
  }
}

function verdictOf(answer: Answer): Pick<Offer, 'verdict' | 'failure'> {
  if (answer.kind === 'lost') return { verdict: 'unknown', failure: failure('unreachable', answer.why) }
  const read = readSubmitted(answer)
  if ('id' in read) return { verdict: 'taken', failure: null }
  return { verdict: read.code === 'bad-request' ? 'served' : read.code === 'model-unavailable' ? 'absent' : 'unknown', failure: read }
}

/** Whether the service accepts this key, as far as a poll can tell. */
function isAccepted(answer: Answer): boolean {
  return (
    answer.kind === 'reply' && answer.status !== 0 && !/^(key-rejected|no-credit|forbidden)$/.test(readFailure(answer satisfies Reply).code)
  )
}

/** Sends an order without prompt and picture: it is refused because of the model, the key or the missing fields, and makes nothing. */
async function askForModels({ baseUrl, key }: Caller, say: Say): Promise<readonly Offer[]> {
  const offers: Offer[] = []
  for (const { id, label, paths } of models) {
    for (const path of paths) {
      say(`Asking for ${path} …`)
      const verdict = verdictOf(await request(submitUrl(baseUrl, path), { method: 'POST', headers: asJson(key), body: '{}' }))
      offers.push({ modelId: id, label, path, ...verdict })
      // A service that accepts an empty order may charge for it, so no second one is sent.
      if (verdict.verdict === 'taken') return offers
    }
  }
  return offers
}

/** Nothing here costs anything unless a service charges for an empty order, which ends the requests. */
export async function askForFree({ baseUrl, key }: Caller, say: Say = () => undefined): Promise<Facts> {
  const question = resultUrl(baseUrl, nobodysTask)
  const preflights: Preflight[] = [await askPreflight(question, 'get_result', 'GET')]
  for (const path of models.flatMap(({ paths }) => paths)) preflights.push(await askPreflight(submitUrl(baseUrl, path), path, 'POST'))
  const badKey = {
    // Sent without prompt and picture: behind a relay that adds its own key this must not become an order.
    submit: await request(submitUrl(baseUrl, models[0].paths[0]), { method: 'POST', headers: asJson(noKey), body: '{}' }),
    question: await request(question, { headers: { authorization: `Bearer ${noKey}` } }),
  }
  const connection = key === '' ? null : await request(question, { headers: { authorization: `Bearer ${key}` } })
  const offers = connection !== null && isAccepted(connection) ? await askForModels({ baseUrl, key }, say) : null
  return { baseUrl, preflights, badKey, connection, offers, orders: [] }
}
