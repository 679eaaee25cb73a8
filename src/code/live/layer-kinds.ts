// Classifies layers: vector, icon, image, text.

import { type Paints, fillsOf } from '../selection/paint.ts'
import { childrenOf } from './parts.ts'

const vectorTypes: readonly NodeType[] = ['VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON', 'LINE']
const shapeTypes: readonly NodeType[] = [...vectorTypes, 'ELLIPSE', 'RECTANGLE']

/** In px: icons are drawn at up to this size. */
const maxIconSide = 64

/** Whether the node is a text. `TEXT_PATH`, a text along a path, has characters and fonts like any other text (figma-audit H). */
export function isText(node: BaseNode): node is TextNode | TextPathNode {
  return node.type === 'TEXT' || node.type === 'TEXT_PATH'
}

export function isVector(type: NodeType): boolean {
  return vectorTypes.includes(type)
}

export function isImage(fills: Paints): boolean {
  return typeof fills !== 'symbol' && fills.some((fill) => fill.type === 'IMAGE' && fill.visible !== false)
}

/** Whether everything visible in a layer is a shape. */
function isOfShapes(node: SceneNode): boolean {
  const shown = childrenOf(node).filter((child) => child.visible)
  return shown.length === 0
    ? shapeTypes.includes(node.type) && !isImage(fillsOf(node))
    : node.type === 'BOOLEAN_OPERATION' || shown.every(isOfShapes)
}

/** Whether the node is an icon: small, made of shapes only, at least one of them a vector. Without a vector it would be a dot or a button. */
export function isIcon(node: SceneNode, children: readonly SceneNode[]): boolean {
  return (
    'children' in node &&
    node.type !== 'SECTION' &&
    children.length > 0 &&
    // Checked first, because the type of a node is known without a call to Figma. A hidden text does not count.
    !children.some((child) => isText(child) && child.visible) &&
    Math.max(node.width, node.height) <= maxIconSide &&
    node.findAllWithCriteria({ types: [...vectorTypes] }).length > 0 &&
    isOfShapes(node)
  )
}
