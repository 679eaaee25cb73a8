/** The services behind this relay, in the order in which they are tried. */
import type { ServiceId } from '../../src/core/service/services/service.ts'
import { factsOf, services } from '../../src/core/service/services/services.ts'
import type { RelayOptions } from '../options.ts'
import { makeComfyCarrier } from '../comfyui/carrier.ts'
import { lineOrigin, makeLineCarrier } from '../comfyui/line-carrier.ts'
import { ownGraph } from '../comfyui/graphs.ts'
import type { Carrier } from './carrier.ts'
import type { Line } from './exchange.ts'
import { makeQueueCarrier } from './queue.ts'

export type Source = {
  readonly id: ServiceId
  readonly url: string
  readonly key: string | undefined
  readonly pictureHosts: readonly string[]
}

/** Defaults to CometAPI. */
export function sourcesOf({
  services: named,
  upstreamUrl,
  team,
  queue,
}: Pick<RelayOptions, 'services' | 'upstreamUrl' | 'team' | 'queue'>): readonly Source[] {
  const listed = named ?? [{ id: 'cometapi' as const, url: upstreamUrl, key: team?.key }]
  return listed.map(({ id, url, key }) => {
    const facts = factsOf(id)
    if (id === 'comfyui' && queue) return { id, url: lineOrigin, key: undefined, pictureHosts: [] }
    return { id, url: (url ?? facts.address).replace(/\/+$/, ''), key, pictureHosts: facts.pictureHosts }
  })
}

export function makeCarriers(
  options: RelayOptions,
  sources: readonly Source[],
  { line, pause }: { readonly line: Line; readonly pause: (ms: number) => Promise<void> },
): readonly Carrier[] {
  const hosts = options.imageHosts ?? []
  const times = { submitTimeoutMs: options.submitTimeoutMs ?? 120_000, pollTimeoutMs: options.pollTimeoutMs ?? 30_000 }
  return sources.flatMap(({ id, url, key }) => {
    if (id === 'comfyui' && options.queue) return makeLineCarrier(options.queue)
    if (id === 'comfyui') {
      const graph = options.graph ?? ownGraph(options.comfyuiGraph === 'lora' ? 'lora' : 'depth')
      return makeComfyCarrier({ base: url, ownKey: key, line, graph, socket: options.socket, pause, ...times })
    }
    const service = services.find((one) => one.id === id)
    return service ? makeQueueCarrier({ service, base: url, ownKey: key, line, hosts, pause, ...times }) : []
  })
}
