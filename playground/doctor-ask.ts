// The free questions (api §8.1, §8.2): whether a plugin is let in, whether refusals can be read, and which models are offered.

import { readFailure, readSubmitted, resultUrl, submitUrl, type Reply } from '../src/core/service/comet.ts'
import { failure } from '../src/core/failure/failure.ts'
import { models } from '../src/core/model/models.ts'
import type { Facts, Heard, Offer, Preflight } from './doctor-facts.ts'
import { asJson, hear, type Caller } from './doctor-hear.ts'

/** Somebody's real key can never look like this. */
const noKey = 'sk-doctor-nobody-has-this-key'
const nobodysTask = 'connection-check'

type Say = (line: string) => void

async function ahead(url: string, route: string, method: Preflight['method']): Promise<Preflight> {
  return {
    ...{ route, method },
    heard: await hear(url, {
      method: 'OPTIONS',
      headers: {
        'access-control-request-method': method,
        'access-control-request-headers': method === 'POST' ? 'authorization,content-type' : 'authorization',
      },
    }),
  }
}

function verdictOf(heard: Heard): Pick<Offer, 'verdict' | 'failure'> {
  if (heard.kind === 'lost') return { verdict: 'unknown', failure: failure('unreachable', heard.why) }
  const read = readSubmitted(heard)
  if ('id' in read) return { verdict: 'taken', failure: null }
  return { verdict: read.code === 'bad-request' ? 'served' : read.code === 'model-unavailable' ? 'absent' : 'unknown', failure: read }
}

/** True where the service takes this key, as far as a question can tell. */
function isAccepted(heard: Heard): boolean {
  return (
    heard.kind === 'reply' && heard.status !== 0 && !/^(key-rejected|no-credit|forbidden)$/.test(readFailure(heard satisfies Reply).code)
  )
}

/** An order without words and picture: it can be refused for the model, for the key, or for being empty, and makes nothing. */
async function askForModels({ baseUrl, key }: Caller, say: Say): Promise<readonly Offer[]> {
  const offers: Offer[] = []
  for (const { id, label, paths } of models) {
    for (const path of paths) {
      say(`Asking for ${path} …`)
      const verdict = verdictOf(await hear(submitUrl(baseUrl, path), { method: 'POST', headers: asJson(key), body: '{}' }))
      offers.push({ modelId: id, label, path, ...verdict })
      // A service that takes an empty order may charge it: no second one is sent.
      if (verdict.verdict === 'taken') return offers
    }
  }
  return offers
}

/** Nothing here can cost anything, unless a service charges for an empty order: that ends the questions. */
export async function askForFree({ baseUrl, key }: Caller, say: Say = () => undefined): Promise<Facts> {
  const question = resultUrl(baseUrl, nobodysTask)
  const preflights: Preflight[] = [await ahead(question, 'get_result', 'GET')]
  for (const path of models.flatMap(({ paths }) => paths)) preflights.push(await ahead(submitUrl(baseUrl, path), path, 'POST'))
  const badKey = {
    // Without words and picture: behind a relay that adds a key of its own, this must not become an order.
    submit: await hear(submitUrl(baseUrl, models[0].paths[0]), { method: 'POST', headers: asJson(noKey), body: '{}' }),
    question: await hear(question, { headers: { authorization: `Bearer ${noKey}` } }),
  }
  const connection = key === '' ? null : await hear(question, { headers: { authorization: `Bearer ${key}` } })
  const offers = connection !== null && isAccepted(connection) ? await askForModels({ baseUrl, key }, say) : null
  return { baseUrl, preflights, badKey, connection, offers, orders: [] }
}
