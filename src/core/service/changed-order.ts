// The failure of an order that a relay already knows by its name, but whose control image has changed since.

import { type Failure, failure } from '../failure/failure.ts'

/** The source was changed after the first try: the relay refuses another body under the same name, and the outcome of the first try stays unknown. */
export const changedOrder: Failure = failure('maybe-submitted', 'the order would be another picture now')

/** Whether sending again has to be a new order, because this one's name is taken. */
export function isChangedOrder({ code, detail }: Failure): boolean {
  return code === changedOrder.code && detail === changedOrder.detail
}
