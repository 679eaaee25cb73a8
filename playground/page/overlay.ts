// The overlay above the picture: frame titles, outlines of selected and hovered layers, and the size badge.

import type { Box, Host } from '../host/types.ts'
import { boxesOf, cornersOf, topLevelOf } from './tree.ts'
import { boxOnScreen, toScreen, unionOf, type Point, type View } from './view.ts'

export type Scene = {
  readonly host: Host
  readonly page: string
  readonly view: View
  readonly selection: readonly string[]
  readonly hovered: string | null
  /** The current drag distance, in page units. */
  readonly shift: Point
  /** The shape that is being drawn, in page units. */
  readonly sketch: Box | null
}

const blue = '#0d99ff'

export function makeOverlay(): { element: SVGSVGElement; draw(scene: Scene): void } {
  const element = svg('svg', { class: 'overlay' })
  return {
    element,
    draw: (scene) =>
      element.replaceChildren(
        ...titles(scene),
        ...outline(scene, scene.hovered, 2),
        ...scene.selection.flatMap((id) => outline(scene, id, 1.5)),
        ...handles(scene),
        ...badge(scene),
        ...sketched(scene),
      ),
  }
}

function titles({ host, page, view, selection }: Scene): readonly SVGElement[] {
  return topLevelOf(host, page).flatMap((id) => {
    const fact = host.glance(id)
    const box = host.box(id)
    if (!fact || !box || !['FRAME', 'SECTION', 'COMPONENT', 'INSTANCE', 'COMPONENT_SET'].includes(fact.type)) return []
    const { x, y, width } = boxOnScreen(view, box)
    const most = Math.floor(width / 6.2)
    if (most < 3) return []
    const label = svg('text', {
      x,
      y: y - 6,
      'data-node': id,
      class: `title ${fact.type.toLowerCase()}${selection.includes(id) ? ' selected' : ''}`,
    })
    label.textContent = fact.name.length > most ? `${fact.name.slice(0, Math.max(1, most - 1))}…` : fact.name
    return [label]
  })
}

function shifted({ view, shift }: Scene, point: Point): Point {
  return toScreen(view, { x: point.x + shift.x, y: point.y + shift.y })
}

function outline(scene: Scene, id: string | null, width: number): readonly SVGElement[] {
  if (id === null) return []
  const points = cornersOf(scene.host, id).map((corner) => shifted(scene, corner))
  return [
    svg('polygon', {
      points: points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' '),
      fill: 'none',
      stroke: blue,
      'stroke-width': width,
    }),
  ]
}

function handles(scene: Scene): readonly SVGElement[] {
  const [only] = scene.selection
  const corners =
    scene.selection.length === 1 && only !== undefined
      ? cornersOf(scene.host, only)
      : boxCorners(unionOf(boxesOf(scene.host, scene.selection)))
  return corners.map((corner) => {
    const { x, y } = shifted(scene, corner)
    return svg('rect', { x: round(x) - 3.5, y: round(y) - 3.5, width: 7, height: 7, rx: 1, fill: '#fff', stroke: blue })
  })
}

function boxCorners(box: ReturnType<typeof unionOf>): readonly Point[] {
  return box
    ? [box, { x: box.x + box.width, y: box.y }, { x: box.x + box.width, y: box.y + box.height }, { x: box.x, y: box.y + box.height }]
    : []
}

function sketched({ view, sketch }: Scene): readonly SVGElement[] {
  return sketch === null ? [] : [svg('rect', { ...boxOnScreen(view, sketch), fill: '#0d99ff33', stroke: blue })]
}

function badge(scene: Scene): readonly SVGElement[] {
  const { host, selection, view, shift } = scene
  const [first] = selection
  const all = unionOf(boxesOf(host, selection))
  if (!all || first === undefined) return []
  const size = selection.length === 1 ? host.glance(first) : all
  if (!size) return []
  const words = `${shortened(size.width)} × ${shortened(size.height)}`
  const { x, y, width, height } = boxOnScreen(view, { ...all, x: all.x + shift.x, y: all.y + shift.y })
  const wide = words.length * 6.1 + 12
  const left = x + width / 2 - wide / 2
  const label = svg('text', { x: left + wide / 2, y: y + height + 21, class: 'badge' })
  label.textContent = words
  return [svg('rect', { x: left, y: y + height + 8, width: wide, height: 18, rx: 3, fill: blue }), label]
}

function shortened(value: number): number {
  return Math.round(value * 100) / 100
}

function round(value: number): number {
  return Math.round(value * 2) / 2
}

function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string | number>>): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  return element
}
