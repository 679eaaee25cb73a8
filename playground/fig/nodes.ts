// Converts the nodes of a .fig file to the stand-in's document.

import type { SceneGraph, SceneNode } from '@open-pencil/scene-graph'
import { type Affine, apply, multiply } from '../host/document/affine.ts'
import { isGroup, type Kind, type Node } from '../host/document/node.ts'
import { defaultsOf } from '../host/document/schema.ts'
import { isRead } from './left-out.ts'
import { paintsOf } from './paints.ts'
import { valuesOf } from './values.ts'

const kinds: Partial<Record<SceneNode['type'], Kind>> = {
  FRAME: 'FRAME',
  GROUP: 'GROUP',
  SECTION: 'SECTION',
  COMPONENT: 'COMPONENT',
  COMPONENT_SET: 'COMPONENT_SET',
  INSTANCE: 'INSTANCE',
  RECTANGLE: 'RECTANGLE',
  ROUNDED_RECTANGLE: 'RECTANGLE',
  ELLIPSE: 'ELLIPSE',
  POLYGON: 'POLYGON',
  STAR: 'STAR',
  LINE: 'LINE',
  VECTOR: 'VECTOR',
  BOOLEAN_OPERATION: 'BOOLEAN_OPERATION',
  TEXT: 'TEXT',
}

/** The reader returns unsupported records as rectangles, so their real type is looked up by the id in the file. */
function kindOf(node: SceneNode, typeInFile: (id: string) => string | undefined): Kind | undefined {
  const type = node.source.id === null ? undefined : typeInFile(node.source.id)
  return type === undefined || isRead(type) ? kinds[node.type] : undefined
}

/** Rotation and mirroring about the centre. A matrix from the file is used as it is, as it may also be skewed. */
function linearOf(node: SceneNode): Affine {
  const raw = node.source.fig.rawTransform
  if (raw !== null && node.source.editedFields.length === 0)
    return [
      [raw.m00, raw.m01, 0],
      [raw.m10, raw.m11, 0],
    ]
  const angle = (node.rotation * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [x, y] = [node.flipX ? -1 : 1, node.flipY ? -1 : 1]
  return [
    [cos * x, -sin * y, 0],
    [sin * x, cos * y, 0],
  ]
}

/** The reader gives the corner of the unrotated box; its centre is the same. */
function transformOf(node: SceneNode): Affine {
  const linear = linearOf(node)
  const middle = apply(linear, { x: node.width / 2, y: node.height / 2 })
  return [
    [linear[0][0], linear[0][1], node.x + node.width / 2 - middle.x],
    [linear[1][0], linear[1][1], node.y + node.height / 2 - middle.y],
  ]
}

type Walk = {
  readonly graph: SceneGraph
  readonly typeInFile: (id: string) => string | undefined
  /** Id of a node in this document; inside an instance it has Figma's form. */
  readonly idOf: (node: SceneNode) => string
  readonly nodes: Node[]
}

function add(walk: Walk, node: SceneNode, parent: string, inPlane: Affine | null): string | null {
  const kind = kindOf(node, walk.typeInFile)
  if (kind === undefined) return null
  const own = transformOf(node)
  const transform = inPlane === null ? own : multiply(inPlane, own)
  const main = node.componentId === null || kind !== 'INSTANCE' ? undefined : walk.graph.getNode(node.componentId)
  const made: Node = {
    id: walk.idOf(node),
    type: kind,
    parent,
    children: [],
    transform,
    width: node.width,
    height: node.height,
    values: { ...valuesOf(node, kind), ...(main === undefined ? {} : { mainComponentId: walk.idOf(main) }) },
    data: {},
    relaunch: {},
  }
  walk.nodes.push(made)
  // Children of a group are placed in the plane of the group's container.
  made.children.push(...childrenOf(walk, node, made.id, isGroup(kind) ? transform : null))
  return made.id
}

function childrenOf(walk: Walk, of: SceneNode, id: string, inPlane: Affine | null): string[] {
  return of.childIds.flatMap((childId) => {
    const child = walk.graph.getNode(childId)
    return child === undefined ? [] : (add(walk, child, id, inPlane) ?? [])
  })
}

/** Keeps the ids of the file. Copies in instances get the id of their instance in front of that of their original. */
function namer(graph: SceneGraph): (node: SceneNode) => string {
  const free = (node: SceneNode): string => node.source.id ?? `9999:${node.id.replace(/^.*:/, '')}`
  const instanceAbove = (node: SceneNode): SceneNode | null => {
    let top: SceneNode | null = null
    for (let at = node.parentId; at !== null;) {
      const above = graph.getNode(at)
      if (above === undefined) break
      if (above.type === 'INSTANCE') top = above
      at = above.parentId
    }
    return top
  }
  return (node) => {
    const instance = instanceAbove(node)
    return instance === null ? free(node) : `I${free(instance)};${node.id.replace(/^.*:/, '9999:')}`
  }
}

function backgroundOf(page: SceneNode): unknown {
  const color = page.source.fig.rawNodeFields['backgroundColor']
  const known = typeof color === 'object' && color !== null && 'r' in color && 'g' in color && 'b' in color
  return known ? paintsOf([{ type: 'SOLID', visible: true, opacity: 1, color: { a: 1, ...(color as object) } as never }]) : undefined
}

/** The document, its pages and everything on them, parents first. Figma's internal pages are skipped. */
export function nodesOf(graph: SceneGraph, typeInFile: (id: string) => string | undefined): readonly Node[] {
  const root: Node = {
    id: '0:0',
    type: 'DOCUMENT',
    parent: null,
    children: [],
    transform: transformOfNothing,
    width: 100,
    height: 100,
    values: { ...defaultsOf('DOCUMENT'), name: 'Untitled' },
    data: {},
    relaunch: {},
  }
  const walk: Walk = { graph, typeInFile, idOf: namer(graph), nodes: [root] }
  for (const page of graph.getPages().filter(({ internalOnly }) => !internalOnly)) {
    const id = walk.idOf(page)
    const background = backgroundOf(page)
    const values = { ...defaultsOf('PAGE'), ...(background === undefined ? {} : { backgrounds: background }), name: page.name }
    const made: Node = { ...root, id, type: 'PAGE', parent: root.id, children: [], values, data: {}, relaunch: {} }
    walk.nodes.push(made)
    root.children.push(id)
    made.children.push(...childrenOf(walk, page, id, null))
  }
  return walk.nodes
}

const transformOfNothing: Affine = [
  [1, 0, 0],
  [0, 1, 0],
]
