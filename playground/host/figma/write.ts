// Writes a member of a node: checks the value first, then applies everything that follows (corners, layout, text size, groups).

import { at, identity, in32Bits, invert, multiply, rotated, rotationOf, withUnitAxes, type Affine } from '../document/affine.ts'
import { isFlowing, isPlacedByLayout } from '../document/layout.ts'
import { isGroup, isText, type Node } from '../document/node.ts'
import { isRangeField, rewrite, styleWhole, type FontName } from '../document/ranges.ts'
import { ancestorsOf, announce, nodeOf, selectNodes } from '../document/scene.ts'
import { defaultsOf, hasFourCorners } from '../document/schema.ts'
import { isInsideInstance, settle } from '../document/structure.ts'
import { stylesOf, withTwins } from '../document/twins.ts'
import { boolean, list, number, object, oneOf, string, transform, validate, anything, type Check } from './check.ts'
import { writeReferences } from './component-properties.ts'
import { follow } from './consequences.ts'
import type { Desk } from './desk.ts'
import { blendModes, effectList, normalPaints, notPainted, paintList, type Paint } from './paints.ts'
import { cornerNames } from './read.ts'
import { NodeRef } from './refs.ts'
import { isTextMember, requireFonts, requireNewFont } from './text.ts'
import { resolveBelow } from './variables.ts'

export function writeMember(desk: Desk, node: Node, name: string, value: unknown): void {
  checkType(node, name, value)
  const check = checks[name]
  if (check) validate(name, check, value)
  const write = writers[name]
  if (write) write(desk, node, value)
  else writeValue(desk, node, name, value)
}

export function writeValue(desk: Desk, node: Node, name: string, value: unknown): void {
  // An instance's name and position are its own.
  const facts = name === 'name' ? [] : [name, ...(isText(node.type) ? ['ranges', 'characters', 'width', 'height'] : [])]
  withTwins(desk.scene, node, facts, () => {
    if (isText(node.type)) return writeText(desk, node, name, value)
    node.values[name] = value
    follow(desk, node, name)
  })
}

function writeText(desk: Desk, node: Node, name: string, value: unknown): void {
  if (name === 'fontName') requireNewFont(desk, value as FontName)
  else if (isTextMember(name)) requireFonts(desk, node)
  if (name === 'characters') rewrite(node, String(value))
  else if (isRangeField(name)) styleWhole(node, name, value)
  else node.values[name] = value
  follow(desk, node, name)
}

/** Groups have no position of their own: moving one moves its children. */
export function setTransform(desk: Desk, node: Node, next: Affine): void {
  const delta = multiply(next, invert(node.transform) ?? identity)
  const turn = (one: Node): void => {
    one.transform = in32Bits(one === node ? next : multiply(delta, one.transform))
    if (isGroup(one.type)) for (const id of one.children) turn(nodeOf(desk.scene, id))
  }
  withTwins(desk.scene, node, node.type === 'COMPONENT' ? [] : ['transform'], () => turn(node))
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'relativeTransform')
  settle(desk.scene, node.parent)
}

const samples = new Map<Node['type'], Record<string, unknown>>()

/** A sample value of the right type for each member. */
function samplesOf(type: Node['type']): Record<string, unknown> {
  const known = samples.get(type) ?? { x: 0, y: 0, rotation: 0, ...defaultsOf(type) }
  samples.set(type, known)
  return known
}

function checkType(node: Node, name: string, value: unknown): void {
  const sample = samplesOf(node.type)[name]
  const type = typeof sample
  if ((type === 'number' || type === 'string' || type === 'boolean') && typeof value !== type) {
    throw new Error(`Expected "${name}" to have type ${type} but got ${value === null ? 'null' : typeof value} instead`)
  }
}

const positive = number(0)

export const checks: Record<string, Check> = {
  opacity: number(0, 1),
  blendMode: oneOf(...blendModes),
  fills: paintList,
  strokes: paintList,
  backgrounds: paintList,
  effects: effectList,
  x: number(),
  y: number(),
  rotation: number(),
  relativeTransform: transform,
  strokeWeight: positive,
  cornerRadius: positive,
  cornerSmoothing: number(0, 1),
  topLeftRadius: positive,
  topRightRadius: positive,
  bottomLeftRadius: positive,
  bottomRightRadius: positive,
  dashPattern: list(positive),
  strokeAlign: oneOf('CENTER', 'INSIDE', 'OUTSIDE'),
  strokeCap: oneOf('NONE', 'ROUND', 'SQUARE', 'ARROW_LINES', 'ARROW_EQUILATERAL'),
  strokeJoin: oneOf('MITER', 'BEVEL', 'ROUND'),
  layoutMode: oneOf('NONE', 'HORIZONTAL', 'VERTICAL', 'GRID'),
  layoutPositioning: oneOf('AUTO', 'ABSOLUTE'),
  primaryAxisSizingMode: oneOf('FIXED', 'AUTO'),
  counterAxisSizingMode: oneOf('FIXED', 'AUTO'),
  primaryAxisAlignItems: oneOf('MIN', 'MAX', 'CENTER', 'SPACE_BETWEEN'),
  counterAxisAlignItems: oneOf('MIN', 'MAX', 'CENTER', 'BASELINE'),
  layoutSizingHorizontal: oneOf('FIXED', 'HUG', 'FILL'),
  layoutSizingVertical: oneOf('FIXED', 'HUG', 'FILL'),
  layoutGrow: number(0, 1),
  layoutAlign: oneOf('MIN', 'CENTER', 'MAX', 'STRETCH', 'INHERIT'),
  paddingLeft: positive,
  paddingRight: positive,
  paddingTop: positive,
  paddingBottom: positive,
  constraints: object({
    horizontal: oneOf('MIN', 'CENTER', 'MAX', 'STRETCH', 'SCALE'),
    vertical: oneOf('MIN', 'CENTER', 'MAX', 'STRETCH', 'SCALE'),
  }),
  fontName: object({ family: string, style: string }),
  fontSize: number(1),
  booleanOperation: oneOf('UNION', 'INTERSECT', 'SUBTRACT', 'EXCLUDE'),
  isMask: boolean,
  maskType: oneOf('ALPHA', 'VECTOR', 'LUMINANCE'),
  visible: boolean,
  locked: boolean,
  clipsContent: boolean,
  textAutoResize: oneOf('NONE', 'WIDTH_AND_HEIGHT', 'HEIGHT', 'TRUNCATE'),
  textAlignHorizontal: oneOf('LEFT', 'CENTER', 'RIGHT', 'JUSTIFIED'),
  textAlignVertical: oneOf('TOP', 'CENTER', 'BOTTOM'),
  textCase: oneOf('ORIGINAL', 'UPPER', 'LOWER', 'TITLE', 'SMALL_CAPS', 'SMALL_CAPS_FORCED'),
  textDecoration: oneOf('NONE', 'UNDERLINE', 'STRIKETHROUGH'),
  lineHeight: object({ unit: oneOf('AUTO', 'PIXELS', 'PERCENT') }, { value: number(0) }),
  letterSpacing: object({ unit: oneOf('PIXELS', 'PERCENT'), value: number() }),
  vectorPaths: list(object({ windingRule: oneOf('EVENODD', 'NONZERO', 'NONE'), data: string })),
  pointCount: number(3),
  innerRadius: number(0, 1),
  selection: list(anything),
}

type Write = (desk: Desk, node: Node, value: unknown) => void

function writePaints(name: string): Write {
  return (desk, node, value) => {
    // Setting paints directly detaches a layer from its style.
    if (name === 'fills' && node.values['fillStyleId']) writeValue(desk, node, 'fillStyleId', '')
    writeValue(desk, node, name, paintsOf(desk, value))
    resolveBelow(desk, node.id)
  }
}

export function writeFillStyle(desk: Desk, node: Node, id: unknown): void {
  const style = stylesOf(desk.scene)[String(id)]
  if (!style) throw new Error(`The style with id "${String(id)}" does not exist`)
  writeValue(desk, node, 'fills', style.paints)
  writeValue(desk, node, 'fillStyleId', style.id)
}

function paintsOf(desk: Desk, value: unknown): readonly Paint[] {
  const paints = normalPaints(value as readonly Paint[])
  // As the typings say about `fills`; the author of a document would use the editor.
  if (desk.isDynamic && paints.some(({ type }) => type === 'PATTERN'))
    throw new Error('In order to set pattern fills, you must use setFillsAsync')
  for (const what of notPainted(paints)) desk.report(`${what}: not painted by this host`)
  return paints
}

/** Converts a checked value to the form in which it is stored. */
export function normalOf(desk: Desk, name: string, value: unknown): unknown {
  return name === 'fills' ? paintsOf(desk, value) : value
}

function writeCorner(name: string): Write {
  return (desk, node, value) => writeValue(desk, node, name, value)
}

function move(make: (node: Node, value: unknown) => Affine): Write {
  return (desk, node, value) => {
    if (isInsideInstance(desk.scene, node)) throw new Error('This property cannot be overridden in an instance')
    const next = make(node, value)
    const isStuck = isPlacedByLayout(desk.scene, node)
    setTransform(desk, node, isStuck ? at(next, node.transform[0][2], node.transform[1][2]) : next)
  }
}

function writeSizing(name: 'layoutSizingHorizontal' | 'layoutSizingVertical'): Write {
  return (desk, node, value) => {
    if (value === 'FILL' && !isPlacedByLayout(desk.scene, node)) throw new Error('FILL can only be set on children of auto-layout frames')
    if (value === 'HUG' && !isFlowing(node) && node.type !== 'TEXT')
      throw new Error('HUG can only be set on auto-layout frames and text children of auto-layout frames')
    const isAlong = (node.values['layoutMode'] === 'HORIZONTAL') === (name === 'layoutSizingHorizontal')
    if (isFlowing(node)) node.values[isAlong ? 'primaryAxisSizingMode' : 'counterAxisSizingMode'] = value === 'HUG' ? 'AUTO' : 'FIXED'
    writeValue(desk, node, name, value)
  }
}

const writers: Record<string, Write> = {
  fills: writePaints('fills'),
  componentPropertyReferences: writeReferences,
  strokes: writePaints('strokes'),
  fillStyleId: (desk, node, value) => {
    if (desk.isDynamic) throw new Error('Cannot call with documentAccess: dynamic-page. Use node.setFillStyleIdAsync instead.')
    writeFillStyle(desk, node, value)
  },
  backgrounds: writePaints('backgrounds'),
  x: move((node, value) => at(node.transform, Number(value), node.transform[1][2])),
  y: move((node, value) => at(node.transform, node.transform[0][2], Number(value))),
  rotation: move((node, value) => (rotationOf(node.transform) === value ? node.transform : rotated(node.transform, Number(value)))),
  relativeTransform: move((_, value) => withUnitAxes(value as Affine)),
  cornerRadius: (desk, node, value) => {
    if (hasFourCorners(node.type)) for (const corner of cornerNames) node.values[corner] = value
    writeCorner('cornerRadius')(desk, node, value)
  },
  layoutSizingHorizontal: writeSizing('layoutSizingHorizontal'),
  layoutSizingVertical: writeSizing('layoutSizingVertical'),
  layoutMode: (desk, node, value) => {
    if (value === 'GRID') throw new Error('layoutMode GRID: not implemented by this host')
    writeValue(desk, node, 'layoutMode', value)
  },
  selection: (desk, node, value) => {
    const ids = (value as readonly unknown[]).map((item) => {
      if (item instanceof NodeRef && desk.scene.nodes.has(item.id)) return item.id
      throw new Error('The selection of a page can only include nodes in that page')
    })
    if (ids.some((id) => !ancestorsOf(desk.scene, id).includes(node)))
      throw new Error('The selection of a page can only include nodes in that page')
    // A selection never contains a node together with one of its ancestors.
    const outermost = ids.filter((id) => !ancestorsOf(desk.scene, id).some((one) => ids.includes(one.id)))
    if (node.id === desk.scene.page) selectNodes(desk.scene, [...new Set(outermost)])
  },
}
