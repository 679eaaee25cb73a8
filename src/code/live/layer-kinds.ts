// What kind of thing a layer is: a vector, an icon, an image.

import { type Paints, childrenOf, fillsOf } from './parts.ts'

const vectorTypes: readonly NodeType[] = ['VECTOR', 'BOOLEAN_OPERATION', 'STAR', 'POLYGON', 'LINE']
const shapeTypes: readonly NodeType[] = [...vectorTypes, 'ELLIPSE', 'RECTANGLE']

/** In px: icons are drawn at up to this size. */
const maxIconSide = 64

/** A text, along a path too: `TEXT_PATH` has characters and fonts like any other (figma-audit H). */
export function isText(node: BaseNode): node is TextNode | TextPathNode {
  return node.type === 'TEXT' || node.type === 'TEXT_PATH'
}

export function isVector(type: NodeType): boolean {
  return vectorTypes.includes(type)
}

export function isImage(fills: Paints): boolean {
  return typeof fills !== 'symbol' && fills.some((fill) => fill.type === 'IMAGE' && fill.visible !== false)
}

/** Whether all that is seen of a layer are shapes. */
function isOfShapes(node: SceneNode): boolean {
  const shown = childrenOf(node).filter((child) => child.visible)
  return shown.length === 0
    ? shapeTypes.includes(node.type) && !isImage(fillsOf(node))
    : node.type === 'BOOLEAN_OPERATION' || shown.every(isOfShapes)
}

/** Small, of shapes only, and one of them drawn by hand: else it would be a dot or a button. */
export function isIcon(node: SceneNode, children: readonly SceneNode[]): boolean {
  return (
    'children' in node &&
    node.type !== 'SECTION' &&
    children.length > 0 &&
    // First, as the type of a node is known without leaving the sandbox. A hidden text does not count.
    !children.some((child) => isText(child) && child.visible) &&
    Math.max(node.width, node.height) <= maxIconSide &&
    node.findAllWithCriteria({ types: [...vectorTypes] }).length > 0 &&
    isOfShapes(node)
  )
}
