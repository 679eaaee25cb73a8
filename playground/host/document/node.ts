// What the document keeps of a node: structure and place as fields, all else as named values.

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
  /** To the plane of the container: groups have no plane of their own, so a child of a group is placed in the group's container. */
  transform: Affine
  width: number
  height: number
  /** Values are never changed in place, so that a snapshot may share them. */
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

/** Frames in the wide sense: with a clip, auto-layout and fills of their own. */
export function isFrame(type: Kind): boolean {
  return frames.has(type)
}

/** Along a path too: it has characters, fonts and fills like any other. */
export function isText(type: Kind): boolean {
  return type === 'TEXT' || type === 'TEXT_PATH'
}

/** As large as what they hold and without a plane of their own: their children are placed in the container around them (documented). */
export function isGroup(type: Kind): boolean {
  return isPlainGroup(type) || type === 'BOOLEAN_OPERATION'
}

/** Without anything drawn of its own. A transform group repeats what it holds, which this host draws once. */
export function isPlainGroup(type: Kind): boolean {
  return type === 'GROUP' || type === 'TRANSFORM_GROUP'
}

const frames = new Set<Kind>(['FRAME', 'COMPONENT', 'COMPONENT_SET', 'INSTANCE'])
const containers = new Set<Kind>([...frames, 'DOCUMENT', 'PAGE', 'GROUP', 'TRANSFORM_GROUP', 'BOOLEAN_OPERATION', 'SECTION'])
