// Scrims on the canvas: plain rectangles above the picture and below the live layers, which the user may move, tint or delete.

import type { Affine } from '../../core/base/geometry.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import { markResultLayer, resultLayersOf } from '../live/result-layers.ts'
import { type Figma, attempt } from '../base/figma.ts'

/** How much of the picture's own colour a scrim takes on, as shade and light do. The stronger the scrim, the less it takes on. */
const share = { black: 0.16, white: 0.14 }

function colorOf({ tone, under, opacity }: LaidScrim): RGB {
  const base = tone === 'black' ? 0 : 1
  const [r, g, b] = (under ?? [0, 0, 0]).map((byte) => byte / 255)
  const mix = (value = base): number => (under === undefined ? base : base + (value - base) * share[tone] * (1 - opacity))
  return { r: mix(r), g: mix(g), b: mix(b) }
}

function isIn(node: BaseNode, others: ReadonlySet<string>): boolean {
  for (let at: BaseNode | null = node.parent; at !== null; at = at.parent) if (others.has(at.id)) return true
  return false
}

/** Only the scrims of this result: a live layer in it may be an earlier result with scrims of its own. */
export function scrimsOf(frame: FrameNode): readonly SceneNode[] {
  const live = new Set(resultLayersOf(frame, 'live').map(({ id }) => id))
  return resultLayersOf(frame, 'scrim').filter((scrim) => !isIn(scrim, live))
}

/** The index of the lowest live layer, even if the user has moved layers below it. */
function placeUnderLive(frame: FrameNode): number {
  const inFrame = resultLayersOf(frame, 'live').map((part) => {
    let at: BaseNode = part
    while (at.parent !== null && at.parent.id !== frame.id) at = at.parent
    return frame.children.findIndex(({ id }) => id === at.id)
  })
  return Math.min(frame.children.length, ...inFrame.filter((index) => index >= 0))
}

function draw(figma: Figma, one: LaidScrim): RectangleNode {
  const { tone, opacity, size, feather } = one
  const scrim = figma.createRectangle()
  scrim.name = 'Scrim'
  scrim.resize(size.width, size.height)
  scrim.fills = [{ type: 'SOLID', color: colorOf(one) }]
  // Multiply darkens like shade and screen lightens like light, so the picture stays visible in the scrim.
  scrim.blendMode = tone === 'black' ? 'MULTIPLY' : 'SCREEN'
  scrim.opacity = opacity
  scrim.cornerRadius = Math.min(size.width, size.height) / 2
  scrim.effects = [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: feather, visible: true }]
  markResultLayer(scrim, 'scrim')
  return scrim
}

export function layScrims(figma: Figma, frame: FrameNode, scrims: readonly LaidScrim[]): void {
  const place = placeUnderLive(frame)
  scrims.forEach((one, index) => {
    const scrim = draw(figma, one)
    frame.insertChild(place + index, scrim)
    // If the user gave the result auto-layout, the scrim must still stay where it is laid.
    if (frame.layoutMode !== 'NONE') attempt(() => void (scrim.layoutPositioning = 'ABSOLUTE'))
    scrim.relativeTransform = one.transform as Affine as Transform
    attempt(() => void (scrim.constraints = { horizontal: 'SCALE', vertical: 'SCALE' }))
  })
}
