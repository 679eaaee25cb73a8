// Adds the pages of one document to another. Both are texts in the format of `Host.save()`.

import { fromText, toText } from '../host/document/file.ts'
import type { Node } from '../host/document/node.ts'

/** Ids are `session:node`. A separate document starts with the same ids, so its sessions are renumbered to avoid clashes. */
function moved(id: string): string {
  return id.replaceAll(/(\d+):(\d+)/g, (_, session: string, node: string) => `${Number(session) + 900}:${node}`)
}

function movedNode(node: Node, root: string): Node {
  const { mainComponentId: main } = node.values
  return {
    ...node,
    id: moved(node.id),
    parent: node.type === 'PAGE' ? root : node.parent === null ? null : moved(node.parent),
    children: node.children.map(moved),
    values: { ...node.values, ...(typeof main === 'string' ? { mainComponentId: moved(main) } : {}) },
  }
}

export function withPages(file: string, added: string): string {
  const scene = fromText(file)
  const other = fromText(added)
  const root = scene.nodes.get(scene.rootId)
  for (const node of other.nodes.values()) {
    if (node.type === 'DOCUMENT') continue
    const copy = movedNode(node, scene.rootId)
    scene.nodes.set(copy.id, copy)
    if (copy.type === 'PAGE') root?.children.push(copy.id)
  }
  for (const [hash, bytes] of other.images) scene.images.set(hash, bytes)
  return toText(scene)
}
