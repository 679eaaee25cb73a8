// The document's nodes as OpenPencil's scene graph, made for one picture: where each one stands, what masks it, what is isolated.

import type { SceneGraph, SceneNode } from '@open-pencil/scene-graph'
import { identity, invert, multiply, type Affine } from '../document/affine.ts'
import { runsOf } from '../document/masks.ts'
import type { Node } from '../document/node.ts'
import { nodeOf, type Scene } from '../document/scene.ts'
import { fieldsOf, graphTypes } from './openpencil-fields.ts'
import { outlined } from './outlined.ts'

/** How a planted node is painted beyond what the graph says: its matrix to the plane around it, blur, isolation, and a mask over its children. */
export type Place = {
  readonly matrix: Affine
  readonly blur: number
  /** Blending inside stays inside. */
  readonly isIsolated: boolean
  readonly mask: { readonly id: string | null; readonly type: string } | null
}
export type Places = Map<string, Place>

type Placed = { readonly node: Node; readonly matrix: Affine }
type Garden = { readonly scene: Scene; readonly graph: SceneGraph; readonly places: Places; look?(node: Node): Node }
/** `reaches`: something of it blends with what lies below it. */
type Planted = { readonly id: string | null; readonly reaches: boolean }

/** Plants siblings below a graph node. True when something of them blends with what lies below all of them. */
export const plantSiblings = (garden: Garden, parent: string, siblings: readonly Placed[], areSiblings = true): boolean => {
  if (!areSiblings) return siblings.map((one) => plant(garden, parent, one).reaches).includes(true)
  const matrixOf = new Map(siblings.map(({ node, matrix }) => [node, matrix]))
  const placed = (node: Node): Placed => ({ node, matrix: matrixOf.get(node) ?? identity })
  let reachesBelow = false
  for (const { mask, content } of runsOf(siblings.map(({ node }) => node))) {
    const holder = mask && plantMask(garden, parent, placed(mask))
    const reaches = content.map((node) => plant(garden, holder ?? parent, placed(node)).reaches).includes(true)
    // What is masked is put together first and blended after, as one.
    reachesBelow ||= reaches && holder === null
  }
  return reachesBelow
}

/** A holder of the mask and, later, of what it masks, without place or look of its own. */
const plantMask = (garden: Garden, parent: string, { node, matrix }: Placed): string => {
  const holder = garden.graph.createNode('GROUP', parent, { name: 'masked', x: 0, y: 0 })
  const type = String(node.values['maskType'])
  const { id } =
    type === 'VECTOR'
      ? plant({ ...garden, look: outlined }, holder.id, { node: outlined(node), matrix })
      : plant(garden, holder.id, { node: { ...node, values: { ...node.values, blendMode: 'NORMAL' } }, matrix })
  garden.places.set(holder.id, { matrix: identity, blur: 0, isIsolated: true, mask: { id, type } })
  return holder.id
}

const plant = (garden: Garden, parent: string, { node, matrix }: Placed): Planted => {
  const type = graphTypes[node.type]
  if (!type) return { id: null, reaches: false }
  const made = garden.graph.createNode(type, parent, fieldsOf(node))
  const effects = (node.values['effects'] ?? []) as readonly { type: string; visible?: boolean; radius: number }[]
  const blur = effects.find((effect) => effect.type === 'LAYER_BLUR' && effect.visible !== false)?.radius ?? 0
  // A group's children stand in the plane around the group, which is where a planted group's own matrix has already led.
  const back = node.type === 'GROUP' ? (invert(node.transform) ?? identity) : identity
  const children = node.children.map((id) => {
    const child = nodeOf(garden.scene, id)
    return { node: garden.look?.(child) ?? child, matrix: multiply(back, child.transform) }
  })
  const reaches = plantSiblings(garden, made.id, children) || hasBlendedPaint(node)
  const { opacity, blendMode } = made
  garden.places.set(made.id, { matrix, blur, isIsolated: blendMode === 'NORMAL' && reaches, mask: null })
  const passes = blendMode === 'PASS_THROUGH' && opacity === 1 && blur === 0
  return { id: made.id, reaches: isBlended(blendMode) || (passes && reaches) }
}

export const isBlended = (mode: SceneNode['blendMode']): boolean => mode !== 'NORMAL' && mode !== 'PASS_THROUGH'

const hasBlendedPaint = (node: Node): boolean =>
  [...asPaints(node.values['fills']), ...asPaints(node.values['strokes'])].some(
    (paint) => paint.visible !== false && paint.blendMode !== undefined && isBlended(paint.blendMode),
  )

type PaintLike = { visible?: boolean; blendMode?: SceneNode['blendMode'] }
const asPaints = (paints: unknown): readonly PaintLike[] => (Array.isArray(paints) ? (paints as readonly PaintLike[]) : [])
