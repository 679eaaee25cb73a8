// Copies of nodes: clones, instances, and frames made from instances.

import { at } from './affine.ts'
import { fitGroups } from './geometry.ts'
import { isGroup, type Node } from './node.ts'
import { ancestorsOf, createNode, nodeOf, removeNode, type Scene } from './scene.ts'
import { defaultsOf } from './schema.ts'
import { isInsideInstance, settle } from './structure.ts'

/** Copies a subtree as the last child of a parent. Components below the node become instances of themselves (documented). */
export function clone(scene: Scene, id: string, parentId: string): string {
  const source = nodeOf(scene, id)
  const copy = createNode(scene, source.type, parentId)
  take(copy, source)
  cloneChildren(scene, source, copy)
  if (isGroup(copy.type)) fitGroups(scene, copy.id)
  return copy.id
}

/** An instance contains copies with ids in Figma's form, `I<instance>;<original>`; twins.ts lets it follow later edits of its component. */
export function instantiate(scene: Scene, componentId: string, parentId: string): string {
  const component = nodeOf(scene, componentId)
  const instance = createNode(scene, 'INSTANCE', parentId)
  take(instance, component)
  instance.transform = at(instance.transform, 0, 0)
  instance.data = {}
  instance.values['mainComponentId'] = componentId
  for (const own of ['description', 'definitions']) delete instance.values[own]
  fill(scene, component, instance, (original) => `I${bare(instance.id)};${bare(original.id)}`)
  return instance.id
}

/** Switches an instance to another component. Its previous content is removed together with all overrides. */
export function refill(scene: Scene, instance: Node, componentId: string): void {
  const component = nodeOf(scene, componentId)
  for (const child of instance.children.slice()) removeNode(scene, child)
  instance.values['mainComponentId'] = componentId
  instance.width = component.width
  instance.height = component.height
  fill(scene, component, instance, (original) => `I${bare(instance.id)};${bare(original.id)}`)
}

/** Replaces an instance, and every instance around it, with a frame of the same look (documented). All of them are new nodes. */
export function detach(scene: Scene, id: string): string {
  const outer = ancestorsOf(scene, id)
    .filter((one) => one.type === 'INSTANCE')
    .at(-1)
  if (outer) {
    const path = pathFrom(scene, outer.id, id)
    return detach(scene, follow(scene, detach(scene, outer.id), path))
  }
  const instance = nodeOf(scene, id)
  const parent = nodeOf(scene, instance.parent ?? scene.page)
  const frame = createNode(scene, 'FRAME', parent.id)
  take(frame, instance)
  const known = new Set([...Object.keys(defaultsOf('FRAME')), 'name', 'targetAspectRatio'])
  frame.values = Object.fromEntries(Object.entries(frame.values).filter(([name]) => known.has(name)))
  cloneChildren(scene, instance, frame)
  parent.children.pop()
  parent.children.splice(parent.children.indexOf(id), 0, frame.id)
  removeNode(scene, id)
  settle(scene, parent.id)
  return frame.id
}

function cloneChildren(scene: Scene, source: Node, copy: Node): void {
  if (copy.type === 'INSTANCE' && !isInsideInstance(scene, copy)) {
    // Nodes inside an instance are named after the outermost instance only.
    const former = `I${bare(source.id)};`
    return fill(scene, source, copy, ({ id }) => (id.startsWith(former) ? `I${copy.id};${id.slice(former.length)}` : undefined))
  }
  for (const id of source.children) {
    const child = nodeOf(scene, id)
    if (child.type === 'COMPONENT' && source.type !== 'COMPONENT_SET') placeInstance(scene, child, copy.id)
    else clone(scene, id, copy.id)
  }
}

function placeInstance(scene: Scene, component: Node, parentId: string): void {
  const instance = nodeOf(scene, instantiate(scene, component.id, parentId))
  instance.transform = component.transform
}

/** Copies everything below a node, with the given ids or new ones. */
function fill(scene: Scene, from: Node, to: Node, idFor: (original: Node) => string | undefined): void {
  for (const id of from.children) {
    const original = nodeOf(scene, id)
    const copy = createNode(scene, original.type, to.id, idFor(original))
    take(copy, original)
    fill(scene, original, copy, idFor)
  }
}

function take(copy: Node, source: Node): void {
  copy.transform = source.transform
  copy.width = source.width
  copy.height = source.height
  copy.values = { ...source.values }
  copy.data = { ...source.data }
  copy.relaunch = { ...source.relaunch }
}

function bare(id: string): string {
  return id.replace(/^I/, '')
}

/** The child indices that lead from an ancestor to a node. */
function pathFrom(scene: Scene, ancestor: string, id: string): number[] {
  if (id === ancestor) return []
  const parent = nodeOf(scene, nodeOf(scene, id).parent ?? ancestor)
  return [...pathFrom(scene, ancestor, parent.id), parent.children.indexOf(id)]
}

function follow(scene: Scene, id: string, path: readonly number[]): string {
  return path.reduce((at, place) => nodeOf(scene, at).children[place] ?? at, id)
}
