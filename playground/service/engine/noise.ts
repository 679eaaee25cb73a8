/** Value noise from a seed: cheap, seamless, and the same for the same seed. */

export type Noise = {
  /** Smooth noise, 0 to 1, one feature per unit. */
  readonly at: (x: number, y: number) => number
  /** Several octaves of the noise, 0 to 1 around 0.5. */
  readonly layers: (x: number, y: number, count: number) => number
  /** One number, 0 to 1, for a pair of whole numbers. */
  readonly pick: (i: number, j: number) => number
}

const SIDE = 256
const MASK = SIDE - 1

export function createNoise(seed: number): Noise {
  const random = randomFrom(seed)
  const grid = Float32Array.from({ length: SIDE * SIDE }, random)
  const pick = (i: number, j: number): number => grid[((j & MASK) << 8) | (i & MASK)] ?? 0
  const at = (x: number, y: number): number => {
    const i = Math.floor(x)
    const j = Math.floor(y)
    const s = ease(x - i)
    const t = ease(y - j)
    const left = i & MASK
    const right = (i + 1) & MASK
    const upper = (j & MASK) << 8
    const lower = ((j + 1) & MASK) << 8
    const a = grid[upper | left]!
    const c = grid[lower | left]!
    const top = a + (grid[upper | right]! - a) * s
    return top + (c + (grid[lower | right]! - c) * s - top) * t
  }
  const layers = (x: number, y: number, count: number): number => {
    let sum = 0
    let weight = 0.5
    let scale = 1
    for (let i = 0; i < count; i++) {
      sum += weight * at(x * scale + i * 17.3, y * scale + i * 31.7)
      weight *= 0.5
      scale *= 2
    }
    return sum / (1 - 0.5 ** count)
  }
  return { at, layers, pick }
}

/** The mulberry32 generator. */
export function randomFrom(seed: number): () => number {
  let state = (seed ^ (seed / 2 ** 32)) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export function ease(t: number): number {
  return t * t * (3 - 2 * t)
}

export function smoothstep(from: number, to: number, x: number): number {
  return ease(Math.min(1, Math.max(0, (x - from) / (to - from))))
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t
}
