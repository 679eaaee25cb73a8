// Shaders, layers and encoding in Skia's terms: how images and gradients are placed on a node. Independent of the scene graph.

import { notExported } from './not-exported.ts'
import type { Canvas, CanvasKit, InputMatrix, Shader } from 'canvaskit-wasm'
import { identity, invert, multiply, type Affine } from '../document/affine.ts'
import type { Box, Size } from '../types.ts'
import type { Picture, RendererAssets } from './renderer.ts'

export type SkiaImage = NonNullable<ReturnType<CanvasKit['MakeImageFromEncoded']>>
export type ImageFill = { mode: string; transform: Affine; factor: number }
export type GradientFill = {
  type: string
  stops: readonly { position: number; color: { r: number; g: number; b: number; a: number } }[]
  transform: Affine
}

export function imageShader(ck: CanvasKit, image: SkiaImage, fill: ImageFill, node: Size, pixelsPerUnit: number): Shader | null {
  const [width, height] = [image.width(), image.height()]
  const { mode } = fill
  const toNode = imageToNode(fill, node, width, height)
  if (!toNode) return null
  const covers = mode === 'FILL' || (mode === 'CROP' && coversNode(toNode, node, width, height))
  // An image is transparent outside its edges; if it covers the node, clamping keeps its last row of pixels opaque.
  const tile = mode === 'TILE' ? ck.TileMode.Repeat : covers ? ck.TileMode.Clamp : ck.TileMode.Decal
  const scale = pixelsPerUnit * Math.sqrt(Math.abs(toNode[0][0] * toNode[1][1] - toNode[0][1] * toNode[1][0]))
  // Mipmaps soften, so they are used only at scales where plain linear sampling would skip pixels.
  const mipmap = scale < 0.6 ? ck.MipmapMode.Linear : ck.MipmapMode.None
  return image.makeShaderOptions(tile, tile, ck.FilterMode.Linear, mipmap, matrixOf(toNode))
}

function scaled(x: number, y: number, dx = 0, dy = 0): Affine {
  return [
    [x, 0, dx],
    [0, y, dy],
  ]
}

/** From pixels of the image to units of the node. */
function imageToNode({ mode, transform, factor }: ImageFill, node: Size, width: number, height: number): Affine | null {
  if (mode === 'TILE') return scaled(factor, factor)
  if (mode === 'CROP') {
    // Figma's matrix maps the node's unit square to the image's.
    const back = invert(transform)
    return back && multiply(scaled(node.width, node.height), multiply(back, scaled(1 / width, 1 / height)))
  }
  const [x, y] = [node.width / width, node.height / height]
  const scale = mode === 'FIT' ? Math.min(x, y) : Math.max(x, y)
  return scaled(scale, scale, (node.width - width * scale) / 2, (node.height - height * scale) / 2)
}

function coversNode(toNode: Affine, node: Size, width: number, height: number): boolean {
  const back = invert(toNode)
  if (!back) return false
  const corners = [
    [0, 0],
    [node.width, 0],
    [0, node.height],
    [node.width, node.height],
  ] as const
  return corners.every(([x, y]) => {
    const [u, v] = [back[0][0] * x + back[0][1] * y + back[0][2], back[1][0] * x + back[1][1] * y + back[1][2]]
    return u > -0.01 && v > -0.01 && u < width + 0.01 && v < height + 0.01
  })
}

export function gradientShader(ck: CanvasKit, { type, stops, transform }: GradientFill, node: Size): Shader {
  const colors = stops.map(({ color }) => ck.Color4f(color.r, color.g, color.b, color.a))
  const positions = stops.map((stop) => stop.position)
  const back = invert(transform) ?? identity
  const local = matrixOf(multiply(scaled(node.width, node.height), back))
  if (type === 'GRADIENT_LINEAR') return ck.Shader.MakeLinearGradient([0, 0], [1, 0], colors, positions, ck.TileMode.Clamp, local)
  if (type === 'GRADIENT_ANGULAR') return ck.Shader.MakeSweepGradient(0.5, 0.5, colors, positions, ck.TileMode.Clamp, local)
  return ck.Shader.MakeRadialGradient([0.5, 0.5], 0.5, colors, positions, ck.TileMode.Clamp, local)
}

export function openLayer(
  ck: CanvasKit,
  canvas: Canvas,
  { blur, opacity, blendMode, box }: { blur: number; opacity: number; blendMode: string; box: Box | null },
): void {
  const paint = new ck.Paint()
  paint.setAlphaf(opacity)
  paint.setBlendMode(blendOf(ck, blendMode))
  const filter = blur > 0 ? ck.ImageFilter.MakeBlur(blur / 2, blur / 2, ck.TileMode.Decal, null) : null
  paint.setImageFilter(filter)
  // A full-size layer for each transparent letter would take minutes.
  canvas.saveLayer(paint, box && ck.XYWHRect(box.x, box.y, box.width, box.height))
  filter?.delete()
  paint.delete()
}

/** Masks the open layer with the alpha, or the luminance, of what `draw` draws. */
export function keepWithin(ck: CanvasKit, canvas: Canvas, byLuminance: boolean, draw: () => void): void {
  const [kept, light] = [new ck.Paint(), new ck.Paint()]
  kept.setBlendMode(ck.BlendMode.DstIn)
  const luma = byLuminance ? ck.ColorFilter.MakeLuma() : null
  light.setColorFilter(luma)
  canvas.saveLayer(kept)
  canvas.saveLayer(light)
  draw()
  canvas.restore()
  canvas.restore()
  luma?.delete()
  light.delete()
  kept.delete()
}

export function matrixOf(m: Affine): InputMatrix {
  return [...m[0], ...m[1], 0, 0, 1]
}

function blendOf(ck: CanvasKit, mode: string): CanvasKit['BlendMode']['SrcOver'] {
  if (mode === 'LINEAR_DODGE') return ck.BlendMode.Plus
  // COLOR_BURN becomes ColorBurn; a mode unknown to Skia (LINEAR_BURN) is painted normally.
  const name = mode.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
  return Object.entries(ck.BlendMode).find(([known]) => known === name)?.[1] ?? ck.BlendMode.SrcOver
}

/** CanvasKit, and a faster PNG encoder if there is one. */
type Encoders = { readonly ck: CanvasKit; readonly png: RendererAssets['png'] | undefined }

/** Renders once, at the final size: OpenPencil's own export renders at twice the size and ignores clips in its bounds. */
export function encode({ ck, png }: Encoders, picture: Picture, draw: (canvas: Canvas) => void): Uint8Array {
  const { size, background, format } = picture
  const surface = ck.MakeSurface(size.width, size.height)
  if (!surface) throw notExported()
  try {
    const canvas = surface.getCanvas()
    canvas.clear(background ? ck.Color4f(background.r, background.g, background.b, background.a) : ck.TRANSPARENT)
    draw(canvas)
    surface.flush()
    const image = surface.makeImageSnapshot()
    const bytes =
      format === 'PNG' && png ? png(size.width, size.height, pixelsOf(ck, image) ?? new Uint8Array()) : bytesOf(ck, image, format)
    image.delete()
    if (!bytes || bytes.length === 0) throw notExported()
    return new Uint8Array(bytes)
  } finally {
    // Not `delete`, which leaks the pixels: after some hundred pictures, memory ran out.
    surface.dispose()
  }
}

function bytesOf(ck: CanvasKit, image: SkiaImage, format: Picture['format']): Uint8Array | null {
  if (format === 'JPG') return image.encodeToBytes(ck.ImageFormat.JPEG, 92)
  if (format === 'PNG') return image.encodeToBytes(ck.ImageFormat.PNG, 100)
  return pixelsOf(ck, image)
}

function pixelsOf(ck: CanvasKit, image: SkiaImage): Uint8Array | null {
  const [colorType, alphaType, colorSpace] = [ck.ColorType.RGBA_8888, ck.AlphaType.Unpremul, ck.ColorSpace.SRGB]
  // The cast is safe: byte colour types return bytes.
  return image.readPixels(0, 0, { width: image.width(), height: image.height(), colorType, alphaType, colorSpace }) as Uint8Array | null
}
