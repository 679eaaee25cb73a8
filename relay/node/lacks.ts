/** What the services of a relay lack to work, reported at its start. */
import type { Relay } from '../relay.ts'

/** Waits only briefly: a service that does not answer now may do so when an order comes. */
export async function lacksOf(relay: Pick<Relay, 'missing'>): Promise<readonly string[]> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<readonly string[]>((done) => (timer = setTimeout(() => done([]), 3000)))
  return Promise.race([relay.missing().catch(() => []), late]).finally(() => clearTimeout(timer))
}
