// A ComfyUI graph in API form, and how the plugin's values are put into it: by node titles, because the node ids differ in every studio's graph.

import { type Json, isRecord, readList, readRecord, readString } from '../../base/read.ts'

/** A node title such as `restyle: seed, steps` says that both values go into this node. */
const mark = /^\s*restyle\s*:(.*)$/i

/** For each value, the possible names of the node's input; the first one that the node has is set. */
const inputsOf = {
  picture: ['image'],
  prompt: ['text', 'prompt', 'value', 'string'],
  seed: ['seed', 'noise_seed', 'value'],
  steps: ['steps', 'value'],
  guidance: ['guidance', 'value'],
  width: ['width', 'value'],
  height: ['height', 'value'],
} as const

export type Slot = keyof typeof inputsOf
const slots: readonly Slot[] = ['picture', 'prompt', 'seed', 'steps', 'guidance', 'width', 'height']
/** Without one of these, the picture would not be what was ordered. */
const needed = ['picture', 'prompt', 'seed', 'steps', 'guidance', 'result'] as const

type Node = { readonly class_type: string; readonly inputs: Json; readonly names: readonly string[] }
export type Graph = Readonly<Record<string, Json>>

function nodesOf(graph: Json): readonly (readonly [string, Node])[] {
  return Object.entries(graph).flatMap(([id, value]) => {
    const { class_type, inputs, _meta } = readRecord(value)
    if (typeof class_type !== 'string' || !isRecord(inputs)) return []
    const [, listed = ''] = mark.exec(readString(readRecord(_meta).title)) ?? []
    return [[id, { class_type, inputs, names: listed.split(',').map((name) => name.trim().toLowerCase()) }] as const]
  })
}

/** Parses a graph; otherwise gives one sentence on what is wrong with it. */
export function readGraph(value: unknown): { readonly graph: Graph } | { readonly fault: string } {
  if (!isRecord(value)) return { fault: 'is no graph of ComfyUI: export one there with "Save (API format)".' }
  if (Array.isArray(value.nodes)) return { fault: 'is a graph as its window saves it: export it with "Save (API format)".' }
  const nodes = nodesOf(value)
  if (nodes.length === 0 || nodes.length < Object.keys(value).length)
    return { fault: 'is no graph of ComfyUI in API form: export it there with "Save (API format)".' }
  for (const slot of needed) {
    const found = nodes.find(([, { names }]) => names.includes(slot))
    if (!found)
      return { fault: `has no node with the title "restyle: ${slot}": give that title to the node which does it (docs/relay.md).` }
    const [id, { inputs, class_type }] = found
    if (slot !== 'result' && inputFor(slot, inputs) === undefined)
      return {
        fault: `has the title "restyle: ${slot}" at node ${id} (${class_type}), which has no input for it: give the title to another node.`,
      }
  }
  return { graph: Object.fromEntries(Object.entries(value).map(([id, node]) => [id, readRecord(node)])) }
}

function inputFor(slot: Slot, inputs: Json): string | undefined {
  return inputsOf[slot].find((name) => name in inputs)
}

export type GraphValues = {
  /** The name of the uploaded picture. */
  readonly picture: string
  readonly prompt: string
  readonly seed: number
  readonly steps: number | null
  readonly guidance: number | null
  readonly width: number | null
  readonly height: number | null
  /** The picture already is a depth map, so the node that would make one is bypassed. */
  readonly isDepth: boolean
}

/** The graph with the given values. Values that are null stay as in the graph. */
export function fillGraph(graph: Graph, values: GraphValues): Graph {
  const nodes = nodesOf(graph)
  const filled = nodes.map(([id, { inputs, names }]) => {
    const mine = slots.flatMap((slot) => {
      const input = names.includes(slot) ? inputFor(slot, inputs) : undefined
      const value = values[slot]
      return input === undefined || value === null ? [] : [[input, value] as const]
    })
    return [id, { ...graph[id], inputs: { ...inputs, ...Object.fromEntries(mine) } }] as const
  })
  return values.isDepth ? withoutDepth(Object.fromEntries(filled), nodes) : Object.fromEntries(filled)
}

/** Removes the node that makes the depth map and connects its consumers to the node before it. */
function withoutDepth(graph: Graph, nodes: ReturnType<typeof nodesOf>): Graph {
  const [depthId, depth] = nodes.find(([, { names }]) => names.includes('depth')) ?? []
  const source = depth?.inputs.image
  if (depthId === undefined || !Array.isArray(source)) return graph
  const around = (value: unknown): unknown => (Array.isArray(value) && value[0] === depthId ? source : value)
  return Object.fromEntries(
    Object.entries(graph).flatMap(([id, node]) => {
      if (id === depthId) return []
      const inputs = Object.fromEntries(Object.entries(readRecord(node.inputs)).map(([name, value]) => [name, around(value)]))
      return [[id, { ...node, inputs }]]
    }),
  )
}

/** The nodes whose progress counts as progress of the picture. */
export function samplersOf(graph: Graph): readonly string[] {
  return nodesOf(graph).flatMap(([id, { names }]) => (names.includes('seed') || names.includes('steps') ? [id] : []))
}

/** The node classes that a graph needs. */
export function classesOf(graph: Graph): readonly string[] {
  return [...new Set(Object.values(graph).map(({ class_type }) => readString(class_type)))]
}

/** Inputs whose value looks like a file name; ComfyUI lists the available files for them. */
const fileName = /\.(safetensors|gguf|ckpt|pt|pth|bin|sft|onnx)$/i

type Infos = (classType: string) => unknown

/** The file that an input names, and the files available for it. Null where it names none, or accepts anything. */
function fileAt(infoOf: Infos, classType: string, input: string, value: unknown) {
  if (typeof value !== 'string' || !fileName.test(value)) return null
  const { required, optional } = readRecord(readRecord(readRecord(infoOf(classType))[classType]).input)
  const [there] = readList({ ...readRecord(optional), ...readRecord(required) }[input])
  return Array.isArray(there) ? { file: value, there: there.filter((one) => typeof one === 'string') } : null
}

/** The file name without folder, precision and extension: `flux/t5xxl_fp8_e4m3fn.safetensors` is the same encoder as `t5xxl_fp16.safetensors`. */
function plainFile(name: string): string {
  return name
    .replace(/^.*[/\\]/, '')
    .replace(fileName, '')
    .replace(/[_-](fp|bf)\d+.*$/i, '')
    .toLowerCase()
}

/** The graph adapted to the available files: each file as named if it exists, otherwise the same one from another folder or in another precision. */
export function fitFiles(graph: Graph, infoOf: Infos): Graph {
  return Object.fromEntries(
    nodesOf(graph).map(([id, { class_type, inputs }]) => {
      const fitted = Object.entries(inputs).map(([name, value]) => {
        const named = fileAt(infoOf, class_type, name, value)
        if (!named || named.there.includes(named.file)) return [name, value] as const
        return [name, named.there.find((one) => plainFile(one) === plainFile(named.file)) ?? value] as const
      })
      return [id, { ...graph[id], inputs: Object.fromEntries(fitted) }]
    }),
  )
}

/** What the graph needs and a ComfyUI lacks, each as a sentence. `infoOf` gives its `/object_info` of a node class. */
export function missingIn(graph: Graph, infoOf: Infos): readonly string[] {
  const classes = classesOf(graph).filter((name) => !isRecord(readRecord(infoOf(name))[name]))
  const nodes = classes.map((name) => `the node ${name} is not installed`)
  const files = nodesOf(graph).flatMap(([, { class_type, inputs }]) =>
    Object.entries(inputs).flatMap(([name, value]) => {
      const named = fileAt(infoOf, class_type, name, value)
      return !named || named.there.includes(named.file) ? [] : [`the file ${named.file} (${class_type}, ${name}) is not there`]
    }),
  )
  return [...nodes, ...new Set(files)]
}
