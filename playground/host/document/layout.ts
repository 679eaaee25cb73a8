// Basic auto-layout: one row or column with padding, gap, alignment, hug and fill. Wrap, grid and baselines are not supported.

import { at, boxThrough } from './affine.ts'
import { ownBox } from './geometry.ts'
import { isFrame, isGroup, type Node } from './node.ts'
import { nodeOf, type Scene } from './scene.ts'
import type { Box } from '../types.ts'

export function layOut(scene: Scene, frame: Node): void {
  if (!isFlowing(frame)) return
  const along: Axis = frame.values['layoutMode'] === 'HORIZONTAL' ? horizontal : vertical
  const across = along === horizontal ? vertical : horizontal
  const items = frame.children.map((id) => nodeOf(scene, id)).filter(isInFlow)
  if (frame.values['primaryAxisSizingMode'] === 'AUTO' && items.length > 0) setSize(frame, along, contentLength(frame, items, along))
  if (frame.values['counterAxisSizingMode'] === 'AUTO' && items.length > 0)
    setSize(frame, across, padding(frame, across) + Math.max(...items.map((item) => length(item, across))))
  fill(scene, frame, items, along, across)
  place(scene, frame, items, along, across)
}

export function isFlowing(node: Node): boolean {
  return isFrame(node.type) && (node.values['layoutMode'] === 'HORIZONTAL' || node.values['layoutMode'] === 'VERTICAL')
}

/** Whether auto-layout positions the node, so that its x and y cannot be set. */
export function isPlacedByLayout(scene: Scene, node: Node): boolean {
  return node.parent !== null && isFlowing(nodeOf(scene, node.parent)) && node.values['layoutPositioning'] !== 'ABSOLUTE'
}

type Axis = { size: 'width' | 'height'; sizing: string; before: string; after: string }

const horizontal: Axis = { size: 'width', sizing: 'layoutSizingHorizontal', before: 'paddingLeft', after: 'paddingRight' }
const vertical: Axis = { size: 'height', sizing: 'layoutSizingVertical', before: 'paddingTop', after: 'paddingBottom' }

function isInFlow(node: Node): boolean {
  return node.values['visible'] !== false && node.values['layoutPositioning'] !== 'ABSOLUTE'
}

function number(node: Node, name: string): number {
  return Number(node.values[name] ?? 0)
}

function padding(frame: Node, axis: Axis): number {
  return number(frame, axis.before) + number(frame, axis.after)
}

function length(node: Node, axis: Axis): number {
  return boxOf(node)[axis.size]
}

/** Bounding box about the node's own corner. Most nodes are not rotated, and layouts are computed at every step of building one. */
function boxOf(node: Node): Box {
  const [[a, c], [b, d]] = node.transform
  return a === 1 && b === 0 && c === 0 && d === 1 ? ownBox(node) : boxThrough(at(node.transform, 0, 0), ownBox(node))
}

function setSize(node: Node, axis: Axis, value: number): void {
  void (node[axis.size] = Math.max(0.01, value))
}

function contentLength(frame: Node, items: readonly Node[], axis: Axis): number {
  return padding(frame, axis) + number(frame, 'itemSpacing') * (items.length - 1) + items.reduce((sum, item) => sum + length(item, axis), 0)
}

function fill(scene: Scene, frame: Node, items: readonly Node[], along: Axis, across: Axis): void {
  const growing = items.filter((item) => item.values[along.sizing] === 'FILL' || number(item, 'layoutGrow') === 1)
  const free = frame[along.size] - contentLength(frame, items, along) + growing.reduce((sum, item) => sum + length(item, along), 0)
  for (const item of growing) setSize(item, along, free / growing.length)
  const stretched = items.filter((item) => item.values[across.sizing] === 'FILL' || item.values['layoutAlign'] === 'STRETCH')
  for (const item of stretched) setSize(item, across, frame[across.size] - padding(frame, across))
  for (const item of new Set([...growing, ...stretched])) layOut(scene, item)
}

function place(scene: Scene, frame: Node, items: readonly Node[], along: Axis, across: Axis): void {
  const free = frame[along.size] - contentLength(frame, items, along)
  const align = String(frame.values['primaryAxisAlignItems'])
  const spread = align === 'SPACE_BETWEEN' && items.length > 1 ? free / (items.length - 1) : 0
  let cursor = number(frame, along.before) + free * share(align === 'SPACE_BETWEEN' ? 'MIN' : align)
  for (const item of items) {
    const slack = frame[across.size] - padding(frame, across) - length(item, across)
    const offset = number(frame, across.before) + slack * share(String(frame.values['counterAxisAlignItems']))
    const [x, y] = along === horizontal ? [cursor, offset] : [offset, cursor]
    const inset = boxOf(item)
    moveTo(scene, item, x - inset.x, y - inset.y)
    cursor += length(item, along) + number(frame, 'itemSpacing') + spread
  }
}

/** Moves a group's children along, as they are placed in the plane around the group. */
function moveTo(scene: Scene, node: Node, x: number, y: number): void {
  const [dx, dy] = [x - node.transform[0][2], y - node.transform[1][2]]
  if (dx === 0 && dy === 0) return
  node.transform = at(node.transform, x, y)
  if (!isGroup(node.type)) return
  for (const child of node.children.map((id) => nodeOf(scene, id)))
    moveTo(scene, child, child.transform[0][2] + dx, child.transform[1][2] + dy)
}

function share(align: string): number {
  return align === 'CENTER' ? 0.5 : align === 'MAX' ? 1 : 0
}
