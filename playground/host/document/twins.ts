// Inheritance between layers: instances follow their component, and styled layers follow their style. Figma reports none of these changes
// (typings, `documentchange`, "Special cases").

import type { Node } from './node.ts'
import { ancestorsOf, nodeOf, type Scene } from './scene.ts'

/** The counterparts of a component's layer, or of the component itself, in all its instances. */
export function twinsOf(scene: Scene, node: Node): readonly Node[] {
  const component = [node, ...ancestorsOf(scene, node.id)].find(({ type }) => type === 'COMPONENT')
  if (!component) return []
  const twins: Node[] = []
  for (const one of scene.nodes.values()) {
    if (one.type !== 'INSTANCE' || one.values['mainComponentId'] !== component.id) continue
    const twin = node === component ? one : scene.nodes.get(`I${bare(one.id)};${bare(node.id)}`)
    if (twin) twins.push(twin, ...twinsOf(scene, twin))
  }
  return twins
}

function bare(id: string): string {
  return id.replace(/^I/, '')
}

/** Changes a layer and lets its twins follow where they are not overridden, that is, where they were equal before. */
export function withTwins(scene: Scene, node: Node, facts: readonly string[], change: () => void): void {
  const twins = twinsOf(scene, node)
  const before = twins.length === 0 ? [] : facts.map((name) => JSON.stringify(factOf(node, name)))
  const follow = twins.map((twin) => facts.filter((name, index) => JSON.stringify(factOf(twin, name)) === before[index]))
  change()
  twins.forEach((twin, index) => {
    for (const name of follow[index] ?? []) {
      if (isPlacing(name)) Object.assign(twin, { [name]: node[name] })
      else twin.values[name] = node.values[name]
    }
  })
  if (twins.length > 0) scene.version += 1
}

function factOf(node: Node, name: string): unknown {
  return isPlacing(name) ? node[name] : node.values[name]
}

function isPlacing(name: string): name is 'transform' | 'width' | 'height' {
  return name === 'transform' || name === 'width' || name === 'height'
}

export type PaintStyle = { readonly id: string; readonly name: string; readonly paints: unknown }

export function stylesOf(scene: Scene): Readonly<Record<string, PaintStyle>> {
  return (nodeOf(scene, scene.rootId).values['styles'] ?? {}) as Readonly<Record<string, PaintStyle>>
}

export function putStyle(scene: Scene, style: PaintStyle): void {
  nodeOf(scene, scene.rootId).values['styles'] = { ...stylesOf(scene), [style.id]: style }
  for (const one of scene.nodes.values()) if (one.values['fillStyleId'] === style.id) one.values['fills'] = style.paints
  scene.version += 1
}
