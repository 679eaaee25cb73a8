// The stored form of a node: structure and placement as fields, everything else as named values.

import type { Affine } from './affine.ts'

export type Kind =
  | 'DOCUMENT'
  | 'PAGE'
  | 'FRAME'
  | 'GROUP'
  | 'TRANSFORM_GROUP'
  | 'BOOLEAN_OPERATION'
  | 'COMPONENT'
  | 'COMPONENT_SET'
  | 'INSTANCE'
  | 'SECTION'
  | 'RECTANGLE'
  | 'ELLIPSE'
  | 'POLYGON'
  | 'STAR'
  | 'LINE'
  | 'VECTOR'
  | 'TEXT'
  | 'TEXT_PATH'
  | 'SLICE'

export type Node = {
  readonly id: string
  readonly type: Kind
  parent: string | null
  /** Back to front. */
  children: string[]
  /** Relative to the container's plane. Groups have no plane of their own, so a group's child is placed in the group's container. */
  transform: Affine
  width: number
  height: number
  /** Values are never mutated, so that snapshots can share them. */
  values: Record<string, unknown>
  /** Plugin data under its key, shared plugin data under `namespace/key`. */
  data: Record<string, string>
  relaunch: Record<string, string>
}

export function copyOf(node: Node): Node {
  return {
    ...node,
    children: [...node.children],
    values: { ...node.values },
    data: { ...node.data },
    relaunch: { ...node.relaunch },
  }
}

export function holdsChildren(type: Kind): boolean {
  return containers.has(type)
}

/** Frame-like types, which have clipping, auto-layout and fills of their own. */
export function isFrame(type: Kind): boolean {
  return frames.has(type)
}

/** Includes text on a path, which has characters, fonts and fills too. */
export function isText(type: Kind): boolean {
  return type === 'TEXT' || type === 'TEXT_PATH'
}

/** Types sized by their content and without a plane of their own: their children are placed in the surrounding container (documented). */
export function isGroup(type: Kind): boolean {
  return isPlainGroup(type) || type === 'BOOLEAN_OPERATION'
}

/** Groups that draw nothing themselves. A transform group repeats its content, which this host draws once. */
export function isPlainGroup(type: Kind): boolean {
  return type === 'GROUP' || type === 'TRANSFORM_GROUP'
}

const frames = new Set<Kind>(['FRAME', 'COMPONENT', 'COMPONENT_SET', 'INSTANCE'])
const containers = new Set<Kind>([...frames, 'DOCUMENT', 'PAGE', 'GROUP', 'TRANSFORM_GROUP', 'BOOLEAN_OPERATION', 'SECTION'])
