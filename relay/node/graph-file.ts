/** Loads the graph named by COMFYUI_GRAPH: a built-in one, or a file of the studio. Throws a sentence. */
import { readFile } from 'node:fs/promises'
import { readJson } from '../../src/core/base/read.ts'
import { type Graph, readGraph } from '../../src/core/service/services/comfy-graph.ts'
import { ownGraph } from '../comfyui/graphs.ts'

export async function graphNamed(name: string | undefined): Promise<Graph> {
  if (name === undefined || name === 'depth' || name === 'lora') return ownGraph(name ?? 'depth')
  const text = await readFile(name, 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`COMFYUI_GRAPH: ${name} cannot be read. Name depth, lora, or a file.`)
  const read = readGraph(readJson(text))
  if ('fault' in read) throw new Error(`COMFYUI_GRAPH: ${name} ${read.fault}`)
  return read.graph
}
