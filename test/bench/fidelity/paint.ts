// Paints a scene: outlines by an SVG renderer, surfaces pixel by pixel.

import sharp from 'sharp'
import type { Picture } from '../../../src/core/fidelity/picture.ts'
import { type Role, type Scene, size } from './shapes.ts'
import type { Texture } from './textures.ts'

export type Rgb = readonly [number, number, number]

export type Style = {
  readonly color: (role: Role, shade: number) => Rgb
  /** Of every outline. */
  readonly line?: { readonly color: Rgb; readonly width: number }
  readonly texture?: (role: Role) => Texture | undefined
}

const roles: readonly Role[] = ['wall', 'side', 'floor', 'sky', 'glass', 'frame', 'wood', 'cloth', 'body', 'label', 'metal', 'ink', 'leaf']

const css = ([r, g, b]: Rgb): string => `rgb(${Math.round(r)},${Math.round(g)},${Math.round(b)})`

function svgOf(scene: Scene, colors: (role: Role, shade: number) => Rgb, line: Style['line'], crisp: boolean): Buffer {
  const drawn = scene.map(({ points, role, shade, stroke }) => {
    const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(3)} ${y.toFixed(3)}`).join('')
    const color = css(colors(role, shade))
    if (stroke !== undefined) return `<path d="${path}" fill="none" stroke="${color}" stroke-width="${stroke}"/>`
    const edge = line === undefined ? '' : ` stroke="${css(line.color)}" stroke-width="${line.width}"`
    return `<path d="${path}Z" fill="${color}"${edge}/>`
  })
  const how = crisp ? ' shape-rendering="crispEdges"' : ''
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"${how}><rect width="100%" height="100%" fill="white"/>${drawn.join('')}</svg>`,
  )
}

const pixels = (svg: Buffer): Promise<Uint8Array> => sharp(svg).ensureAlpha().raw().toBuffer()

export async function paint(scene: Scene, { color, line, texture }: Style): Promise<Picture> {
  const data = new Uint8ClampedArray(await pixels(svgOf(scene, color, line, false)))
  if (texture === undefined) return { ...size, data }
  const textures = roles.map(texture)
  const ids = await pixels(svgOf(scene, (role) => [20 * roles.indexOf(role), 0, 0], undefined, true))
  for (let y = 0, at = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, at += 4) {
      const surface = textures[Math.round((ids[at] ?? 0) / 20)]
      if (surface === undefined) continue
      const factor = surface(x, y)
      for (let k = 0; k < 3; k++) data[at + k] = (data[at + k] ?? 0) * factor
    }
  return { ...size, data }
}
