// Caches pictures: a document is exported and shown many times between two changes of its appearance.

import { SceneGraph, type SceneNode } from '@open-pencil/scene-graph'
import type { Places } from './plant.ts'
import type { Picture } from './renderer.ts'

type Planted = {
  readonly graph: SceneGraph
  readonly pageId: string
  readonly places: Places
  readonly images: ReadonlyMap<string, Uint8Array>
}

/** Enough for the pictures in use at one time; one of a whole frame takes a few megabytes. */
const mostBytes = 64_000_000

export function makeMemory() {
  const pictures = new Map<string, Uint8Array>()
  let bytes = 0
  return (key: string, paint: () => Uint8Array): Uint8Array => {
    const known = pictures.get(key)
    const painted = known ?? paint()
    // Moves the entry to the end, so that the least recently used goes first.
    pictures.delete(key)
    pictures.set(key, painted)
    if (!known) bytes += painted.length
    for (const [oldest, { length }] of pictures) {
      if (bytes <= mostBytes) break
      pictures.delete(oldest)
      bytes -= length
    }
    // A copy, as callers may write into the bytes or transfer them.
    return painted.slice()
  }
}

/** A key of everything that affects a picture. Nodes are numbered by order, as the graph's ids keep counting from picture to picture. */
export function keyOf({ graph, pageId, places, images }: Planted, { view, size, background, format }: Picture): string {
  const order = new Map<string, number>()
  const hashes = new Set<string>()
  const parts: string[] = []
  const read = (key: string, value: unknown): unknown => {
    if (key === 'imageHash') hashes.add(String(value))
    if (key === 'id' && typeof value === 'string') return order.get(value)
    if (value instanceof Map || value instanceof Set) return [...value]
    return ArrayBuffer.isView(value) ? [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] : value
  }
  const visit = (id: string): void => {
    for (const child of graph.getNode(id)?.childIds ?? []) {
      order.set(child, order.size)
      visit(child)
      const node = graph.getNode(child)
      if (node) parts.push(JSON.stringify([order.get(child), order.get(id), node.type, saidBy(node), places.get(child)], read))
    }
  }
  visit(pageId)
  return JSON.stringify([view, size, background, format, [...hashes].map((hash) => [hash, images.has(hash)]), parts])
}

const ofTheGraph = new Set(['id', 'parentId', 'childIds'])
const defaults = new Map<SceneNode['type'], ReadonlyMap<string, unknown>>()

/** Only the fields that differ from their defaults: of a node's two hundred fields, nearly all are the same for every node of its type. */
function saidBy(node: SceneNode): readonly (readonly [string, unknown])[] {
  const usual = defaults.get(node.type) ?? usualOf(node.type)
  defaults.set(node.type, usual)
  return Object.entries(node).filter(([name, value]) => !ofTheGraph.has(name) && value !== usual.get(name) && !isEmpty(value))
}

function usualOf(type: SceneNode['type']): ReadonlyMap<string, unknown> {
  const graph = new SceneGraph()
  return new Map(Object.entries(graph.createNode(type, graph.rootId)))
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
