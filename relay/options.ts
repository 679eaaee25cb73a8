/** The options of a relay, passed at its start by the platform that runs it. */
import type { Graph } from '../src/core/service/services/comfy-graph.ts'
import type { ServiceId } from '../src/core/service/services/service.ts'
import type { PictureFetch } from './fetch-picture.ts'
import type { KeepOptions } from './keep/keeper.ts'
import type { Operating } from './operate/routes.ts'
import type { Socketing } from './node/web-socket.ts'
import type { OrderEvent, OrderGate } from './orders/events.ts'
import type { Line as QueueLine } from './queue/line.ts'
import type { StateStore } from './state/state-store.ts'
import type { Team } from './team.ts'

export type RelayOptions = {
  /** CometAPI's address; used when no services are named. */
  readonly upstreamUrl?: string
  /** The services behind this relay; the first is tried first. Without `url` the usual address is used, without `key` the caller's key. */
  readonly services?: readonly { readonly id: ServiceId; readonly url?: string | undefined; readonly key?: string | undefined }[]
  readonly fetch?: typeof fetch
  /** Fetches pictures on platforms that can check the address behind a host name. */
  readonly pictureFetch?: PictureFetch
  /** Further picture hosts: `host`, `host:port`, `*.host`, or `http://host:port` to allow plain http. */
  readonly imageHosts?: readonly string[]
  readonly maxImageBytes?: number
  readonly maxBodyBytes?: number
  /** Team mode: callers authenticate with a team token, and this key is sent to the service. Without it the caller's own key is sent. */
  readonly team?: Team | undefined
  /** Allows only these models, in either spelling. */
  readonly models?: readonly string[] | undefined
  /** Only in team mode, where the relay may fetch results on its own. */
  readonly keep?: KeepOptions | undefined
  /** The relay's address as designers see it, if a proxy stands in front. */
  readonly publicUrl?: string | undefined
  /** Signs picture addresses. Needed when several processes form one relay. */
  readonly pictureSecret?: string | undefined
  readonly submitTimeoutMs?: number
  readonly pollTimeoutMs?: number
  readonly pictureTimeoutMs?: number
  /** How long a caller may take to send the body of an order. */
  readonly bodyTimeoutMs?: number
  /** Limits for all callers together, in bytes: order bodies, large answers, pictures passing through, and pictures about to be kept. */
  readonly rooms?: Partial<Record<'bodies' | 'answers' | 'passing' | 'whole' | 'waitMs' | 'stillMs', number>>
  /** State shared with other relays; kept in memory by default. */
  readonly state?: StateStore | undefined
  /** May refuse a new order, for example because of a budget. */
  readonly gate?: OrderGate | undefined
  /** Receives all events of orders, for metrics and logs. */
  readonly observe?: ((event: OrderEvent) => void) | undefined
  /** Counts a token's requests across all processes of the relay. Returns 0, or the whole seconds until the next request is allowed. */
  readonly rate?: ((token: string) => Promise<number>) | undefined
  /** Endpoints for whoever operates the relay. Without it only `/healthz` answers. */
  readonly operating?: Operating | undefined
  readonly now?: () => number
  /** The queue to workers with own GPUs, when they take orders instead of a single ComfyUI. */
  readonly queue?: QueueLine | undefined
  /** A graph for ComfyUI; otherwise `comfyuiGraph` names one of the built-in graphs. */
  readonly graph?: Graph | undefined
  readonly comfyuiGraph?: string | undefined
  /** Opens WebSockets to receive progress from ComfyUI, where the platform supports it. */
  readonly socket?: Socketing | undefined
  readonly pause?: (ms: number) => Promise<void>
  /** False where the platform ends work that nobody waits for: an order is then watched only while somebody asks. */
  readonly watchesAlways?: boolean
  /** Receives one line of JSON per event. For a request it contains method, path, status and time, and nothing else. */
  readonly log?: (line: string) => void
}
