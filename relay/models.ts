/** Lists what this relay offers under the plugin's ids: each model from the first service that has it. */
import type { Context } from 'hono'
import { responseOf } from './answer.ts'
import type { Parts } from './parts.ts'
import { jsonAnswer, type Problem } from './problem.ts'

const MODEL = /^flux-[a-z0-9]+(?:[.-][a-z0-9]+){0,9}$/

/** Whether this is a well-formed model name. */
export function isModelName(name: string): boolean {
  return MODEL.test(name)
}

export async function models(parts: Parts, refusalOf: (model: string) => Problem | undefined, c: Context): Promise<Response> {
  const told = await Promise.all(
    parts.carriers.map(async (carrier) => {
      const offered = await carrier
        .offered(parts.keyFor(c, carrier))
        .catch(() => carrier.facts.offers.filter(({ isUnlisted }) => isUnlisted !== true))
      return offered.map(({ id, price }) => ({ id, service: carrier.facts.id, ...(price ? { price } : {}) }))
    }),
  )
  const seen = new Map(
    told
      .flat()
      .reverse()
      .map((model) => [model.id, model]),
  )
  const data = [...new Set(told.flat().map(({ id }) => id))].flatMap((id) => seen.get(id) ?? []).filter(({ id }) => !refusalOf(id))
  return responseOf(jsonAnswer(200, { object: 'list', data }))
}
