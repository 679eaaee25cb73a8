/** What a camera and a room add: vignetting, shade on the ground, halos, light falling off, and grain. */
import { softened, type Canvas } from './canvas.ts'
import type { Light } from './lights.ts'
import type { Rgb } from './look.ts'
import { mix, randomFrom, smoothstep } from './noise.ts'
import type { Regions } from './regions.ts'
import type { Scene } from './roles.ts'

export type FinishOptions = {
  readonly light: Light
  readonly seed: number
  /** 1 for a photograph; less for drawings. */
  readonly strength: number
  readonly sunX: number
  /** The colour of everything that glows. */
  readonly halo: Rgb
}

export function finish(
  canvas: Canvas,
  { labels }: Regions,
  { roles }: Scene,
  { light, seed, strength, sunX, halo: haloColour }: FinishOptions,
): Uint8Array {
  const { width, height, rgb, glow } = canvas
  const edges = new Float32Array(width * height)
  const standing = new Float32Array(width * height)
  const isGround = roles.map((role) => role === 'ground' || role === 'surroundings')
  const isSweep = roles.includes('surroundings')
  const isFar = roles.map((role) => role === 'sky' || role === 'ground' || role === 'surroundings')
  for (let i = width; i < labels.length; i++) {
    const label = labels[i]!
    if (label !== labels[i - 1]! || label !== labels[i - width]!) edges[i] = 1
    if (!isFar[label]) standing[i] = 1
  }
  smoothBorders(canvas, edges)
  const crease = softened(edges, width, height, width * 0.011)
  const shadow = softened(standing, width, height, width * 0.028)
  const halo = glow.some((value) => value > 0) ? softened(glow, width, height, width * 0.022) : undefined
  const wide = halo && softened(glow, width, height, width * 0.08)
  const slant = (sunX < 0.5 ? -1 : 1) * width * 0.03
  const random = randomFrom(seed + 77)
  const out = new Uint8Array(3 * width * height)
  // A round halo is the product of its profiles along x and y.
  const flareX = Float32Array.from({ length: width }, (_, x) => light.sun * strength * 0.13 * Math.exp(-(((x / width - sunX) * 1.6) ** 2)))
  const flareY = Float32Array.from({ length: height }, (_, y) => Math.exp(-(((y / height - 0.45) * 1.4) ** 2)))
  for (let y = 0, i = 0; y < height; y++) {
    const v = y / height - 0.5
    for (let x = 0; x < width; x++, i++) {
      const u = x / width - 0.5
      const label = labels[i]!
      let shade = 1
      if (!isFar[label]) shade -= strength * 0.34 * Math.min(1, crease(x, y) * 4)
      else if (isGround[label])
        shade -=
          (isSweep ? smoothstep(0.45, 0.8, y / height) : 1) *
          strength *
          0.62 *
          smoothstep(0.02, 0.75, shadow(x + slant, y - width * 0.016)) *
          (light.hasStars ? 0.6 : 1)
      const fall = 1 - strength * 0.3 * (u * u + v * v) * 1.7 + strength * u * (sunX < 0.5 ? -0.09 : 0.09)
      const flare = flareX[x]! * flareY[y]!
      const shine = halo && wide ? (halo(x, y) * 0.38 + wide(x, y) * 0.55) * (1 - glow[i]! * 0.7) : 0
      const grain = (random() - 0.5) * 0.026 * strength
      for (let k = 0; k < 3; k++) {
        let value = rgb[3 * i + k]! * shade * fall
        value += (1 - Math.min(1, value)) * (flare * FLARE[k]! + shine * haloColour[k]!)
        value = (value - 0.45) * mix(1, light.contrast, strength) + 0.45 + grain
        out[3 * i + k] = 255 * shoulder(value)
      }
    }
  }
  return out
}

/** Regions meet in hard steps. One pass over the border pixels alone softens them like the source's edges. */
function smoothBorders({ width, height, rgb }: Canvas, edges: Float32Array): void {
  const before = rgb.slice()
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      if (edges[i]! + edges[i + 1]! + edges[i + width]! === 0) continue
      for (let k = 0; k < 3; k++) {
        const j = 3 * i + k
        rgb[j] = before[j]! * 0.5 + (before[j - 3]! + before[j + 3]! + before[j - 3 * width]! + before[j + 3 * width]!) * 0.125
      }
    }
  }
}

/** Rolls highlights off like film instead of clipping them. */
function shoulder(value: number): number {
  return value <= 0 ? 0 : value < 0.8 ? value : 1 - 0.2 * Math.exp(-(value - 0.8) / 0.2)
}

const FLARE = [1, 0.72, 0.35] as const
