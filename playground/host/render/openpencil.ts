// OpenPencil's renderer (0.14.0, pinned): a document's nodes in, encoded pixels out. Nothing outside this folder knows OpenPencil.
// A new scene graph is built for every picture and thrown away. Where the renderer differs from Figma, this file overrides one of its
// methods; the comment at each override says which fault it corrects.

import { SkiaRenderer } from '@open-pencil/core/canvas'
import { fontManager } from '@open-pencil/core/text'
import { SceneGraph } from '@open-pencil/scene-graph'
import type { Canvas, CanvasKit } from 'canvaskit-wasm'
import { nodeOf } from '../document/scene.ts'
import type { Size } from '../types.ts'
import type { Renderer, RendererAssets } from './renderer.ts'
import { affineOf } from './openpencil-paints.ts'
import { textOf } from './openpencil-text.ts'
import { outlineOf } from './boolean.ts'
import { keyOf, makeMemory } from './memory.ts'
import { isBlended, plantSiblings, type Places } from './plant.ts'
import { encode, gradientShader, imageShader, keepWithin, matrixOf, openLayer, type SkiaImage } from './skia.ts'

export async function openRenderer(assets: RendererAssets): Promise<Renderer> {
  const ck = await assets.canvasKit()
  fontManager.setOnlineFontProviders({ google: false, fontsource: false, bunny: false, fontshare: false })
  for (const style of ['Regular', 'Medium', 'SemiBold', 'Bold', 'ExtraBold'])
    fontManager.markLoaded('Inter', style, await assets.font(`Inter-${style}.ttf`))
  const surface = ck.MakeSurface(1, 1)
  if (!surface) throw new Error('CanvasKit gave no surface')
  const skia = new SkiaRenderer(ck, surface)
  await skia.loadFonts()
  const stage = mend(ck, skia)
  const remembered = makeMemory()

  return {
    paint(scene, picture, mayRemember = false) {
      forget(skia)
      stage.places.clear()
      stage.images = scene.images
      const graph = new SceneGraph()
      const page = graph.getPages()[0] ?? graph.addPage('page')
      const nodes = picture.nodes.map(({ id, transform }) => ({ node: nodeOf(scene, id), matrix: transform }))
      plantSiblings(
        { scene, graph, places: stage.places, paths: skia.vectorPathCache, outline: (node) => outlineOf(ck, skia, scene, node) },
        page.id,
        nodes,
        picture.areSiblings,
      )
      const paint = (): Uint8Array =>
        encode({ ck, png: assets.png }, picture, (canvas) => {
          canvas.concat(matrixOf(picture.view))
          skia.renderSceneToCanvas(canvas, graph, page.id)
        })
      return mayRemember ? remembered(keyOf({ graph, pageId: page.id, ...stage }, picture), paint) : paint()
    },
    measureText(node, maxWidth) {
      const graph = new SceneGraph()
      const page = graph.getPages()[0] ?? graph.addPage('page')
      const fields = { ...textOf(node), width: maxWidth ?? node.width }
      const measure = (text: string): Size | null => skia.measureTextNode(graph.createNode('TEXT', page.id, { ...fields, text }), maxWidth)
      // A character without a glyph makes measuring fail altogether, so a wide letter stands in for it.
      const text = String(node.values['characters'])
      return measure(text) ?? measure(text.replace(/[^\s\u0021-\u024f]/gu, 'M'))
    },
  }
}

/** `places` holds each graph node's matrix to its parent's coordinates: this renderer only rotates nodes about their centre. */
type Stage = {
  readonly ck: CanvasKit
  readonly skia: SkiaRenderer
  places: Places
  images: ReadonlyMap<string, Uint8Array>
  /** Of the node being painted. */
  pixelsPerUnit: number
}

function mend(ck: CanvasKit, skia: SkiaRenderer): Stage {
  const stage: Stage = { ck, skia, places: new Map(), images: new Map(), pixelsPerUnit: 1 }
  mendLayers(stage)
  mendFills(stage)
  // One character without a glyph hid a whole text.
  skia.nodeFontReadiness = () => 'ready'
  return stage
}

/** Opacity and blur layers were cut to a box computed without rotation, so matrices, opacity, blending and blur are applied here. */
function mendLayers(stage: Stage): void {
  const { ck, skia } = stage
  const render = skia.renderNode
  skia.renderNode = (canvas, graph, id, overlays, ...rest) => {
    const node = graph.getNode(id)
    const place = stage.places.get(id)
    if (place && (node?.opacity === 0 || !place.box)) return
    if (!node || !place) return render.call(skia, canvas, graph, id, overlays, ...rest)
    const former = stage.pixelsPerUnit
    const depth = canvas.save()
    canvas.concat(matrixOf(place.matrix))
    const total = canvas.getTotalMatrix()
    stage.pixelsPerUnit = Math.sqrt(Math.abs((total[0] ?? 1) * (total[4] ?? 1) - (total[1] ?? 0) * (total[3] ?? 0)))
    const { opacity, blendMode } = node
    if (place.blur > 0 || opacity < 1 || place.isIsolated || isBlended(blendMode))
      openLayer(ck, canvas, { blur: place.blur, opacity, blendMode, box: place.box })
    Object.assign(node, { opacity: 1, blendMode: 'NORMAL' })
    if (place.mask) paintMasked(ck, canvas, node.childIds, place.mask, (child) => skia.renderNode(canvas, graph, child, overlays))
    else render.call(skia, canvas, graph, id, overlays, ...rest)
    Object.assign(node, { opacity, blendMode })
    canvas.restoreToCount(depth)
    stage.pixelsPerUnit = former
  }
}

/** Masks were painted without their matrices and children, in layers cut to boxes computed without rotation. */
function paintMasked(
  ck: CanvasKit,
  canvas: Canvas,
  ids: readonly string[],
  mask: { readonly id: string | null; readonly type: string },
  paint: (id: string) => void,
): void {
  for (const id of ids) if (id !== mask.id) paint(id)
  keepWithin(ck, canvas, mask.type === 'LUMINANCE', () => {
    if (mask.id !== null) paint(mask.id)
  })
}

function mendFills(stage: Stage): void {
  const { ck, skia } = stage
  // FIT was stretched, TILE ignored its factor, and CROP smeared its edge pixels.
  skia.applyImageFill = (fill, node) => {
    const image = imageFor(ck, skia, stage.images, fill.imageHash)
    const filling = { mode: fill.imageScaleMode ?? 'FILL', transform: affineOf(fill.imageTransform), factor: fill.scale ?? 0.5 } as const
    const shader = image && imageShader(ck, image, filling, node, stage.pixelsPerUnit)
    if (!shader) return false
    skia.fillPaint.setShader(shader)
    shader.delete()
    return true
  }
  // Linear gradients ran backwards, and their perpendicular ignored the node's shape.
  skia.applyGradientFill = (fill, node) => {
    const gradient = { type: fill.type, stops: fill.gradientStops ?? [], transform: affineOf(fill.gradientTransform) }
    const shader = gradientShader(ck, gradient, node)
    skia.fillPaint.setShader(shader)
    shader.delete()
  }
}

function imageFor(ck: CanvasKit, skia: SkiaRenderer, images: ReadonlyMap<string, Uint8Array>, hash: string | undefined): SkiaImage | null {
  const bytes = hash === undefined ? undefined : images.get(hash)
  if (hash === undefined || !bytes) return null
  const known = skia.imageCache.get(hash)
  if (known) return known
  const decoded = ck.MakeImageFromEncoded(bytes)
  const image = decoded?.makeCopyWithDefaultMipmaps() ?? null
  decoded?.delete()
  if (image) skia.imageCache.set(hash, image)
  return image
}

/** Its caches are keyed by node id, and ids repeat between documents. Images are keyed by content and may stay, within reason. */
function forget(skia: SkiaRenderer): void {
  skia.invalidateAllPictures()
  for (const cache of [
    skia.vectorPathCache,
    skia.vectorStrokePathCache,
    skia.vectorStrokeOutlineCache,
    skia.fillGeometryCache,
    skia.strokeGeometryCache,
  ]) {
    for (const paths of cache.values()) for (const path of paths) path.delete()
    cache.clear()
  }
  if (skia.imageCache.size <= 24) return
  for (const image of skia.imageCache.values()) image.delete()
  skia.imageCache.clear()
}
