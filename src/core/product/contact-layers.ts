// Computes the layers that visually set a product on the surface of a new picture: shadow and light, both between picture and product (peers M2).

import type { Box, Size } from '../base/geometry.ts'
import type { Pixels } from '../picture/pixels.ts'
import { type Edge, edgeFor } from './contact-edge.ts'
import { lightField } from './contact-light.ts'
import { shadowField } from './contact-shadow.ts'
import { footprintOf } from './footprint.ts'
import { type PixelField, clamp, fieldOf, shrink, smooth } from './pixel-field.ts'
import { readSceneLight } from './scene-light.ts'

export type ContactLayers = {
  /** The box of both layers, in pixels of the picture. */
  readonly box: Box
  /** Laid with blend mode MULTIPLY, stretched over the box. */
  readonly shadow: Pixels
  /** Laid with blend mode SOFT_LIGHT, stretched over the box. */
  readonly light: Pixels
  readonly shadowOpacity: number
  readonly lightOpacity: number
  /** A patch where the picture shows more of the product than the product itself; null where it does not. Laid lowest, with blend mode NORMAL. */
  readonly edge: Edge | null
}

/** Long side of the maps in px. They contain nothing sharper than a pixel at this size, so a larger one would only weigh more. */
const mapSide = 512

/** Pixels with at least this alpha (0 to 255) belong to the product. */
const opaqueFrom = 128

// Margins for the shadow around the product, in units. Both sides are equal, as the light may come from either.
const roomAside = 0.9
const roomAbove = 0.25
const roomBelow = 0.45

/** The width, in units, over which the layers fade towards the borders of the map. */
const fadeReach = 0.35

// Opacities in a black scene, and the increase for a white one: shadow and light are stronger in a bright scene.
const leastShadowOpacity = 0.55
const shadowOpacityByBrightness = 0.45
const leastLightOpacity = 0.12
const lightOpacityByBrightness = 0.4

/** The box of the product's pixels; null when it has none, or fills the picture. */
function boundsOf({ width, height, rgba }: Pixels): Box | null {
  let [left, top, right, bottom, count] = [width, height, -1, -1, 0]
  for (let y = 0, at = 3; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      if ((rgba[at] ?? 0) < opaqueFrom) continue
      count += 1
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  return count === 0 || count === width * height ? null : { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top }
}

/** The product's box with margins for its shadow, limited to the frame. */
function roomFor(product: Box, { width, height }: Size): Box {
  const unit = Math.sqrt(product.width * product.height)
  const x = Math.max(0, product.x - Math.ceil(roomAside * unit))
  const y = Math.max(0, product.y - Math.ceil(roomAbove * unit))
  const right = Math.min(width, product.x + product.width + Math.ceil(roomAside * unit))
  const bottom = Math.min(height, product.y + product.height + Math.ceil(roomBelow * unit))
  return { x, y, width: right - x, height: bottom - y }
}

/** 1 inside and exactly 0 in the outermost pixels, except at sides that coincide with the frame's, so that no border of the box is ever visible. */
function fadeFor(map: Size, box: Box, frame: Size, reach: number): PixelField {
  const left = box.x > 0
  const top = box.y > 0
  const right = box.x + box.width < frame.width
  const bottom = box.y + box.height < frame.height
  const rise = (distance: number, isFading: boolean): number => (isFading ? smooth(distance / reach) : 1)
  return fieldOf(map, (x, y) => rise(x, left) * rise(map.width - 1 - x, right) * rise(y, top) * rise(map.height - 1 - y, bottom))
}

function paint(field: PixelField, colorAt: (value: number) => readonly [number, number, number]): Pixels {
  const rgba = new Uint8ClampedArray(4 * field.data.length)
  field.data.forEach((value, index) => {
    const [r, g, b] = colorAt(value)
    rgba.set([255 * r, 255 * g, 255 * b, 255 * Math.abs(value)], 4 * index)
  })
  return { width: field.width, height: field.height, rgba }
}

/**
 * Computes the contact layers from the product's alpha and the picture's luminance alone, without any guess about the product. None of them lies over
 * the product, so its pixels do not change. Throws when the two pictures differ in size.
 * @param picture the frame's new picture; `product` is the product alone on transparency, in the same frame
 * @returns null when the product has no opaque pixel, or covers the whole picture
 */
export function contactLayersFor(picture: Pixels, product: Pixels): ContactLayers | null {
  if (picture.width !== product.width || picture.height !== product.height) throw new Error('picture and product differ in size')
  const bounds = boundsOf(product)
  if (bounds === null) return null
  const box = roomFor(bounds, picture)
  const scale = Math.min(1, mapSide / Math.max(box.width, box.height))
  const map = { width: Math.max(1, Math.round(box.width * scale)), height: Math.max(1, Math.round(box.height * scale)) }
  const [, , , cover] = shrink(product, box, map)
  const footprint = footprintOf(cover, { bounds, box, frame: picture, scale })
  const scene = readSceneLight(picture, box, cover, footprint)
  const fade = fadeFor(map, box, picture, fadeReach * footprint.unit)
  return {
    box,
    shadow: paint(shadowField(cover, footprint, scene, fade), () => scene.shadowColor),
    light: paint(lightField(cover, footprint, scene, fade), (value) => (value > 0 ? scene.lightColor : scene.shadowColor)),
    shadowOpacity: clamp(leastShadowOpacity + shadowOpacityByBrightness * scene.surfaceBrightness),
    lightOpacity: leastLightOpacity + lightOpacityByBrightness * scene.surfaceBrightness,
    edge: edgeFor(picture, product, bounds),
  }
}
