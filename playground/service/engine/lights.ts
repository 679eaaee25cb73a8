/** The lights the engine knows: their sky, what they add to lit and shaded sides, and how strong they are. */
import type { Rgb } from './look.ts'

export type Light = {
  readonly id: string
  readonly words: RegExp
  readonly zenith: Rgb
  readonly haze: Rgb
  readonly clouds: number
  readonly key: Rgb
  readonly shade: Rgb
  readonly exposure: number
  readonly contrast: number
  /** How brightly windows are lit from inside, 0 to 1. */
  readonly lamps: number
  /** Strength of a low sun beside the picture, 0 to 1. */
  readonly sun: number
  readonly hasStars?: boolean
  readonly hasSnow?: boolean
}

export const day: Light = {
  id: 'day',
  words: /\b(noon|midday|bright|sunny|sunlight|clear (sky|sun|day|midday)|blue sky|daylight)\b/,
  zenith: [0.36, 0.57, 0.83],
  haze: [0.8, 0.89, 0.95],
  clouds: 0.7,
  key: [1.06, 1.03, 0.97],
  shade: [0.72, 0.78, 0.9],
  exposure: 1.02,
  contrast: 1.05,
  lamps: 0,
  sun: 0,
}

export const lights: readonly Light[] = [
  day,
  {
    id: 'golden',
    words: /\b(golden|sunset|evening sun|low sun|warm light|late afternoon)\b/,
    zenith: [0.47, 0.58, 0.74],
    haze: [1, 0.8, 0.53],
    clouds: 0.6,
    key: [1.16, 1.0, 0.8],
    shade: [0.68, 0.64, 0.72],
    exposure: 1,
    contrast: 1.08,
    lamps: 0.12,
    sun: 0.85,
  },
  {
    id: 'dawn',
    words: /\b(dawn|sunrise|morning|first light|fog(gy)?)\b/,
    zenith: [0.6, 0.66, 0.8],
    haze: [0.98, 0.83, 0.77],
    clouds: 0.35,
    key: [1.1, 0.99, 0.94],
    shade: [0.74, 0.74, 0.85],
    exposure: 0.99,
    contrast: 0.9,
    lamps: 0.15,
    sun: 0.4,
  },
  {
    id: 'dusk',
    words: /\b(dusk|twilight|blue hour|evening|nightfall)\b/,
    zenith: [0.18, 0.2, 0.42],
    haze: [0.9, 0.54, 0.47],
    clouds: 0.5,
    key: [0.72, 0.6, 0.68],
    shade: [0.34, 0.33, 0.5],
    exposure: 0.95,
    contrast: 1.06,
    lamps: 0.85,
    sun: 0.2,
  },
  {
    id: 'night',
    words: /\b(night|midnight|moon(lit|light)?|nocturn\w*|lamp-?light|after dark|starry)\b/,
    zenith: [0.03, 0.05, 0.13],
    haze: [0.12, 0.17, 0.32],
    clouds: 0.25,
    key: [0.42, 0.46, 0.62],
    shade: [0.16, 0.18, 0.3],
    exposure: 0.92,
    contrast: 1.1,
    lamps: 1,
    sun: 0,
    hasStars: true,
  },
  {
    id: 'overcast',
    words: /\b(overcast|cloudy|diffuse|grey sky|gray sky|soft light|rain(y)?|even light)\b/,
    zenith: [0.7, 0.74, 0.78],
    haze: [0.88, 0.89, 0.9],
    clouds: 0.45,
    key: [0.97, 0.98, 0.99],
    shade: [0.74, 0.77, 0.81],
    exposure: 0.98,
    contrast: 0.94,
    lamps: 0.05,
    sun: 0,
  },
  {
    id: 'snow',
    words: /\b(snow(y|fall)?|winter|frost(y)?|icy)\b/,
    zenith: [0.74, 0.8, 0.87],
    haze: [0.92, 0.94, 0.96],
    clouds: 0.4,
    key: [0.99, 1.0, 1.03],
    shade: [0.7, 0.77, 0.88],
    exposure: 1.01,
    contrast: 0.96,
    lamps: 0.35,
    sun: 0,
    hasSnow: true,
  },
  {
    id: 'studio',
    words: /\b(studio|soft-?box|packshot|seamless|strobe|rim light|spot-?light)\b/,
    zenith: [0.82, 0.83, 0.84],
    haze: [0.94, 0.94, 0.93],
    clouds: 0,
    key: [1.08, 1.06, 1.02],
    shade: [0.66, 0.67, 0.71],
    exposure: 1.02,
    contrast: 1.1,
    lamps: 0,
    sun: 0,
  },
]
