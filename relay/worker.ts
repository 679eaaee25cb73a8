/**
 * The same relay on Cloudflare Workers: `fetch` serves requests, `scheduled` looks after kept pictures. docs/relay.md describes the setup.
 */
import type { ExecutionContext } from 'hono'
import { readConfig, type Env } from './config.ts'
import { bucketStore, type Bucket } from './keep/bucket.ts'
import { problem, refuse } from './problem.ts'
import { makeCommon } from './operate/common.ts'
import { createRelay, type Relay } from './relay.ts'
import { durableState, type Namespace } from './state/durable.ts'
import { stateRate } from './state/rate.ts'

/** Variables and secrets are strings, unlike the bindings of object storage and state. */
type Bindings = Readonly<Record<string, unknown>> & { readonly PICTURES?: Bucket; readonly STATE?: Namespace }

type Made = Relay | { readonly faults: readonly string[] }

/** An isolate receives the same bindings object for every request. */
const made = new WeakMap<Bindings, Made>()

function relayFor(bindings: Bindings): Made {
  const known = made.get(bindings)
  if (known) return known
  const relay = make(bindings)
  made.set(bindings, relay)
  // A Worker has no start that could fail, so faults go to the log, and every request is answered with an error.
  if ('faults' in relay) for (const fault of relay.faults) console.error(fault)
  return relay
}

function make({ PICTURES, STATE, ...bindings }: Bindings): Made {
  const read = readConfig(Object.fromEntries(Object.entries(bindings).filter(([, value]) => typeof value === 'string')) as Env)
  if (read.kind === 'faults') return read
  const { keep, ...options } = read.config
  const faults = [
    // One relay consists of many isolates, and a generated secret would be known to one of them only.
    ...(options.pictureSecret === undefined ? ['PICTURE_SECRET is missing: several copies of a Worker have to sign alike.'] : []),
    ...(keep && keep.dir !== undefined ? ['KEEP_PICTURES_DIR means a disk, and a Worker has none: bind a bucket as PICTURES.'] : []),
    ...(options.stateUrl === undefined ? [] : ['STATE_URL is for Node: bind a Durable Object as STATE.']),
    ...(options.budget && !STATE ? ['A budget needs a Durable Object bound as STATE: each copy of a Worker would count for itself.'] : []),
    ...(keep?.s3 ? ['KEEP_PICTURES_S3 is for Node: bind a bucket as PICTURES.'] : []),
    ...(keep && !PICTURES ? ['KEEP_PICTURES_MINUTES needs a bucket bound as PICTURES: the memory of a Worker is not for keeping.'] : []),
  ]
  if (faults.length > 0) return { faults }
  const log = (line: string): void => console.log(line)
  const state = STATE && durableState(STATE, Date.now)
  return createRelay({
    ...options,
    // The platform ends an isolate's work once no request waits for it.
    watchesAlways: false,
    ...(state ? makeCommon(read.config, { state, log }).options : {}),
    ...(state && options.team ? { rate: stateRate(state, options.team.requestsPerMinute, Date.now) } : {}),
    ...(keep && PICTURES ? { keep: { ...keep, store: bucketStore(PICTURES), place: 'bucket' } } : {}),
    log,
  })
}

export { RelayState } from './state/durable.ts'

// oxlint-disable-next-line import/no-default-export -- the runtime asks for one
export default {
  async fetch(request: Request, bindings: Bindings, context: ExecutionContext): Promise<Response> {
    const relay = relayFor(bindings)
    if ('faults' in relay) return refuse(problem(500, 'relay_misconfigured', 'The relay is not set up. Its log says what is wrong.'))
    return relay.fetch(request, bindings, context)
  },
  scheduled(_event: unknown, bindings: Bindings, context: ExecutionContext): void {
    const relay = relayFor(bindings)
    if (!('faults' in relay)) context.waitUntil(relay.sweep())
  },
}
