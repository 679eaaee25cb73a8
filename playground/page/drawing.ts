// The shape tools, as in Figma: each draws one shape, then the pointer selects again.

import type { Box, Host } from '../host/types.ts'
import type { Point } from './view.ts'

export type Tool = 'RECTANGLE' | 'ELLIPSE'

export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

/** Draws a shape inside the frame where the stroke began, or on the page, and selects it. */
export async function drawShape(host: Host, tool: Tool, from: Point, to: Point): Promise<void> {
  const { x, y, width, height } = boxBetween(from, to)
  const asked = JSON.stringify({ tool, x, y, width, height, under: host.hit(from.x, from.y) })
  const id = await host.author<string>(`async (figma) => {
    const { tool, x, y, width, height, under } = ${asked}
    const hit = under === null ? null : await figma.getNodeByIdAsync(under)
    const parent = hit !== null && hit.type === 'FRAME' && hit.layoutMode === 'NONE' ? hit : figma.currentPage
    const shape = tool === 'ELLIPSE' ? figma.createEllipse() : figma.createRectangle()
    parent.appendChild(shape)
    shape.resize(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
    const [left, top] = parent.type === 'PAGE' ? [0, 0] : [parent.absoluteTransform[0][2], parent.absoluteTransform[1][2]]
    shape.x = Math.round(x - left)
    shape.y = Math.round(y - top)
    return shape.id
  }`)
  host.select([id])
}
