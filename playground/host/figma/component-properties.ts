// Component properties as plugins see them: defined on components, referenced by layers, set on instances.

import type { Node } from '../document/node.ts'
import {
  definitionsOf,
  followersOf,
  ownerAbove,
  ownerOf,
  propertiesOf,
  swapVariant,
  type Definition,
  type References,
} from '../document/properties.ts'
import { rewrite } from '../document/ranges.ts'
import { announce } from '../document/scene.ts'
import { follow } from './consequences.ts'
import type { Desk } from './desk.ts'
import { requireFonts } from './text.ts'

export function addComponentProperty(desk: Desk, node: Node, [name, type, defaultValue]: readonly unknown[]): string {
  if (ownerOf(desk.scene, node) !== node) throw new Error('Can only add component properties to a component set or non-variant component')
  if (type !== 'TEXT' && type !== 'BOOLEAN') throw new Error(`component property ${String(type)}: not implemented by this host`)
  const expected = type === 'TEXT' ? 'string' : 'boolean'
  if (typeof defaultValue !== expected) throw new Error(`Expected ${expected}, received ${typeof defaultValue}`)
  const key = `${String(name)}#${node.id.split(':')[0]}:${desk.scene.nextId++}`
  const definition: Definition = { type, defaultValue: defaultValue as string | boolean }
  node.values['definitions'] = { ...(node.values['definitions'] as object | undefined), [key]: definition }
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'componentPropertyDefinitions')
  return key
}

/** A component's layer takes the property's default once it references it. */
export function writeReferences(desk: Desk, node: Node, value: unknown): void {
  const owner = ownerAbove(desk.scene, node)
  if (!owner) throw new Error('Can only set component property references on a component sublayer')
  const [references, definitions] = [(value ?? {}) as References, definitionsOf(desk.scene, owner)]
  for (const [member, key] of Object.entries(references)) {
    const definition = definitions[key]
    if (!definition) throw new Error(`Could not find a component property with name: '${key}'`)
    if (definition.type !== (member === 'characters' ? 'TEXT' : 'BOOLEAN')) throw new Error(`The property '${key}' does not fit ${member}`)
    fit(desk, node, definition.defaultValue)
  }
  node.values['references'] = { ...references }
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'componentPropertyReferences')
}

export function setProperties(desk: Desk, node: Node, [given]: readonly unknown[]): void {
  const known = propertiesOf(desk.scene, node)
  const wanted = given as Record<string, string | boolean>
  for (const [name, value] of Object.entries(wanted)) {
    const property = known[name]
    if (!property) throw new Error(`Could not find a component property with name: '${name}'`)
    const expected = property.type === 'BOOLEAN' ? 'boolean' : 'string'
    if (typeof value !== expected) throw new Error(`Expected ${expected}, received ${typeof value}`)
    if (property.type === 'TEXT') for (const text of followersOf(desk.scene, node, name)) requireFonts(desk, text)
  }
  const all = Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, wanted[name] ?? value]))
  const ofType = (isVariant: boolean): [string, string | boolean][] =>
    Object.entries(all).filter(([name]) => (known[name]?.type === 'VARIANT') === isVariant)
  const variant = ofType(true).map(([name, value]): [string, string] => [name, String(value)])
  if (variant.length > 0) swapVariant(desk.scene, node, Object.fromEntries(variant))
  node.values['properties'] = Object.fromEntries(ofType(false))
  for (const [name, value] of ofType(false)) for (const layer of followersOf(desk.scene, node, name)) fit(desk, layer, value)
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'componentProperties')
}

function fit(desk: Desk, layer: Node, value: string | boolean): void {
  const member = typeof value === 'boolean' ? 'visible' : 'characters'
  if (layer.values[member] === value) return
  if (typeof value === 'boolean') layer.values['visible'] = value
  else rewrite(layer, value)
  follow(desk, layer, member)
}
