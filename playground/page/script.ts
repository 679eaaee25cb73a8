// Tells the stand-in service behind the relay what to do next.

import type { Log } from '../serve/stand-in.ts'
import type { Script } from '../state.ts'

export async function tellService(script: Script): Promise<void> {
  const response = await fetch('/playground/script', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(script),
  })
  if (!response.ok) throw new Error('The service behind the relay is real and takes no script.')
}

/** Waits until an order was taken, then says how often it was sent and how often it was paid for. */
export async function countOrders(): Promise<string> {
  const endsAt = Date.now() + 20_000
  while (Date.now() < endsAt) {
    // The cast is safe: our own server sends this.
    const { submits, accepted, isTold } = (await (await fetch('/playground/log')).json()) as Log
    if (isTold) return `Sent ${times(submits)} under one name, paid ${times(accepted)}.`
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('No order was taken within 20 s')
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
