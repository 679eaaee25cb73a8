// Converts the members of a node of a .fig file to the stand-in's values. Members that its type does not have are omitted.

import type { SceneNode } from '@open-pencil/scene-graph'
import type { Kind } from '../host/document/node.ts'
import { defaultsOf } from '../host/document/schema.ts'
import { effectsOf, paintsOf, strokeFields, type Value } from './paints.ts'
import { pathsOf } from './path.ts'
import { textFields } from './text.ts'

function cornerFields(node: SceneNode): Value {
  const { independentCorners: isEach, cornerRadius } = node
  return {
    cornerRadius,
    cornerSmoothing: node.cornerSmoothing,
    topLeftRadius: isEach ? node.topLeftRadius : cornerRadius,
    topRightRadius: isEach ? node.topRightRadius : cornerRadius,
    bottomLeftRadius: isEach ? node.bottomLeftRadius : cornerRadius,
    bottomRightRadius: isEach ? node.bottomRightRadius : cornerRadius,
  }
}

const sizing = { FIXED: 'FIXED', HUG: 'AUTO', FILL: 'FIXED' } as const

/** Children of a grid stay where the file has them, as this stand-in only lays out rows and columns. */
function flowFields(node: SceneNode): Value {
  if (node.layoutMode !== 'HORIZONTAL' && node.layoutMode !== 'VERTICAL') return {}
  return {
    layoutMode: node.layoutMode,
    layoutWrap: node.layoutWrap === 'WRAP' ? 'WRAP' : 'NO_WRAP',
    primaryAxisSizingMode: sizing[node.primaryAxisSizing],
    counterAxisSizingMode: sizing[node.counterAxisSizing],
    primaryAxisAlignItems: node.primaryAxisAlign,
    counterAxisAlignItems: node.counterAxisAlign === 'STRETCH' ? 'MIN' : node.counterAxisAlign,
    itemSpacing: node.itemSpacing,
    paddingLeft: node.paddingLeft,
    paddingRight: node.paddingRight,
    paddingTop: node.paddingTop,
    paddingBottom: node.paddingBottom,
    itemReverseZIndex: node.itemReverseZIndex,
    strokesIncludedInLayout: node.strokesIncludedInLayout,
  }
}

function placeFields(node: SceneNode): Value {
  return {
    constraints: { horizontal: node.horizontalConstraint, vertical: node.verticalConstraint },
    layoutPositioning: node.layoutPositioning,
    layoutGrow: node.layoutGrow,
    layoutAlign: node.layoutAlignSelf === 'STRETCH' ? 'STRETCH' : 'INHERIT',
    minWidth: node.minWidth,
    maxWidth: node.maxWidth,
    minHeight: node.minHeight,
    maxHeight: node.maxHeight,
  }
}

function shapeFields(node: SceneNode): Value {
  return {
    pointCount: node.pointCount,
    innerRadius: node.starInnerRadius,
    booleanOperation: node.booleanOperation ?? 'UNION',
    ...(node.arcData === null ? {} : { arcData: { ...node.arcData } }),
    ...(node.vectorNetwork === null ? {} : { vectorPaths: pathsOf(node.vectorNetwork) }),
  }
}

export function valuesOf(node: SceneNode, kind: Kind): Record<string, unknown> {
  const defaults = defaultsOf(kind)
  const read: Value = {
    visible: node.visible,
    locked: node.locked,
    opacity: node.opacity,
    blendMode: node.blendMode,
    isMask: node.isMask,
    maskType: node.maskType,
    clipsContent: node.clipsContent,
    fills: paintsOf(node.fills),
    effects: effectsOf(node.effects),
    ...strokeFields(node),
    ...cornerFields(node),
    ...flowFields(node),
    ...placeFields(node),
    ...shapeFields(node),
    ...(kind === 'TEXT' ? textFields(node) : {}),
  }
  const own = Object.fromEntries(Object.entries(read).filter(([name]) => name in defaults || (kind === 'TEXT' && name === 'ranges')))
  return { ...defaults, ...own, name: node.name }
}
