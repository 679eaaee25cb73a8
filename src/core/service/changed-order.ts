// An order that a relay knows by its name, and that would be another picture now.

import { type Failure, failure } from '../failure/failure.ts'

/** The source was changed since: under the same name a relay refuses it, and what became of the first is not told. */
export const changedOrder: Failure = failure('maybe-submitted', 'the order would be another picture now')

/** Whether a person who sends again makes another order: the name of this one is taken. */
export function isChangedOrder({ code, detail }: Failure): boolean {
  return code === changedOrder.code && detail === changedOrder.detail
}
