// The document: nodes by id, images by hash, and one channel that reports every change.

import { identity } from './affine.ts'
import { copyOf, type Kind, type Node } from './node.ts'
import { defaultsOf, nameOf } from './schema.ts'

export type Change = {
  type: 'CREATE' | 'DELETE' | 'PROPERTY_CHANGE'
  id: string
  kind: Kind
  page: string | null
  property?: string
  /** For a deletion: the former parent of the node. */
  parent?: string | null
}

export type Scene = {
  readonly nodes: Map<string, Node>
  readonly images: Map<string, Uint8Array>
  readonly rootId: string
  page: string
  selection: string[]
  /** Incremented with every change of the document, but not of selection or open page. */
  version: number
  /** Incremented with every visible change, including selection and open page. */
  seen: number
  listeners: Set<(change: Change | 'selection' | 'page') => void>
  nextId: number
}

export type Snapshot = { nodes: Map<string, Node> }

export function emptyScene(): Scene {
  const scene: Scene = {
    nodes: new Map(),
    images: new Map(),
    rootId: '0:0',
    page: '0:1',
    selection: [],
    version: 0,
    seen: 0,
    listeners: new Set(),
    nextId: 2,
  }
  scene.nodes.set('0:0', blank('0:0', 'DOCUMENT', null))
  scene.nodes.set('0:1', blank('0:1', 'PAGE', '0:0'))
  nodeOf(scene, '0:0').children.push('0:1')
  return scene
}

export function blank(id: string, type: Kind, parent: string | null): Node {
  return {
    id,
    type,
    parent,
    children: [],
    transform: identity,
    width: 100,
    height: 100,
    values: { ...defaultsOf(type), name: nameOf(type) },
    data: {},
    relaunch: {},
  }
}

export function findNode(scene: Scene, id: string): Node | undefined {
  return scene.nodes.get(id)
}

export function nodeOf(scene: Scene, id: string): Node {
  const node = scene.nodes.get(id)
  if (!node) throw new Error(`The node with id "${id}" does not exist`)
  return node
}

export function createNode(scene: Scene, type: Kind, parent: string, id?: string): Node {
  const node = blank(id ?? `1:${scene.nextId++}`, type, parent)
  scene.nodes.set(node.id, node)
  nodeOf(scene, parent).children.push(node.id)
  announce(scene, node, 'CREATE')
  return node
}

export function removeNode(scene: Scene, id: string): void {
  const node = nodeOf(scene, id)
  const page = pageOf(scene, id)
  for (const child of node.children.slice()) removeNode(scene, child)
  const siblings = node.parent === null ? [] : nodeOf(scene, node.parent).children
  siblings.splice(siblings.indexOf(id), 1)
  scene.nodes.delete(id)
  scene.version += 1
  tell(scene, { type: 'DELETE', id, kind: node.type, page, parent: node.parent })
  if (scene.selection.includes(id))
    selectNodes(
      scene,
      scene.selection.filter((selected) => selected !== id),
    )
}

export function announce(scene: Scene, node: Node, type: 'CREATE' | 'PROPERTY_CHANGE', property?: string): void {
  scene.version += 1
  tell(scene, { type, id: node.id, kind: node.type, page: pageOf(scene, node.id), ...(property === undefined ? {} : { property }) })
}

export function selectNodes(scene: Scene, ids: readonly string[]): void {
  scene.selection = [...ids]
  tell(scene, 'selection')
}

export function openPage(scene: Scene, id: string): void {
  if (scene.page === id) return
  scene.page = id
  scene.selection = []
  tell(scene, 'page')
  tell(scene, 'selection')
}

export function pageOf(scene: Scene, id: string): string | null {
  for (let node = scene.nodes.get(id); node; node = node.parent === null ? undefined : scene.nodes.get(node.parent)) {
    if (node.type === 'PAGE') return node.id
  }
  return null
}

export function ancestorsOf(scene: Scene, id: string): Node[] {
  const found: Node[] = []
  for (let parent = nodeOf(scene, id).parent; parent !== null;) {
    const node = nodeOf(scene, parent)
    found.push(node)
    parent = node.parent
  }
  return found
}

/** The subtree below a node, each parent before its children. */
export function descendantsOf(scene: Scene, id: string): Node[] {
  return nodeOf(scene, id).children.flatMap((child) => [nodeOf(scene, child), ...descendantsOf(scene, child)])
}

export function snapshotOf(scene: Scene): Snapshot {
  return { nodes: new Map([...scene.nodes].map(([id, node]) => [id, copyOf(node)])) }
}

/** The visible differences of a layer. Whether Figma reports plugin data that an undo reverts is not known. */
function changedOf(now: Node, then: Node): readonly string[] {
  const values = Object.keys({ ...now.values, ...then.values }).filter((name) => now.values[name] !== then.values[name])
  const isMoved = now.parent !== then.parent || JSON.stringify(now.transform) !== JSON.stringify(then.transform)
  return [
    ...values,
    ...(isMoved ? ['relativeTransform'] : []),
    ...(now.width !== then.width ? ['width'] : []),
    ...(now.height !== then.height ? ['height'] : []),
  ]
}

export function restore(scene: Scene, snapshot: Snapshot): void {
  const changes = [...snapshot.nodes.values()].flatMap((then) => {
    const now = scene.nodes.get(then.id)
    return now === undefined ? [] : changedOf(now, then).map((property) => ({ id: then.id, kind: then.type, property }))
  })
  const gone = [...scene.nodes.values()].filter((node) => !snapshot.nodes.has(node.id))
  const back = [...snapshot.nodes.values()].filter((node) => !scene.nodes.has(node.id))
  const deletions = gone.map((node): Change => ({
    type: 'DELETE',
    id: node.id,
    kind: node.type,
    page: pageOf(scene, node.id),
    parent: node.parent,
  }))
  scene.nodes.clear()
  for (const [id, node] of snapshot.nodes) scene.nodes.set(id, copyOf(node))
  scene.version += 1
  for (const change of deletions) tell(scene, change)
  for (const node of back) tell(scene, { type: 'CREATE', id: node.id, kind: node.type, page: pageOf(scene, node.id) })
  for (const change of changes) tell(scene, { type: 'PROPERTY_CHANGE', ...change, page: pageOf(scene, change.id) })
  if (!scene.nodes.has(scene.page)) openPage(scene, nodeOf(scene, scene.rootId).children[0] ?? scene.rootId)
  const kept = scene.selection.filter((id) => scene.nodes.has(id))
  if (kept.length !== scene.selection.length) selectNodes(scene, kept)
}

function tell(scene: Scene, change: Change | 'selection' | 'page'): void {
  scene.seen += 1
  for (const listen of scene.listeners) listen(change)
}
