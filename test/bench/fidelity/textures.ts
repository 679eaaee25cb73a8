// Surface textures: for each pixel a factor of the surface's colour, 1 on average.

export type Texture = (x: number, y: number) => number

function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 974711)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

function clouds(x: number, y: number, scale: number, seed: number): number {
  const [u, v] = [x / scale, y / scale]
  const [i, j] = [Math.floor(u), Math.floor(v)]
  const ease = (t: number): number => t * t * (3 - 2 * t)
  const [s, t] = [ease(u - i), ease(v - j)]
  const top = hash(i, j, seed) * (1 - s) + hash(i + 1, j, seed) * s
  const below = hash(i, j + 1, seed) * (1 - s) + hash(i + 1, j + 1, seed) * s
  return top * (1 - t) + below * t
}

export const textureKinds = ['plain', 'grain', 'plaster', 'brick', 'boards', 'tiles', 'stripes', 'leaves', 'marble', 'weave'] as const
export type TextureKind = (typeof textureKinds)[number]

/** @param strength 1 is usual */
export function textureOf(kind: TextureKind, seed: number, strength: number): Texture {
  const [px, py] = [hash(1, 2, seed) * 40, hash(3, 4, seed) * 40]
  const size = 0.75 + 0.6 * hash(5, 6, seed)
  const around = (value: number): number => 1 + strength * value
  switch (kind) {
    case 'plain':
      return (x, y) => around(0.02 * (hash(x, y, seed) - 0.5))
    case 'grain':
      return (x, y) => around(0.22 * (hash(x, y, seed) - 0.5))
    case 'plaster':
      return (x, y) => around(0.3 * (clouds(x, y, 7 * size, seed) - 0.5) + 0.25 * (clouds(x, y, 31, seed + 1) - 0.5))
    case 'brick':
      return (x, y) => {
        const [h, w] = [11 * size, 26 * size]
        const row = Math.floor((y + py) / h)
        const [u, v] = [(x + px + (row % 2) * (w / 2)) % w, (y + py) % h]
        if (u < 2 || v < 2) return around(0.32)
        return around(
          -0.05 + 0.25 * (hash(Math.floor((x + px + (row % 2) * (w / 2)) / w), row, seed) - 0.5) + 0.1 * (hash(x, y, seed) - 0.5),
        )
      }
    case 'boards':
      return (x, y) => {
        const board = Math.floor((x + px) / (22 * size))
        const gap = (x + px) % (22 * size) < 1.4 ? -0.35 : 0
        return around(gap + 0.22 * (hash(board, 0, seed) - 0.5) + 0.22 * (clouds(x, y / 9, 3, seed) - 0.5))
      }
    case 'tiles':
      return (x, y) => around(((x + px) % (34 * size) < 2 || (y + py) % (34 * size) < 2 ? -0.3 : 0) + 0.06 * (hash(x, y, seed) - 0.5))
    case 'stripes':
      return (x) => around((x + px) % (14 * size) < 7 * size ? 0.16 : -0.16)
    case 'leaves':
      return (x, y) => around(0.9 * (clouds(x, y, 5 * size, seed) - 0.5) + 0.4 * (clouds(x, y, 13, seed + 1) - 0.5))
    case 'marble':
      return (x, y) => {
        const vein = Math.abs(clouds(x, y, 60, seed) + 0.4 * clouds(x, y, 19, seed + 2) - 0.7)
        return around(vein < 0.03 ? -0.3 : 0.2 * (clouds(x, y, 40, seed + 3) - 0.5))
      }
    case 'weave':
      return (x, y) => around(((x >> 1) + (y >> 1)) % 2 === 0 ? 0.09 : -0.09)
  }
}

export { clouds, hash }
