// figma.group and its relatives: put several nodes under a new parent.

import { isText, type Kind } from '../document/node.ts'
import { announce, createNode, descendantsOf, nodeOf } from '../document/scene.ts'
import { combine, group, insert, remove, settle } from '../document/structure.ts'
import type { Desk } from './desk.ts'
import { idOf } from './methods.ts'
import { refTo, requireLoaded } from './read.ts'
import { requireFontsBelow } from './text.ts'
import type { NodeRef } from './refs.ts'

export function groupNodes(desk: Desk, args: readonly unknown[], into: 'GROUP' | 'COMPONENT_SET'): NodeRef {
  const { ids, holder, place } = taken(desk, args)
  const id = into === 'GROUP' ? group(desk.scene, ids, holder, place) : combine(desk.scene, ids, holder, place)
  settle(desk.scene, holder)
  return refTo(desk, id)
}

export function transformGroup(desk: Desk, args: readonly unknown[]): NodeRef {
  const { ids, holder, place } = taken(desk, args)
  const made = nodeOf(desk.scene, group(desk.scene, ids, holder, place, 'TRANSFORM_GROUP'))
  made.values['transformModifiers'] = args[3] ?? []
  settle(desk.scene, holder)
  return refTo(desk, made.id)
}

const pathKinds: readonly Kind[] = ['VECTOR', 'RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'LINE']

/**
 * Replaces a shape with a text on its path. Figma converts the same node; here it is a new one, so plugins must not use the old one again.
 */
export function textOnPath(desk: Desk, [shape, segment, position]: readonly unknown[]): NodeRef {
  const path = nodeOf(desk.scene, idOf(shape))
  if (!pathKinds.includes(path.type)) throw new Error('The node must be a vector')
  const holder = nodeOf(desk.scene, path.parent ?? desk.scene.page)
  const text = createNode(desk.scene, 'TEXT_PATH', holder.id)
  Object.assign(text, { transform: path.transform, width: path.width, height: path.height })
  // Properties that other texts have and a text on a path does not; this host needs them, as it sets the text as one straight line.
  Object.assign(text.values, { textAutoResize: 'NONE', lineHeight: { unit: 'AUTO' }, textDecoration: 'NONE' })
  text.values['textPathStartData'] = { segment: Number(segment), position: Number(position) }
  insert(desk.scene, holder.id, text.id, holder.children.indexOf(path.id))
  remove(desk.scene, path.id)
  return refTo(desk, text.id)
}

/** The result takes the paints of one of its parts: the topmost, or the one that is subtracted from. */
export function combineShapes(desk: Desk, args: readonly unknown[], operation: 'UNION' | 'SUBTRACT' | 'INTERSECT' | 'EXCLUDE'): NodeRef {
  const { ids, holder, place } = taken(desk, args)
  const parts = ids.flatMap((id) => [nodeOf(desk.scene, id), ...descendantsOf(desk.scene, id)])
  if (parts.some((node) => isText(node.type))) throw new Error('text in a boolean operation: not implemented by this host')
  const shape = nodeOf(desk.scene, group(desk.scene, ids, holder, place, 'BOOLEAN_OPERATION'))
  const giver = nodeOf(desk.scene, (operation === 'SUBTRACT' ? shape.children[0] : shape.children.at(-1)) ?? shape.id)
  for (const name of ['fills', 'strokes', 'strokeWeight', 'strokeAlign']) if (name in giver.values) shape.values[name] = giver.values[name]
  Object.assign(shape.values, { booleanOperation: operation, name: operation.charAt(0) + operation.slice(1).toLowerCase() })
  announce(desk.scene, shape, 'PROPERTY_CHANGE', 'booleanOperation')
  settle(desk.scene, holder)
  return refTo(desk, shape.id)
}

function taken(desk: Desk, [nodes, parent, index]: readonly unknown[]): { ids: string[]; holder: string; place: number | undefined } {
  const holder = nodeOf(desk.scene, idOf(parent))
  requireLoaded(desk, holder)
  for (const node of nodes as readonly unknown[]) requireFontsBelow(desk, nodeOf(desk.scene, idOf(node)))
  return { ids: (nodes as readonly unknown[]).map(idOf), holder: holder.id, place: index === undefined ? undefined : Number(index) }
}
