// Parents and children: what Figma refuses, in its own words, and how nodes are moved, grouped and removed.

import { at } from './affine.ts'
import { fitGroups } from './geometry.ts'
import { layOut } from './layout.ts'
import { holdsChildren, isGroup, type Kind, type Node } from './node.ts'
import { ancestorsOf, announce, createNode, findNode, nodeOf, openPage, removeNode, type Scene } from './scene.ts'

export function insert(scene: Scene, parentId: string, childId: string, index?: number): void {
  const parent = nodeOf(scene, parentId)
  const child = nodeOf(scene, childId)
  refuse(scene, parent, child)
  const formerId = child.parent
  const former = formerId === null ? null : nodeOf(scene, formerId)
  former?.children.splice(former.children.indexOf(childId), 1)
  const place = Math.max(0, Math.min(index ?? parent.children.length, parent.children.length))
  parent.children.splice(place, 0, childId)
  child.parent = parentId
  announce(scene, child, 'PROPERTY_CHANGE', 'parent')
  if (former && former !== parent) settleEmptied(scene, former)
  settle(scene, parentId)
}

/** Refits groups and auto-layouts, from a changed node upwards. */
export function settle(scene: Scene, id: string | null): void {
  for (let current = id; current !== null;) {
    const node = findNode(scene, current)
    if (!node) return
    if (isGroup(node.type)) fitGroups(scene, node.id)
    else layOut(scene, node)
    current = node.parent
  }
}

export function remove(scene: Scene, id: string): void {
  const node = nodeOf(scene, id)
  if (node.type === 'DOCUMENT') throw new Error('Removing this node is not allowed')
  if (node.type === 'PAGE' && nodeOf(scene, scene.rootId).children.length === 1) throw new Error('Removing this node is not allowed')
  if (isInsideInstance(scene, node)) throw new Error('Removing this node is not allowed')
  const parent = node.parent === null ? null : nodeOf(scene, node.parent)
  removeNode(scene, id)
  // If the open page is removed, another one is opened.
  if (id === scene.page) openPage(scene, nodeOf(scene, scene.rootId).children[0] ?? scene.rootId)
  if (parent) settleEmptied(scene, parent)
}

export function group(scene: Scene, ids: readonly string[], parentId: string, index?: number, kind: Kind = 'GROUP'): string {
  if (ids.length === 0) throw new Error('First argument must be an array of at least one node')
  const box = createNode(scene, kind, parentId)
  for (const id of inOrder(scene, ids)) insert(scene, box.id, id)
  if (index !== undefined) insert(scene, parentId, box.id, index)
  settle(scene, box.id)
  return box.id
}

export function combine(scene: Scene, ids: readonly string[], parentId: string, index?: number): string {
  if (ids.length === 0 || ids.some((id) => nodeOf(scene, id).type !== 'COMPONENT')) throw new Error('All nodes must be components')
  const set = createNode(scene, 'COMPONENT_SET', parentId)
  const boxes = ids.map((id) => nodeOf(scene, id))
  const [left, top] = [Math.min(...boxes.map((node) => node.transform[0][2])), Math.min(...boxes.map((node) => node.transform[1][2]))]
  set.transform = at(set.transform, left, top)
  for (const node of boxes) {
    node.transform = at(node.transform, node.transform[0][2] - left, node.transform[1][2] - top)
    insert(scene, set.id, node.id)
  }
  // From now on the definitions of the variants belong to the set.
  set.values['definitions'] = Object.assign({}, ...boxes.map((node) => node.values['definitions']))
  for (const node of boxes) delete node.values['definitions']
  set.width = Math.max(...boxes.map((node) => node.transform[0][2] + node.width))
  set.height = Math.max(...boxes.map((node) => node.transform[1][2] + node.height))
  if (index !== undefined) insert(scene, parentId, set.id, index)
  return set.id
}

export function isInsideInstance(scene: Scene, node: Node): boolean {
  return ancestorsOf(scene, node.id).some((one) => one.type === 'INSTANCE')
}

function inOrder(scene: Scene, ids: readonly string[]): string[] {
  const place = (id: string): number => nodeOf(scene, nodeOf(scene, id).parent ?? id).children.indexOf(id)
  return [...ids].sort((a, b) => place(a) - place(b))
}

/** A group that lost its last child disappears, as in Figma. */
function settleEmptied(scene: Scene, node: Node): void {
  const parent = node.parent
  const isEmptyGroup = isGroup(node.type) && node.children.length === 0
  if (isEmptyGroup) removeNode(scene, node.id)
  settle(scene, isEmptyGroup ? parent : node.id)
}

function refuse(scene: Scene, parent: Node, child: Node): void {
  const reason = refusalOf(scene, parent, child)
  if (reason) throw new Error(`Cannot move node. ${reason}`)
}

function refusalOf(scene: Scene, parent: Node, child: Node): string | null {
  const above = [parent, ...ancestorsOf(scene, parent.id)]
  if (child.type === 'DOCUMENT') return 'Node is the scene root, which cannot be reparented'
  if (above.includes(child)) return 'Doing so would create a parenting cycle'
  if (parent.type === 'DOCUMENT' && child.type !== 'PAGE') return 'The root node cannot have children of type other than PAGE'
  if (child.type === 'PAGE' && parent.type !== 'DOCUMENT') return 'Nodes other than the root node cannot have children of type PAGE'
  if (!holdsChildren(parent.type)) return 'New parent is of a type that cannot have children'
  if (parent.values['isPageDivider'] === true) return 'New parent is a page divider'
  if (above.some((node) => node.type === 'INSTANCE')) return 'New parent is an instance or is inside of an instance'
  if (isInsideInstance(scene, child)) return 'Node is inside of an instance'
  if (parent.type === 'COMPONENT_SET' && child.type !== 'COMPONENT')
    return 'A COMPONENT_SET node cannot have children of type other than COMPONENT'
  if (child.type === 'COMPONENT' && above.some((node) => node.type === 'COMPONENT'))
    return 'Reparenting would create a component inside a component'
  if (above.some((node) => makesComponentCycle(scene, node, child))) return 'Reparenting would create a component cycle'
  if (child.type === 'SECTION' && parent.type !== 'PAGE' && parent.type !== 'SECTION')
    return 'A SECTION node can only be a child of a PAGE or another SECTION node'
  return null
}

function makesComponentCycle(scene: Scene, above: Node, child: Node): boolean {
  return (
    above.type === 'COMPONENT' &&
    (child.values['mainComponentId'] === above.id || child.children.some((id) => makesComponentCycle(scene, above, nodeOf(scene, id))))
  )
}
