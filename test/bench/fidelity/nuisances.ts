// What a generator or a camera does to a picture without changing its geometry.

import sharp, { type Sharp } from 'sharp'
import type { Picture } from '../../../src/core/fidelity/picture.ts'
import { type Chance, chanceOf } from './chance.ts'
import { clouds } from './textures.ts'

export type Nuisance = (picture: Picture, seed: number) => Promise<Picture>

function shaded(picture: Picture, factor: (x: number, y: number) => number): Picture {
  const data = new Uint8ClampedArray(picture.data)
  for (let y = 0, at = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++, at += 4) {
      const by = factor(x, y)
      for (let k = 0; k < 3; k++) data[at + k] = (data[at + k] ?? 0) * by
    }
  return { ...picture, data }
}

function noisy(picture: Picture, chance: Chance, amount: number): Picture {
  const data = new Uint8ClampedArray(picture.data)
  for (let at = 0; at < data.length; at++)
    if (at % 4 !== 3) data[at] = (data[at] ?? 0) + amount * (chance.next() + chance.next() + chance.next() - 1.5)
  return { ...picture, data }
}

async function throughSharp(picture: Picture, change: (image: Sharp) => Sharp): Promise<Picture> {
  const { width, height } = picture
  const image = change(sharp(picture.data, { raw: { width, height, channels: 4 } }))
  const data = new Uint8ClampedArray(
    await sharp(await image.toBuffer())
      .ensureAlpha()
      .raw()
      .toBuffer(),
  )
  return { width, height, data }
}

/** A soft shadow with one straight edge, as of a tree or a cornice outside the picture. */
function cast(picture: Picture, chance: Chance): Picture {
  const [angle, at, soft, dark] = [chance.between(0, 6.28), chance.between(-120, 120), chance.between(14, 60), chance.between(0.5, 0.75)]
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)]
  return shaded(picture, (x, y) => {
    const t = Math.min(1, Math.max(0, 0.5 + ((x - 400) * nx + (y - 300) * ny - at) / soft))
    return dark + (1 - dark) * t
  })
}

export const nuisances: Readonly<Record<string, Nuisance>> = {
  none: async (picture) => picture,
  noise: async (picture, seed) => noisy(picture, chanceOf(seed, 'noise'), chanceOf(seed, 'noise amount').between(8, 22)),
  jpeg: (picture, seed) => throughSharp(picture, (image) => image.jpeg({ quality: chanceOf(seed, 'jpeg').whole(35, 75) })),
  soft: (picture, seed) => throughSharp(picture, (image) => image.blur(chanceOf(seed, 'soft').between(0.7, 1.4)).png()),
  light: async (picture, seed) => {
    const chance = chanceOf(seed, 'light')
    const [cx, cy, strength] = [chance.between(0, 800), chance.between(0, 600), chance.between(0.35, 0.65)]
    return shaded(picture, (x, y) => 1.12 - strength * Math.min(1, Math.hypot(x - cx, y - cy) / 700))
  },
  shadow: async (picture, seed) => cast(picture, chanceOf(seed, 'shadow')),
  haze: async (picture, seed) => {
    const chance = chanceOf(seed, 'haze')
    const [share, light] = [chance.between(0.25, 0.5), chance.between(130, 230)]
    const data = new Uint8ClampedArray(picture.data)
    for (let y = 0, at = 0; y < picture.height; y++)
      for (let x = 0; x < picture.width; x++, at += 4) {
        const t = share * (0.6 + 0.8 * clouds(x, y, 180, seed))
        for (let k = 0; k < 3; k++) data[at + k] = (data[at + k] ?? 0) * (1 - t) + light * t
      }
    return { ...picture, data }
  },
}
