// A boolean operation as one outline: combines its children's shapes from back to front.

import type { SkiaRenderer } from '@open-pencil/core/canvas'
import { SceneGraph, type VectorNetwork } from '@open-pencil/scene-graph'
import { parseSVGPath } from '@open-pencil/scene-graph/parse-path'
import type { CanvasKit, Path } from 'canvaskit-wasm'
import { identity, invert, multiply, type Affine } from '../document/affine.ts'
import { isFrame, isGroup, isText, type Node } from '../document/node.ts'
import { nodeOf, type Scene } from '../document/scene.ts'
import { fieldsOf, graphTypes } from './openpencil-fields.ts'
import { matrixOf } from './skia.ts'

export type Outline = { readonly network: VectorNetwork; readonly path: Path }

/** As a network for the renderer's strokes, and as the path itself, because a network loses the winding direction of holes. */
export function outlineOf(ck: CanvasKit, skia: SkiaRenderer, scene: Scene, node: Node): Outline {
  const shape = shapeOf({ ck, skia, scene }, node)
  const network = parseSVGPath(shape.toSVGString(), 'EVENODD')
  return { network, path: wound(ck, shape) }
}

/**
 * The renderer ignores the even-odd rule for shadows, which would fill the holes. Where outlines touch, Skia cannot rewind them; then only
 * the shadows are wrong.
 */
function wound(ck: CanvasKit, path: Path): Path {
  const rewound = path.makeAsWinding()
  const difference = rewound?.copy()
  difference?.op(path, ck.PathOp.XOR)
  const isSame = difference?.isEmpty() === true
  difference?.delete()
  if (rewound && isSame) {
    path.delete()
    return rewound
  }
  rewound?.delete()
  return path
}

type Tools = { readonly ck: CanvasKit; readonly skia: SkiaRenderer; readonly scene: Scene }

/** In the node's own coordinates. Strokes of the parts are ignored. */
function shapeOf(tools: Tools, node: Node): Path {
  const { ck, scene } = tools
  if (!isGroup(node.type) && !isFrame(node.type)) return leafOf(tools, node)
  const back = isGroup(node.type) ? (invert(node.transform) ?? identity) : identity
  const shown = node.children.map((id) => nodeOf(scene, id)).filter((child) => child.values['visible'] !== false)
  const parts = shown.map((child) => placed(shapeOf(tools, child), multiply(back, child.transform)))
  if (isFrame(node.type) && isFilled(node)) parts.unshift(leafOf(tools, node))
  const operation = operations[node.values['booleanOperation'] as string] ?? 'Union'
  const whole = parts.shift() ?? new ck.Path()
  for (const part of parts) {
    whole.op(part, ck.PathOp[operation])
    part.delete()
  }
  return whole
}

const operations: Record<string, 'Union' | 'Difference' | 'Intersect' | 'XOR'> = {
  UNION: 'Union',
  SUBTRACT: 'Difference',
  INTERSECT: 'Intersect',
  EXCLUDE: 'XOR',
}

function leafOf({ ck, skia }: Tools, node: Node): Path {
  const type = graphTypes[node.type]
  if (node.type === 'VECTOR') return vectorOf(ck, node)
  if (!type || isText(node.type)) return new ck.Path()
  // Uses the renderer's own shapes; a graph of one node is enough.
  const graph = new SceneGraph()
  const page = graph.getPages()[0] ?? graph.addPage('page')
  const shape = graph.createNode(type, page.id, fieldsOf(node))
  const isRound = [shape.cornerRadius, shape.topLeftRadius, shape.topRightRadius, shape.bottomLeftRadius, shape.bottomRightRadius].some(
    (radius) => radius > 0,
  )
  return skia.makeNodeShapePath(shape, ck.LTRBRect(0, 0, node.width, node.height), isRound)
}

function vectorOf(ck: CanvasKit, node: Node): Path {
  const whole = new ck.Path()
  for (const { data, windingRule } of node.values['vectorPaths'] as readonly { data: string; windingRule: string }[]) {
    const part = ck.Path.MakeFromSVGString(data)
    if (!part) continue
    part.setFillType(windingRule === 'EVENODD' ? ck.FillType.EvenOdd : ck.FillType.Winding)
    whole.op(part, ck.PathOp.Union)
    part.delete()
  }
  return whole
}

function placed(path: Path, matrix: Affine): Path {
  return path.transform(matrixOf(matrix))
}

function isFilled(node: Node): boolean {
  return ((node.values['fills'] ?? []) as readonly { visible?: boolean }[]).some((paint) => paint.visible !== false)
}
