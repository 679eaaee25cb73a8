// Reads a member of a node.

import { intersection, rotationOf } from '../document/affine.ts'
import type { Box } from '../types.ts'
import { absoluteBox, absoluteTransform, renderBounds } from '../document/geometry.ts'
import { ancestorsOf, nodeOf } from '../document/scene.ts'
import { isFrame, isText, type Node } from '../document/node.ts'
import { componentOf, propertiesOf, readDefinitions, readReferences, variantOf } from '../document/properties.ts'
import { distinct, fontsOf, isRangeField, valuesOf } from '../document/ranges.ts'
import { explicitModes, resolvedModes } from '../document/variables.ts'
import { hasFourCorners } from '../document/schema.ts'
import type { Desk } from './desk.ts'
import { mixed, NodeRef } from './refs.ts'
import { hasMissingFont, weightOf } from './text.ts'

export function readMember(desk: Desk, node: Node, name: string): unknown {
  const read = readers[name]
  if (read) return places.has(name) ? asKept(read(desk, node)) : read(desk, node)
  return isText(node.type) && isRangeField(name) ? oneOf(valuesOf(node, name)) : node.values[name]
}

/** Figma stores positions and sizes as 32-bit floats: far out, a step is hundredths of a pixel (figma-audit P). */
const places = new Set([
  'x',
  'y',
  'width',
  'height',
  'relativeTransform',
  'absoluteTransform',
  'absoluteBoundingBox',
  'absoluteRenderBounds',
])

function asKept(value: unknown): unknown {
  if (typeof value === 'number') return Math.fround(value)
  if (Array.isArray(value)) return value.map(asKept)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asKept(one)]))
}

function oneOf([first, ...others]: readonly unknown[]): unknown {
  return others.length === 0 ? first : mixed
}

export function refTo(desk: Desk, id: string): NodeRef {
  return new NodeRef(id, nodeOf(desk.scene, id).type)
}

export function requireLoaded(desk: Desk, node: Node): void {
  if (!desk.isDynamic || node.type !== 'PAGE' || desk.loadedPages.has(node.id)) return
  throw new Error('Cannot access children on a page that has not been explicitly loaded. Remember to call .loadAsync() on the page first.')
}

/** Only an unloaded page node withholds its children; nodes below it answer. A page that was opened counts as loaded. */
export function childrenOf(desk: Desk, node: Node): NodeRef[] {
  requireLoaded(desk, node)
  return node.children.map((id) => refTo(desk, id))
}

export const cornerNames = ['topLeftRadius', 'topRightRadius', 'bottomLeftRadius', 'bottomRightRadius'] as const

const readers: Record<string, (desk: Desk, node: Node) => unknown> = {
  parent: (desk, node) => (node.parent === null ? null : refTo(desk, node.parent)),
  children: childrenOf,
  selection: (desk, node) => (node.id === desk.scene.page ? desk.scene.selection.map((id) => refTo(desk, id)) : []),
  x: (_, node) => node.transform[0][2],
  y: (_, node) => node.transform[1][2],
  width: (_, node) => node.width,
  height: (_, node) => node.height,
  rotation: (_, node) => rotationOf(node.transform),
  relativeTransform: (_, node) => node.transform,
  explicitVariableModes: (_, node) => explicitModes(node),
  resolvedVariableModes: (desk, node) => resolvedModes(desk.scene, node),
  boundVariables: (_, node) => node.values['bound'] ?? {},
  absoluteTransform: (desk, node) => absoluteTransform(desk.scene, node),
  absoluteBoundingBox: (desk, node) => absoluteBox(desk.scene, node),
  absoluteRenderBounds: (desk, node) => {
    const bounds = renderBounds(desk.scene, node)
    if (!desk.hasQuirk('bounds-cut-off')) return bounds
    const cutting = ancestorsOf(desk.scene, node.id).filter((one) => one.values['clipsContent'] === true)
    return cutting.reduce<Box | null>((left, one) => left && intersection(left, absoluteBox(desk.scene, one)), bounds)
  },
  cornerRadius: (_, node) => {
    if (!hasFourCorners(node.type)) return node.values['cornerRadius']
    const [first, ...rest] = cornerNames.map((corner) => node.values[corner])
    return rest.every((radius) => radius === first) ? first : mixed
  },
  targetAspectRatio: (_, node) => node.values['targetAspectRatio'] ?? null,
  hasMissingFont: (desk, node) => hasMissingFont(desk, node),
  fontWeight: (_, node) => oneOf(distinct(fontsOf(node).map(weightOf))),
  componentPropertyDefinitions: (desk, node) => readDefinitions(desk.scene, node),
  componentPropertyReferences: (desk, node) => readReferences(desk.scene, node),
  componentProperties: (desk, node) => propertiesOf(desk.scene, node),
  variantProperties: (desk, node) => {
    const component = node.type === 'INSTANCE' ? componentOf(desk.scene, node) : node
    return component ? variantOf(desk.scene, component) : null
  },
  remote: () => false,
  key: (_, node) => node.id,
  mainComponent: (desk, node) => {
    if (desk.isDynamic) throw new Error('Cannot call with documentAccess: dynamic-page. Use node.getMainComponentAsync instead.')
    return mainComponentOf(desk, node)
  },
  defaultVariant: (desk, node) => (node.children[0] === undefined ? null : refTo(desk, node.children[0])),
}

export function mainComponentOf(desk: Desk, node: Node): NodeRef | null {
  const id = String(node.values['mainComponentId'])
  return desk.scene.nodes.has(id) ? refTo(desk, id) : null
}

export function topLevelFrameOf(desk: Desk, node: Node): NodeRef | null {
  const top = [node, ...ancestorsOf(desk.scene, node.id)].filter((one) => isFrame(one.type)).at(-1)
  return top ? refTo(desk, top.id) : null
}
