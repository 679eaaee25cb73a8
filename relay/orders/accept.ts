/** What follows once a service has accepted an order: it is recorded, watched, kept and reported. No failure here can lose the order. */
import { jsonAnswer } from '../problem.ts'
import type { Answer } from '../answer.ts'
import type { Parts } from '../parts.ts'
import { fingerprint } from '../secret.ts'
import type { Carrier, Given } from '../services/carrier.ts'
import type { OrderFacts, Who } from './events.ts'
import { orderIdOf } from './order-id.ts'
import { orderKey, readOrder, recordKeptMs, type OrderRecord } from './record.ts'

export type Accepted = {
  readonly carrier: Carrier
  readonly key: string | undefined
  readonly facts: OrderFacts
  readonly who: Who
  readonly given: Extract<Given, { kind: 'accepted' }>
  /** The name under which it was given. */
  readonly name: string
}

export async function accept(parts: Parts, { carrier, key, facts, who, given, name }: Accepted): Promise<Answer> {
  const { state, watching, keeper, observe, now, baseOf } = parts
  const { ref, work } = given
  // If the id would be too long, the order can only be found through its record.
  const id = orderIdOf(carrier, baseOf(carrier.facts.id), ref) ?? `order-${await fingerprint(JSON.stringify(ref))}`
  const fresh: OrderRecord = { id, service: facts.service, model: facts.model, ref, acceptedAt: now(), usd: facts.usd }
  // The same name means the same order: another relay that was believed to be gone may have it too. The one whose record exists counts it.
  const isSame = carrier.facts.idempotencyHeader !== null || ref.id === name
  let before: OrderRecord | undefined
  try {
    const text = JSON.stringify(fresh)
    if (isSame) before = readOrder(await state.create(orderKey(id), text, recordKeptMs))
    else await state.write(orderKey(id), text, recordKeptMs)
    if (!before) await keeper?.watch(id)
  } catch {
    // The answer is what was paid for, so it is returned even if recording fails.
  }
  watching.begin(before ?? fresh, carrier, key, work)
  if (!before) observe?.({ kind: 'accepted', who, id, ...facts })
  return { ...jsonAnswer(200, { id }), mayBeTaken: true }
}
