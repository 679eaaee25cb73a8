// Builds OpenPencil's scene graph of the document's nodes for one picture: positions, masks, and isolated blending.

import type { SceneGraph, SceneNode } from '@open-pencil/scene-graph'
import type { Path } from 'canvaskit-wasm'
import { boxThrough, identity, invert, multiply, union, type Affine } from '../document/affine.ts'
import { decorated } from '../document/geometry.ts'
import { runsOf } from '../document/masks.ts'
import { isGroup, isPlainGroup, isText, type Node } from '../document/node.ts'
import { segmentsOf } from '../document/ranges.ts'
import { nodeOf, type Scene } from '../document/scene.ts'
import type { Box } from '../types.ts'
import type { Outline } from './boolean.ts'
import { fieldsOf, graphTypes } from './openpencil-fields.ts'
import { outlined } from './outlined.ts'

/**
 * How a graph node is painted beyond its own fields: its matrix to its parent's coordinates, blur, isolation, and a mask over its children.
 */
export type Place = {
  readonly matrix: Affine
  readonly blur: number
  /** Bounds, in the node's own coordinates, of everything painted before the blur; null if there is nothing. */
  readonly box: Box | null
  /** Whether blending inside stays inside. */
  readonly isIsolated: boolean
  readonly mask: { readonly id: string | null; readonly type: string } | null
}

export type Places = Map<string, Place>

type Placed = { readonly node: Node; readonly matrix: Affine }
type Garden = {
  readonly scene: Scene
  readonly graph: SceneGraph
  readonly places: Places
  look?(node: Node): Node
  outline(node: Node): Outline
  /** The renderer's paths of vectors by graph node; the renderer deletes them. */
  readonly paths: Map<string, Path[]>
}

/** `reaches`: whether any part of it blends with what is below it. */
type Planted = { readonly id: string | null; readonly reaches: boolean; readonly box: Box | null }

/** Adds siblings to a graph node and returns what `Planted` says, for all of them together. */
export function plantSiblings(garden: Garden, parent: string, siblings: readonly Placed[], areSiblings = true): Omit<Planted, 'id'> {
  if (!areSiblings) return together(siblings.map((one) => plant(garden, parent, one)))
  const matrixOf = new Map(siblings.map(({ node, matrix }) => [node, matrix]))
  const placed = (node: Node): Placed => ({ node, matrix: matrixOf.get(node) ?? identity })
  return together(
    runsOf(siblings.map(({ node }) => node)).map(({ mask, content }) => {
      const holder = mask && plantMask(garden, parent, placed(mask))
      const run = together(content.map((node) => plant(garden, holder?.id ?? parent, placed(node))))
      if (!holder) return run
      garden.places.set(holder.id, { matrix: identity, blur: 0, box: run.box, isIsolated: true, mask: holder.mask })
      // Masked nodes are combined first and then blended as one.
      return { reaches: false, box: run.box }
    }),
  )
}

function together(all: readonly Omit<Planted, 'id'>[]): Omit<Planted, 'id'> {
  return {
    reaches: all.some(({ reaches }) => reaches),
    box: union(all.map(({ box }) => box).filter((box) => box !== null)),
  }
}

/** Adds a group for the mask and, later, for what it masks. It has no position or appearance of its own. */
function plantMask(garden: Garden, parent: string, { node, matrix }: Placed): { id: string; mask: Place['mask'] } {
  const holder = garden.graph.createNode('GROUP', parent, { name: 'masked', x: 0, y: 0 })
  const type = String(node.values['maskType'])
  const { id } =
    type === 'VECTOR'
      ? plant({ ...garden, look: outlined }, holder.id, { node: outlined(node), matrix })
      : plant(garden, holder.id, { node: { ...node, values: { ...node.values, blendMode: 'NORMAL' } }, matrix })
  return { id: holder.id, mask: { id, type } }
}

function plant(garden: Garden, parent: string, { node, matrix }: Placed): Planted {
  const type = graphTypes[node.type]
  if (!type) return { id: null, reaches: false, box: null }
  const outline = node.type === 'BOOLEAN_OPERATION' ? garden.outline(node) : null
  const made = garden.graph.createNode(type, parent, { ...fieldsOf(node), ...(outline ? { vectorNetwork: outline.network } : {}) })
  if (outline) garden.paths.set(made.id, [outline.path])
  const effects = (node.values['effects'] ?? []) as readonly { type: string; visible?: boolean; radius: number }[]
  const blur = effects.find((effect) => effect.type === 'LAYER_BLUR' && effect.visible !== false)?.radius ?? 0
  // A group's children are positioned in the group's parent, and the matrix of the planted group already leads there.
  const back = isGroup(node.type) ? (invert(node.transform) ?? identity) : identity
  const inner = node.type === 'BOOLEAN_OPERATION' ? [] : node.children
  const children = inner.map((id) => {
    const child = nodeOf(garden.scene, id)
    return { node: garden.look?.(child) ?? child, matrix: multiply(back, child.transform) }
  })
  const within = plantSiblings(garden, made.id, children)
  const reaches = within.reaches || hasBlendedPaint(node)
  const box = made.clipsContent
    ? reachOf(node)
    : union([...(isPlainGroup(node.type) ? [] : [reachOf(node)]), ...(within.box ? [within.box] : [])])
  const { opacity, blendMode } = made
  garden.places.set(made.id, { matrix, blur, box, isIsolated: blendMode === 'NORMAL' && reaches, mask: null })
  const passes = blendMode === 'PASS_THROUGH' && opacity === 1 && blur === 0
  return { id: made.id, reaches: isBlended(blendMode) || (passes && reaches), box: box && boxThrough(matrix, grown(box, blur * 2)) }
}

/** Generous, because glyphs extend beyond their box, blurred shadows fade slowly, and the renderer centres some strokes. */
function reachOf(node: Node): Box {
  const effects = (node.values['effects'] ?? []) as readonly { radius: number }[]
  const lean = isText(node.type) ? Math.max(...segmentsOf(node).map(({ style }) => Number(style.fontSize))) : 0
  return grown(decorated(node), 1 + lean + Number(node.values['strokeWeight'] ?? 0) + Math.max(0, ...effects.map(({ radius }) => radius)))
}

function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

export function isBlended(mode: SceneNode['blendMode']): boolean {
  return mode !== 'NORMAL' && mode !== 'PASS_THROUGH'
}

function hasBlendedPaint(node: Node): boolean {
  return [...asPaints(node.values['fills']), ...asPaints(node.values['strokes'])].some(
    (paint) => paint.visible !== false && paint.blendMode !== undefined && isBlended(paint.blendMode),
  )
}

type PaintLike = { visible?: boolean; blendMode?: SceneNode['blendMode'] }

function asPaints(paints: unknown): readonly PaintLike[] {
  return Array.isArray(paints) ? (paints as readonly PaintLike[]) : []
}
