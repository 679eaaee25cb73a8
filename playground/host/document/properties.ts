// Component properties: what a component lets its instances change, and what each instance has changed.

import { refill } from './copies.ts'
import type { Node } from './node.ts'
import { ancestorsOf, descendantsOf, findNode, nodeOf, type Scene } from './scene.ts'

export type Definition = {
  readonly type: 'TEXT' | 'BOOLEAN' | 'VARIANT'
  readonly defaultValue: string | boolean
  readonly variantOptions?: string[]
}

/** Which property each member of a layer follows. */
export type References = { readonly visible?: string; readonly characters?: string }

/** The component set of a variant, otherwise the component. Definitions are stored there as the value `definitions`. */
export function ownerOf(scene: Scene, component: Node): Node {
  const parent = component.parent === null ? undefined : findNode(scene, component.parent)
  return parent?.type === 'COMPONENT_SET' ? parent : component
}

export function definitionsOf(scene: Scene, owner: Node): Record<string, Definition> {
  return {
    ...variantDefinitions(scene, owner),
    ...(owner.values['definitions'] as Record<string, Definition> | undefined),
  }
}

/** The definitions as a plugin may read them; a variant has none of its own. */
export function readDefinitions(scene: Scene, node: Node): Record<string, Definition> {
  if (ownerOf(scene, node) !== node)
    throw new Error('Can only get component property definitions of a component set or non-variant component')
  return definitionsOf(scene, node)
}

/** Parses `Size=Large, State=On`; null for a component that is not a variant. */
export function variantOf(scene: Scene, component: Node): Record<string, string> | null {
  if (ownerOf(scene, component) === component) return null
  const name = String(component.values['name'])
  // A variant without such a name is distinguished by a single property (as in the editor).
  if (!name.includes('=')) return { 'Property 1': name }
  return Object.fromEntries(
    name.split(',').map((part): [string, string] => {
      const [property = '', value = ''] = part.split('=')
      return [property.trim(), value.trim()]
    }),
  )
}

export function referencesOf(node: Node): References {
  return (node.values['references'] ?? {}) as References
}

/** Null for layers outside of components and instances (documented). */
export function readReferences(scene: Scene, node: Node): References | null {
  return ownerAbove(scene, node) && node.values['references'] ? referencesOf(node) : null
}

export function componentOf(scene: Scene, instance: Node): Node | undefined {
  return findNode(scene, String(instance.values['mainComponentId']))
}

/** The property values of an instance: from its variant, from the layers that follow a property, from what was set, or the default. */
export function propertiesOf(scene: Scene, instance: Node): Record<string, { type: Definition['type']; value: string | boolean }> {
  const component = componentOf(scene, instance)
  if (!component) return {}
  const [variant, set] = [variantOf(scene, component), (instance.values['properties'] ?? {}) as Record<string, string | boolean>]
  return Object.fromEntries(
    Object.entries(definitionsOf(scene, ownerOf(scene, component))).map(([name, { type, defaultValue }]) => {
      const [follower] = type === 'VARIANT' ? [] : followersOf(scene, instance, name)
      const seen = follower && (type === 'TEXT' ? String(follower.values['characters']) : follower.values['visible'] !== false)
      return [name, { type, value: variant?.[name] ?? seen ?? set[name] ?? defaultValue }]
    }),
  )
}

/** The layers below a node that follow a property. */
export function followersOf(scene: Scene, node: Node, property: string): Node[] {
  return descendantsOf(scene, node.id).filter((one) => Object.values(referencesOf(one)).includes(property))
}

/** The node that a layer's references point to: the owner of its component, or the component of its instance. */
export function ownerAbove(scene: Scene, node: Node): Node | null {
  const above = ancestorsOf(scene, node.id).find((one) => one.type === 'COMPONENT' || one.type === 'INSTANCE')
  const component = above?.type === 'INSTANCE' ? componentOf(scene, above) : above
  return component ? ownerOf(scene, component) : null
}

/** Switches an instance to another variant; its content is created anew. */
export function swapVariant(scene: Scene, instance: Node, wanted: Record<string, string>): void {
  const component = componentOf(scene, instance)
  const owner = component && ownerOf(scene, component)
  const variants = owner?.children.map((id) => nodeOf(scene, id)) ?? []
  const fits = (one: Node): boolean => Object.entries(wanted).every(([name, value]) => variantOf(scene, one)?.[name] === value)
  const variant = variants.find(fits)
  if (!variant) throw new Error(`Unable to find a variant with those property values`)
  if (variant !== component) refill(scene, instance, variant.id)
}

function variantDefinitions(scene: Scene, owner: Node): Record<string, Definition> {
  if (owner.type !== 'COMPONENT_SET') return {}
  const variants = owner.children.map((id) => variantOf(scene, nodeOf(scene, id)) ?? {})
  return Object.fromEntries(
    Object.entries(variants[0] ?? {}).map(([name, defaultValue]) => {
      const variantOptions = [...new Set(variants.map((variant) => variant[name]).filter((value) => value !== undefined))]
      return [name, { type: 'VARIANT', defaultValue, variantOptions }]
    }),
  )
}
