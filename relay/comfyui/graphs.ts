/** The built-in graphs for FLUX.1 Depth [dev]: as a model, and as a LoRA for FLUX.1 [dev]. */
import depth from '../graphs/flux-depth-dev.json' with { type: 'json' }
import lora from '../graphs/flux-depth-dev-lora.json' with { type: 'json' }
import { type Graph, readGraph } from '../../src/core/service/services/comfy-graph.ts'

export function ownGraph(name: 'depth' | 'lora'): Graph {
  const read = readGraph(name === 'lora' ? lora : depth)
  if ('fault' in read) throw new Error(`The graph ${name} ${read.fault}`)
  return read.graph
}
