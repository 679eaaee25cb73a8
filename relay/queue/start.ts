/** `npm run worker`: one worker for one ComfyUI. Any number of workers, on any machines, share the queue of a state. */
import { readConfig, type Env } from '../config.ts'
import { graphNamed } from '../node/graph-file.ts'
import { lacksOf } from '../node/lacks.ts'
import { makePictureFetch } from '../node/picture-fetch.ts'
import { makeServiceFetch } from '../node/service-fetch.ts'
import { hearSocket } from '../node/web-socket.ts'
import { lineOf } from '../operate/lines.ts'
import { readStateUrl } from '../operate/settings.ts'
import { createRelay } from '../relay.ts'
import { isSet, readNumberOf, readUrlOf, type EnvReader } from '../variables.ts'
import { relayMaker } from './own-relay.ts'
import { startWork, type WorkOptions } from './work.ts'

/** `isAway`: the ComfyUI of this worker does not answer yet. */
export type StartedWorker =
  | { readonly faults: readonly string[] }
  | { readonly upstreamUrl: string; readonly isAway: boolean; readonly close: () => Promise<void> }

const usualAddress = 'http://127.0.0.1:8188'
const usualMinutes = 240
const week = 7 * 24 * 60
const lookMs = 3000

/** Variables meant for the relay, if both share one environment. The worker's private relay cannot be reached by anybody. */
const notForIt =
  /^(STATE_URL|TEAM_TOKENS|COMETAPI_API_KEY|SERVICE_KEY|REQUESTS_PER_MINUTE|PUBLIC_URL|METRICS_TOKEN|UNKNOWN_PRICE_USD)$|^(BUDGET|KEEP_PICTURES)_|^(SERVICE_KEY|UPSTREAM_URL)_(?!COMFYUI$)/

export async function startWorker(env: Env, log: (line: string) => void, extras: Partial<WorkOptions> = {}): Promise<StartedWorker> {
  const faults: string[] = []
  const told: EnvReader = { env, report: (fault) => void faults.push(fault), warn: () => undefined }
  const stateUrl = readStateUrl(told)
  const upstreamUrl = readUrlOf(told, 'UPSTREAM_URL_COMFYUI', usualAddress) ?? readUrlOf(told, 'UPSTREAM_URL', usualAddress) ?? usualAddress
  const picturesMinutes = readNumberOf(told, 'QUEUE_PICTURES_MINUTES', { least: 1, most: week }) ?? usualMinutes
  if (!isSet(told, 'STATE_URL'))
    told.report(
      'STATE_URL is missing: a worker takes its orders from the state that it shares with relays. Write something like redis://localhost:6379.',
    )
  const others = Object.entries(env).filter(([name]) => !notForIt.test(name))
  const read = readConfig({ ...Object.fromEntries(others), SERVICE: 'comfyui', UPSTREAM_URL: upstreamUrl })
  if (read.kind === 'faults') faults.push(...read.faults.filter((fault) => !faults.includes(fault)))
  if (faults.length > 0 || read.kind === 'faults' || stateUrl === undefined) return { faults }
  const graph = await graphNamed(read.config.comfyuiGraph).catch((error: unknown) =>
    error instanceof Error ? error.message : 'COMFYUI_GRAPH cannot be read.',
  )
  if (typeof graph === 'string') return { faults: [graph] }
  const relay = createRelay({
    ...read.config,
    keep: undefined,
    fetch: makeServiceFetch(),
    pictureFetch: makePictureFetch(),
    socket: hearSocket,
    graph,
  })
  const isThere = async (): Promise<boolean> => {
    const { ok } = await fetch(`${upstreamUrl}/system_stats`, { signal: AbortSignal.timeout(lookMs) })
    return ok
  }
  const isAway = !(await isThere().catch(() => false))
  // An incomplete worker would take orders from workers that can make them, and fail each.
  const lacks = isAway ? [] : await lacksOf(relay)
  if (lacks.length > 0) return { faults: lacks.map((lack) => `ComfyUI: ${lack}.`) }
  const maker = relayMaker(async (path, init) => relay.request(path, init), isThere)
  const say: WorkOptions['log'] = (event, facts) => log(lineOf(Date.now(), event, facts))
  try {
    const { close } = await startWork({ stateUrl, maker, picturesMinutes, log: say, ...extras })
    return { upstreamUrl, isAway, close }
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : 'The worker cannot start.'] }
  }
}
