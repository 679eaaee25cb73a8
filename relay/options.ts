/** What a relay is told at its start, by whichever platform runs it. */
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
  /** CometAPI's address, where no services are named. */
  readonly upstreamUrl?: string
  /** The services behind this relay, the first one asked first. Without `url` at their usual address, without `key` with the caller's. */
  readonly services?: readonly { readonly id: ServiceId; readonly url?: string | undefined; readonly key?: string | undefined }[]
  readonly fetch?: typeof fetch
  /** How pictures are asked for, where the platform can look behind their host's name. */
  readonly pictureFetch?: PictureFetch
  /** More hosts of pictures: `host`, `host:port`, `*.host`, or `http://host:port` where plain http is meant. */
  readonly imageHosts?: readonly string[]
  readonly maxImageBytes?: number
  readonly maxBodyBytes?: number
  /** Team mode: this key goes upstream, and callers come with a token of the team. Without it the caller's own key goes upstream. */
  readonly team?: Team | undefined
  /** Only these, in either spelling. */
  readonly models?: readonly string[] | undefined
  /** Only in team mode, where the relay may ask for itself. */
  readonly keep?: KeepOptions | undefined
  /** The relay's address as designers see it, where a proxy stands before it. */
  readonly publicUrl?: string | undefined
  /** Signs the addresses of pictures. Needed where several processes are one relay. */
  readonly pictureSecret?: string | undefined
  readonly submitTimeoutMs?: number
  readonly pollTimeoutMs?: number
  readonly pictureTimeoutMs?: number
  /** For a caller to send the body of an order. */
  readonly bodyTimeoutMs?: number
  /** What all callers together may hold, in bytes: bodies of orders, large answers, pictures that pass, pictures that will be kept. */
  readonly rooms?: Partial<Record<'bodies' | 'answers' | 'passing' | 'whole' | 'waitMs' | 'stillMs', number>>
  /** What this relay has in common with others. Memory where nothing is told. */
  readonly state?: StateStore | undefined
  /** Budgets and the like: may refuse a new order. */
  readonly gate?: OrderGate | undefined
  /** Hears of every order: for numbers and logs. */
  readonly observe?: ((event: OrderEvent) => void) | undefined
  /** Counts requests of a token over all relays that are one: 0, or the whole seconds until it may ask again. */
  readonly rate?: ((token: string) => Promise<number>) | undefined
  /** What whoever runs the relay may ask it. Without it only `/healthz` says something. */
  readonly operating?: Operating | undefined
  readonly now?: () => number
  /** To workers with own GPUs, where these take orders in place of one ComfyUI. */
  readonly queue?: QueueLine | undefined
  /** For a ComfyUI; else the one of ours that `comfyuiGraph` names. */
  readonly graph?: Graph | undefined
  readonly comfyuiGraph?: string | undefined
  /** Where the platform can hear what a ComfyUI tells by itself. */
  readonly socket?: Socketing | undefined
  readonly pause?: (ms: number) => Promise<void>
  /** False where the platform ends what nobody waits for: then an order is watched as long as somebody asks. */
  readonly watchesAlways?: boolean
  /** One JSON line an event; of a request its method, path, status and time, and nothing else. */
  readonly log?: (line: string) => void
}
