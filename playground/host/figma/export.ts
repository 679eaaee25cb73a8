// exportAsync: the settings Figma knows, the part of the page that a picture covers, and its size in pixels.

import { identity, multiply, type Affine } from '../document/affine.ts'
import { absoluteBox, absoluteTransform, isSeen, renderBounds } from '../document/geometry.ts'
import type { Node } from '../document/node.ts'
import { nodeOf, type Scene } from '../document/scene.ts'
import { notExported } from '../render/not-exported.ts'
import type { Picture } from '../render/renderer.ts'
import type { Box } from '../types.ts'
import { union } from '../document/affine.ts'
import { boolean, byField, number, object, oneOf, string, validate } from './check.ts'

export type ExportSettings = {
  format: string
  constraint?: { type: 'SCALE' | 'WIDTH' | 'HEIGHT'; value: number }
  useAbsoluteBounds?: boolean
  contentsOnly?: boolean
}

export function readSettings(given: unknown): ExportSettings {
  const settings = given === undefined ? { format: 'PNG' } : given
  validate('settings', shape, settings)
  return settings as ExportSettings
}

export function pictureOf(scene: Scene, node: Node, settings: ExportSettings): Picture {
  const part = partOf(scene, node, settings)
  const { scale, size } = measure(part, settings)
  // The part fills the picture exactly, even if its sides were rounded to whole pixels.
  const view: Affine = [
    [size.width / part.width, 0, (-part.x * size.width) / part.width],
    [0, size.height / part.height, (-part.y * size.height) / part.height],
  ]
  if (scale <= 0 || size.width * size.height > maxPixels) throw notExported()
  const isWhole = node.type === 'PAGE' || node.type === 'SLICE' || settings.contentsOnly === false
  const page = isWhole ? pageAbove(scene, node) : null
  return {
    nodes: page
      ? page.children.map((id) => ({ id, transform: nodeOf(scene, id).transform }))
      : [{ id: node.id, transform: planeOf(scene, node) }],
    areSiblings: page !== null,
    view,
    size,
    background: settings.format === 'JPG' ? { r: 1, g: 1, b: 1, a: 1 } : null,
    format: settings.format === 'JPG' ? 'JPG' : 'PNG',
  }
}

const flags = {
  contentsOnly: boolean,
  useAbsoluteBounds: boolean,
  suffix: string,
  colorProfile: oneOf('DOCUMENT', 'SRGB', 'DISPLAY_P3_V4'),
}

const raster = object(
  { format: string },
  { ...flags, constraint: object({ type: oneOf('SCALE', 'WIDTH', 'HEIGHT'), value: number(0.01) }) },
)

const shape = byField('format', { PNG: raster, JPG: raster })

const maxPixels = 16384 * 16384

function partOf(scene: Scene, node: Node, settings: ExportSettings): Box {
  const part =
    node.type === 'PAGE'
      ? pageBounds(scene, node)
      : settings.useAbsoluteBounds || node.type === 'SLICE'
        ? absoluteBox(scene, node)
        : renderBounds(scene, node)
  if (!part || !isSeen(scene, node) || part.width <= 0 || part.height <= 0) throw notExported()
  return part
}

function pageBounds(scene: Scene, page: Node): Box | null {
  return union(page.children.map((id) => renderBounds(scene, nodeOf(scene, id))).filter((box) => box !== null))
}

function measure(part: Box, settings: ExportSettings): { scale: number; size: { width: number; height: number } } {
  const { type, value } = settings.constraint ?? { type: 'SCALE', value: 1 }
  const scale = type === 'SCALE' ? value : value / (type === 'WIDTH' ? part.width : part.height)
  // Boxes come from trigonometry: 100.00000000000001 is 100.
  const whole = (length: number): number => Math.max(1, Math.round(length * scale - 1e-6))
  return { scale, size: { width: whole(part.width), height: whole(part.height) } }
}

function pageAbove(scene: Scene, node: Node): Node {
  let current = node
  while (current.type !== 'PAGE' && current.parent !== null) current = nodeOf(scene, current.parent)
  return current
}

function planeOf(scene: Scene, node: Node): Affine {
  return multiply(identity, absoluteTransform(scene, node))
}
