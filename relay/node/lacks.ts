/** What the services of a relay lack to work, for whoever starts it. */
import type { Relay } from '../relay.ts'

/** As far as it is known soon: whoever does not answer now may answer when an order comes. */
export async function lacksOf(relay: Pick<Relay, 'missing'>): Promise<readonly string[]> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<readonly string[]>((done) => (timer = setTimeout(() => done([]), 3000)))
  return Promise.race([relay.missing().catch(() => []), late]).finally(() => clearTimeout(timer))
}
