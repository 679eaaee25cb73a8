/** The background: a sky with clouds, stars, a low sun and a blurred line of trees, or the plain sweep behind a product. */
import type { Light } from './lights.ts'
import type { Look, Rgb } from './look.ts'
import { mix, smoothstep, type Noise } from './noise.ts'
import type { Subject } from './words.ts'

export type Far = (x: number, y: number, out: Float32Array, at: number) => void

export type FarView = {
  readonly width: number
  readonly height: number
  readonly horizon: number
  readonly look: Look
  readonly light: Light
  readonly subject: Subject
  readonly noise: Noise
  /** Horizontal position of the sun, 0 to 1. */
  readonly sunX: number
}

export function createFar(view: FarView): Far {
  const { look, light, subject } = view
  if (subject !== 'building') return coarse(backdrop(view), view)
  const sky = coarse(openSky(view), view)
  const plain = look.sky ?? 1
  if (plain === 1) return sky
  return (x, y, out, at) => {
    sky(x, y, out, at)
    for (let k = 0; k < 3; k++) out[at + k] = mix(look.backdrop[k]! * light.exposure * light.key[k]!, out[at + k]!, plain)
  }
}

/** The background is soft, so this computes every second pixel and interpolates the others. */
function coarse(far: Far, { width, height, horizon, subject }: FarView): Far {
  const w = (width >> 1) + 2
  const lowest = subject === 'building' ? Math.min(height, Math.ceil(horizon) + 40) : height
  const h = (lowest >> 1) + 2
  const small = new Float32Array(3 * w * h)
  for (let y = 0, i = 0; y < h; y++) for (let x = 0; x < w; x++, i += 3) far(2 * x, 2 * y, small, i)
  return (x, anyY, out, at) => {
    const y = Math.min(anyY, lowest)
    const i = 3 * ((y >> 1) * w + (x >> 1))
    const right = x & 1 ? 3 : 0
    const below = y & 1 ? 3 * w : 0
    for (let k = i; k < i + 3; k++) out[at + k - i] = (small[k]! + small[k + right]! + small[k + below]! + small[k + right + below]!) / 4
  }
}

function openSky({ width, height, horizon, look, light, noise, sunX }: FarView): Far {
  const scale = 1000 / width
  const leaf: Rgb = light.hasSnow ? [0.5, 0.55, 0.6] : [0.24, 0.31, 0.19]
  let row = -1
  let [down, t, across, along] = [0, 0, 0, 0]
  return (x, y, out, at) => {
    if (y !== row) {
      row = y
      down = Math.min(1, y / Math.max(1, horizon))
      t = down ** 1.35
      // Clouds flatten towards the horizon, as they do above a street.
      across = 0.0042 * (1.25 - down) ** -0.4
      along = 0.011 * (1.25 - down) ** -0.8
    }
    const px = x * scale
    const py = y * scale
    const cloud = noise.layers(px * across + 11, py * along, 5)
    const cover = smoothstep(0.5, 0.74, cloud) * light.clouds * (1 - down * 0.35)
    const lit = 0.55 + 0.45 * smoothstep(0.5, 0.95, cloud + noise.at(px * 0.02, py * 0.03) * 0.1)
    const sun = light.sun * Math.exp(-(((x / width - sunX) * 1.5) ** 2 + ((y - horizon * 0.88) / height) ** 2 * 5) * 5)
    const star = light.hasStars && noise.pick(Math.floor(px * 0.6), Math.floor(py * 0.6)) > 0.9985 ? (1 - down) * 0.8 : 0
    for (let k = 0; k < 3; k++) {
      const clear = mix(light.zenith[k]!, light.haze[k]!, t)
      const white = mix(light.haze[k]!, Math.min(1.1, light.key[k]! * 0.98), 0.4) * lit + 0.08 * light.exposure
      out[at + k] = mix(clear, white, cover) + sun * SUN[k]! + star
    }
    if (look.hasTrees) trees(px, py, horizon * scale, out, at)
  }

  function trees(px: number, py: number, line: number, out: Float32Array, at: number): void {
    if (line - py > 190) return
    const crown = 26 + noise.layers(px * 0.011 + 70, 3.7, 3) * 120 + noise.at(px * 0.07, 9.2) * 16 + noise.at(px * 0.19, py * 0.1) * 8
    const inside = smoothstep(-7, 7, crown - (line - py))
    if (inside <= 0) return
    const depth = 0.75 + 0.5 * noise.layers(px * 0.05, py * 0.07, 3)
    const haze = 0.3 + 0.25 * smoothstep(0, crown, crown - (line - py))
    for (let k = 0; k < 3; k++) {
      const tree = mix(leaf[k]! * depth * mix(light.shade[k]!, light.key[k]!, 0.5), light.haze[k]! * light.exposure, haze)
      out[at + k] = mix(out[at + k]!, tree, inside * 0.92)
    }
  }
}

/** A pool of light on a seamless wall. */
function backdrop({ width, height, look, light, noise, sunX }: FarView): Far {
  const scale = 1000 / width
  return (x, y, out, at) => {
    const pool = Math.exp(-(((x / width - mix(0.5, sunX, 0.45)) * 1.7) ** 2 + ((y / height - 0.38) * 1.7) ** 2) * 1.5)
    const cloud = (noise.layers(x * scale * 0.006, y * scale * 0.006, 4) - 0.5) * 0.06
    const lift = 0.6 + pool * 0.5 + cloud
    for (let k = 0; k < 3; k++)
      out[at + k] = look.backdrop[k]! * lift * mix(light.shade[k]!, light.key[k]!, 0.35 + pool * 0.65) * light.exposure
  }
}

const SUN: Rgb = [0.55, 0.34, 0.1]
