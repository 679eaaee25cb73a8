// Resizing: a frame moves its children by their constraints, and a group scales them.

import { at } from '../document/affine.ts'
import { isFlowing } from '../document/layout.ts'
import { isFrame, isGroup, type Node } from '../document/node.ts'
import { announce, nodeOf } from '../document/scene.ts'
import { settle } from '../document/structure.ts'
import { withTwins } from '../document/twins.ts'
import type { Size } from '../types.ts'
import { number, validate } from './check.ts'
import type { Desk } from './desk.ts'

/** A side of 0.01 reads back as a little less, and must be accepted again. */
function asMeant(side: unknown): unknown {
  return side === Math.fround(0.01) ? 0.01 : side
}

export function resize(desk: Desk, node: Node, width: unknown, height: unknown, withConstraints: boolean): void {
  validate('width', number(0.01), asMeant(width))
  validate('height', number(node.type === 'LINE' ? 0 : 0.01), asMeant(height))
  setSize(desk, node, Number(width), Number(height), withConstraints)
  settle(desk.scene, isFlowing(node) || isGroup(node.type) ? node.id : node.parent)
}

function setSize(desk: Desk, node: Node, width: number, height: number, withConstraints: boolean): void {
  const [formerWidth, formerHeight] = [node.width, node.height]
  withTwins(desk.scene, node, ['width', 'height'], () => takeSize(node, width, height))
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'width')
  if (isGroup(node.type)) return scaleChildren(desk, node, width / formerWidth, height / formerHeight)
  if (!withConstraints || !isFrame(node.type) || isFlowing(node)) return
  moveChildren(desk, node, { width: formerWidth, height: formerHeight })
}

function takeSize(node: Node, width: number, height: number): void {
  node.width = Math.fround(width)
  node.height = Math.fround(height)
  if (isFlowing(node)) Object.assign(node.values, { primaryAxisSizingMode: 'FIXED', counterAxisSizingMode: 'FIXED' })
  if (node.type === 'TEXT') node.values['textAutoResize'] = 'NONE'
}

function moveChildren(desk: Desk, node: Node, former: Size): void {
  for (const child of node.children.map((id) => nodeOf(desk.scene, id))) {
    const { horizontal, vertical } = (child.values['constraints'] ?? { horizontal: 'MIN', vertical: 'MIN' }) as {
      horizontal: string
      vertical: string
    }
    const across = constrained(horizontal, child.transform[0][2], child.width, former.width, node.width)
    const down = constrained(vertical, child.transform[1][2], child.height, former.height, node.height)
    child.transform = at(child.transform, across.start, down.start)
    if (across.length !== child.width || down.length !== child.height) setSize(desk, child, across.length, down.length, true)
  }
}

function scaleChildren(desk: Desk, group: Node, byX: number, byY: number): void {
  const [left, top] = [group.transform[0][2], group.transform[1][2]]
  for (const child of group.children.map((id) => nodeOf(desk.scene, id))) {
    child.transform = at(child.transform, left + (child.transform[0][2] - left) * byX, top + (child.transform[1][2] - top) * byY)
    setSize(desk, child, Math.max(0.01, child.width * byX), Math.max(0.01, child.height * byY), true)
  }
}

function constrained(kind: string, start: number, length: number, before: number, after: number): { start: number; length: number } {
  switch (kind) {
    case 'MAX':
      return { start: start + after - before, length }
    case 'CENTER':
      return { start: start + (after - before) / 2, length }
    case 'STRETCH':
      return { start, length: Math.max(0.01, length + after - before) }
    case 'SCALE':
      return { start: (start * after) / before, length: Math.max(0.01, (length * after) / before) }
    default:
      return { start, length }
  }
}
