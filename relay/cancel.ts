/** Cancels an order where its service supports that, and reports whether it is charged. */
import type { Context } from 'hono'
import type { Cancelled } from '../src/core/service/services/service.ts'
import { responseOf } from './answer.ts'
import type { Parts } from './parts.ts'
import { jsonAnswer, noId, refuse } from './problem.ts'
import { orderOf } from './results.ts'

export async function cancel(parts: Parts, c: Context): Promise<Response> {
  const id = c.req.query('id') ?? ''
  if (id === '') return refuse(noId)
  const order = await orderOf(parts, c, id)
  if (!order) return say({ cancelled: false, charged: 'unknown' })
  const { end } = order
  if (end?.how.kind === 'cancelled') return say({ cancelled: true, charged: end.how.charged })
  if (end?.how.kind === 'over') return say({ cancelled: false, charged: end.how.failure.charged })
  if (end) return say({ cancelled: false, charged: 'yes' })
  const told = await order.carrier.cancel(order.record.ref, order.key).catch((): Cancelled => ({ cancelled: false, charged: 'unknown' }))
  if (told.cancelled) await parts.watching.finish(order, { kind: 'cancelled', charged: told.charged })
  return say(told)
}

function say(told: Cancelled): Response {
  return responseOf(jsonAnswer(200, told))
}
