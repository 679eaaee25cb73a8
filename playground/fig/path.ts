// Converts a vector network to SVG paths, as in the plugin API's `vectorPaths`.

import type { VectorNetwork } from '@open-pencil/scene-graph'

type Segment = VectorNetwork['segments'][number]
type Path = { readonly windingRule: 'NONZERO' | 'EVENODD' | 'NONE'; readonly data: string }

function reversed({ start, end, tangentStart, tangentEnd }: Segment): Segment {
  return { start: end, end: start, tangentStart: tangentEnd, tangentEnd: tangentStart }
}

/** The segments as a chain, each reversed if necessary so that it starts where the previous one ended. */
function chainOf(indices: readonly number[], { segments }: VectorNetwork): Segment[] {
  const listed = indices.flatMap((index) => segments[index] ?? [])
  const [first, second] = listed
  if (first === undefined) return []
  const turned = second !== undefined && first.end !== second.start && first.end !== second.end ? reversed(first) : first
  const chain = [turned]
  for (const segment of listed.slice(1)) chain.push(segment.start === chain.at(-1)?.end ? segment : reversed(segment))
  return chain
}

function draw(chain: readonly Segment[], { vertices }: VectorNetwork, isClosed: boolean): string {
  const [first] = chain
  const from = first === undefined ? undefined : vertices[first.start]
  if (from === undefined) return ''
  const parts = [`M ${from.x} ${from.y}`]
  for (const { start, end, tangentStart, tangentEnd } of chain) {
    const [a, b] = [vertices[start], vertices[end]]
    if (a === undefined || b === undefined) continue
    const isStraight = tangentStart.x === 0 && tangentStart.y === 0 && tangentEnd.x === 0 && tangentEnd.y === 0
    parts.push(
      isStraight
        ? `L ${b.x} ${b.y}`
        : `C ${a.x + tangentStart.x} ${a.y + tangentStart.y} ${b.x + tangentEnd.x} ${b.y + tangentEnd.y} ${b.x} ${b.y}`,
    )
  }
  return `${parts.join(' ')}${isClosed ? ' Z' : ''}`
}

/** The segments that belong to no region, joined end to end where they meet. */
function openChains(network: VectorNetwork): Segment[][] {
  const used = new Set(network.regions.flatMap(({ loops }) => loops.flat()))
  const rest = network.segments.filter((_, index) => !used.has(index))
  const chains: Segment[][] = []
  while (rest.length > 0) {
    const chain = rest.splice(0, 1)
    for (let grows = true; grows;) {
      const end = chain.at(-1)?.end
      const at = rest.findIndex((segment) => segment.start === end || segment.end === end)
      grows = at >= 0 && end !== chain[0]?.start
      if (grows) chain.push(...rest.splice(at, 1).map((segment) => (segment.start === end ? segment : reversed(segment))))
    }
    chains.push(chain)
  }
  return chains
}

/** One path for all regions and remaining lines; empty when the network is empty. */
export function pathsOf(network: VectorNetwork): Path[] {
  const filled = network.regions.flatMap(({ loops }) => loops.map((loop) => draw(chainOf(loop, network), network, true)))
  const lines = openChains(network).map((chain) => draw(chain, network, chain[0]?.start === chain.at(-1)?.end))
  const windingRule = network.regions[0]?.windingRule ?? 'NONZERO'
  const data = [...filled, ...lines].filter((part) => part !== '').join(' ')
  return data === '' ? [] : [{ windingRule: filled.length > 0 ? windingRule : 'NONE', data }]
}
