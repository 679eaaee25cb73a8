// Stands in for an image model: ten looks in which a scene is repainted, and the ways in which a source is drawn.

import { chanceOf } from './chance.ts'
import type { Rgb, Style } from './paint.ts'
import type { Role } from './shapes.ts'
import { type TextureKind, textureOf } from './textures.ts'

export type Look = (seed: number) => Style

function hsl(hue: number, saturation: number, lightness: number): Rgb {
  const a = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12
    return 255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

const dimmed = ([r, g, b]: Rgb, by: number): Rgb => [r * by, g * by, b * by]

/** One colour for each role, multiplied by the shade of the face. */
function palette(seed: number, name: string, from: readonly [number, number], saturation: number, depth: number): Style['color'] {
  const relit = chanceOf(seed, `${name} light`).next() < 0.5
  return (role, shade) => {
    const chance = chanceOf(seed, `${name} ${role}`)
    const base = hsl(chance.between(0, 360), chance.between(0.2, 1) * saturation, chance.between(from[0], from[1]))
    const lit = relit ? 0.5 + 0.9 * (shade - 0.5) * (shade > 0.6 ? -0.6 : 1) : shade
    return dimmed(base, 1 - depth + 2 * depth * Math.min(1, Math.max(0, lit)) * 0.8)
  }
}

function surfaces(
  seed: number,
  name: string,
  kinds: readonly [TextureKind, ...TextureKind[]],
  strength: number,
): NonNullable<Style['texture']> {
  return (role) => {
    const chance = chanceOf(seed, `${name} surface ${role}`)
    const kind = role === 'leaf' ? 'leaves' : role === 'glass' || role === 'sky' || role === 'ink' ? 'plain' : chance.pick(kinds)
    return textureOf(kind, chance.whole(1, 1e6), strength * chance.between(0.6, 1.2))
  }
}

const glowing: readonly Role[] = ['glass', 'label']

export const looks: Readonly<Record<string, Look>> = {
  masonry: (seed) => ({
    color: palette(seed, 'masonry', [0.35, 0.75], 0.5, 0.35),
    texture: surfaces(seed, 'masonry', ['brick', 'brick', 'plaster', 'boards', 'tiles'], 1),
  }),
  timber: (seed) => ({
    color: palette(seed, 'timber', [0.35, 0.7], 0.55, 0.4),
    texture: surfaces(seed, 'timber', ['boards', 'boards', 'grain', 'plaster'], 1),
  }),
  concrete: (seed) => ({
    color: palette(seed, 'concrete', [0.45, 0.65], 0.08, 0.4),
    texture: surfaces(seed, 'concrete', ['plaster', 'grain', 'marble'], 0.7),
  }),
  night: (seed) => {
    const color = palette(seed, 'night', [0.3, 0.6], 0.6, 0.4)
    const lit = chanceOf(seed, 'night lit').between(0.6, 0.95)
    return {
      color: (role, shade) => (glowing.includes(role) && lit > 0.7 ? [255 * lit, 210 * lit, 130 * lit] : dimmed(color(role, shade), 0.2)),
      texture: surfaces(seed, 'night', ['plain', 'plaster', 'brick'], 0.8),
    }
  },
  blueprint: (seed) => ({
    color: (_role, shade) => [18 + 10 * shade, 50 + 12 * shade, 120 + 16 * shade],
    line: { color: [225, 235, 250], width: 1.6 },
    texture: () => {
      const every = chanceOf(seed, 'blueprint').whole(16, 30)
      return (x, y) => (x % every === 0 || y % every === 0 ? 1.22 : 1)
    },
  }),
  watercolour: (seed) => ({
    color: palette(seed, 'watercolour', [0.6, 0.88], 0.6, 0.3),
    // Every second watercolour has outlines drawn with a pen.
    ...(seed % 2 === 0 ? { line: { color: [70, 62, 66], width: 0.9 } } : {}),
    texture: () => textureOf('plaster', seed, 0.5),
  }),
  neon: (seed) => ({
    color: (role, shade) => dimmed(hsl(chanceOf(seed, `neon ${role}`).between(180, 330), 0.9, 0.5), 0.12 + 0.3 * shade),
    line: { color: hsl(chanceOf(seed, 'neon line').between(160, 340), 1, 0.62), width: 1.8 },
  }),
  highKey: (seed) => ({
    color: palette(seed, 'highKey', [0.86, 0.97], 0.15, 0.12),
    texture: surfaces(seed, 'highKey', ['plain', 'grain', 'weave'], 0.25),
  }),
  wallpaper: (seed) => ({
    color: palette(seed, 'wallpaper', [0.35, 0.8], 0.7, 0.3),
    texture: surfaces(seed, 'wallpaper', ['stripes', 'stripes', 'weave', 'tiles', 'plain'], 0.9),
  }),
  forest: (seed) => ({
    color: palette(seed, 'forest', [0.3, 0.6], 0.5, 0.4),
    texture: surfaces(seed, 'forest', ['leaves', 'plaster', 'grain', 'boards'], 0.8),
  }),
}

/** Sources: a clay render, a mockup in flat colours, a drawing, a photograph. */
export const sources: Readonly<Record<'clay' | 'flat' | 'drawn' | 'photo', Look>> = {
  clay: () => ({ color: (_role, shade) => [60 + 185 * shade, 60 + 184 * shade, 60 + 182 * shade] }),
  flat: (seed) => ({ color: palette(seed, 'flat', [0.4, 0.92], 0.6, 0.3) }),
  drawn: () => ({ color: (_role, shade) => [255 * shade, 255 * shade, 252 * shade] }),
  photo: (seed) => ({
    color: palette(seed, 'photo', [0.3, 0.8], 0.4, 0.35),
    texture: surfaces(seed, 'photo', ['plaster', 'grain', 'plain'], 0.35),
  }),
}
