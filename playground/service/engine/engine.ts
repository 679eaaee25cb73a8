/**
 * A painter that stands in for the model: it repaints a picture by a prompt and a seed, and leaves every edge in place.
 * It is not a model. Its pictures are marked as simulated wherever a person may see them.
 */
import sharp, { type Sharp } from 'sharp'
import { blankCanvas } from './canvas.ts'
import { finish } from './finish.ts'
import { type Framing, asSent, frame } from './framing.ts'
import { sketch, watercolour } from './hand.ts'
import type { Look, Rgb } from './look.ts'
import { drawMark } from './mark.ts'
import { createNoise } from './noise.ts'
import { findPlanes } from './plane.ts'
import { findRegions, type Raster } from './regions.ts'
import { render } from './render.ts'
import { findRoles } from './roles.ts'
import type { Size } from './size.ts'
import { createFar } from './sky.ts'
import { readWish } from './words.ts'

export type PaintRequest = {
  /** The control image; without one, the engine restyles a scene of its own. */
  readonly picture: Uint8Array | undefined
  readonly prompt: string
  readonly seed: number
  readonly format: 'jpeg' | 'png' | 'webp'
  /** A picture to take the colours from, if the model accepts one. */
  readonly palette?: Uint8Array | undefined
  /** `identity` returns the picture's own pixels, for tests of registration. */
  readonly mode: 'repaint' | 'identity'
  readonly hasMark: boolean
  /** How the result is framed. Default: as sent. */
  readonly framing?: Framing
  /** Default: the picture's own size. */
  readonly size?: Size
}

export type PaintResult = { readonly bytes: Uint8Array; readonly type: string; readonly width: number; readonly height: number }

export async function paint(request: PaintRequest): Promise<PaintResult> {
  const raster = await read(request.picture ?? SCENE, request.size)
  const colours = request.palette === undefined || request.mode === 'identity' ? {} : await coloursOf(request.palette)
  const painted = request.mode === 'identity' ? raster.rgb : repaint(raster, request, colours)
  const rgb = await frame({ ...raster, rgb: painted }, request.framing ?? asSent)
  const image = sharp(rgb, { raw: { width: raster.width, height: raster.height, channels: 3 } })
  const bytes = await encoded(image, request)
  return { bytes: new Uint8Array(bytes), type: `image/${request.format}`, width: raster.width, height: raster.height }
}

/** The pure part: pixels in, pixels out. */
export function repaint(
  raster: Raster,
  { prompt, seed, hasMark }: Pick<PaintRequest, 'prompt' | 'seed' | 'hasMark'>,
  colours: Partial<Look> = {},
): Uint8Array {
  const { width, height } = raster
  const { subject, light, ...wish } = readWish(prompt)
  const look = { ...wish.look, ...colours }
  const noise = createNoise(seed)
  const sunX = noise.pick(5, 9) < 0.5 ? 0.12 : 0.88
  const regions = findRegions(raster, subject === 'product')
  const scene = findRoles(regions, width, height, subject)
  const planes = findPlanes(regions, width, height, (label) => subject === 'building' && scene.roles[label] === 'wall')
  const own = tinted(look, seed)
  const far = createFar({ width, height, horizon: scene.horizon, look: own, light, subject, noise, sunX })
  // A drawing shows only lines and tones, so nothing is painted beneath it.
  const canvas =
    look.hand === 'sketch' ? blankCanvas(width, height) : render({ raster, regions, scene, planes, look: own, light, subject, noise, far })
  if (look.hand === 'sketch') sketch(canvas, raster, regions, scene, noise, look)
  if (look.hand === 'watercolour') watercolour(canvas, raster, regions, noise)
  const rgb = finish(canvas, regions, scene, {
    light,
    seed,
    strength: look.hand ? 0.12 : 1,
    sunX,
    halo: look.isNeon ? NEON : LAMPLIGHT,
  })
  if (hasMark) drawMark(rgb, width, height)
  return rgb
}

/** Varies lightness and warmth slightly by seed, as batches of a material differ. */
function tinted(look: ReturnType<typeof readWish>['look'], seed: number): typeof look {
  const { pick } = createNoise(seed + 13)
  const stray = 0.16 * Math.min(1, 1.2 - Math.min(...look.wall))
  const light = 1 + (pick(1, 1) - 0.5) * stray
  const warm = (pick(2, 1) - 0.5) * stray
  const turn = ([r, g, b]: typeof look.wall): typeof look.wall => [r * light * (1 + warm * 0.6), g * light, b * light * (1 - warm)]
  return { ...look, wall: turn(look.wall), ground: turn(look.ground), backdrop: turn(look.backdrop) }
}

async function read(picture: Uint8Array, size: Size | undefined): Promise<Raster> {
  const source = sharp(picture).flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha()
  const sized = size ? source.resize({ ...size, fit: 'cover', kernel: 'lanczos3' }) : source
  const { data, info } = await sized.raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: rgbOf(new Uint8Array(data), info.channels) }
}

/** Averages the top, middle and bottom of a picture: the colours of sky or backdrop, wall, and ground. */
async function coloursOf(picture: Uint8Array): Promise<Partial<Look>> {
  const raster = await read(picture, { width: 3, height: 3 })
  const at = (row: number): Rgb => {
    const [r = 0, g = 0, b = 0] = raster.rgb.subarray(9 * row + 3, 9 * row + 6)
    return [r / 255, g / 255, b / 255]
  }
  return { backdrop: at(0), wall: at(1), ground: at(2) }
}

/** Grey pictures have one channel. */
function rgbOf(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data
  const rgb = new Uint8Array((data.length / channels) * 3)
  for (let i = 0; i < rgb.length; i++) rgb[i] = data[Math.floor(i / 3) * channels]!
  return rgb
}

function encoded(image: Sharp, { format, mode }: PaintRequest): Promise<Uint8Array> {
  if (format === 'png') return image.png({ compressionLevel: 4 }).toBuffer()
  // Full chroma where pixels are compared; the usual half where a person looks at the picture.
  if (format === 'jpeg') return image.jpeg(mode === 'identity' ? { quality: 97, chromaSubsampling: '4:4:4' } : { quality: 92 }).toBuffer()
  return image.webp({ quality: 92 }).toBuffer()
}

const LAMPLIGHT = [1, 0.74, 0.42] as const
const NEON = [0.85, 0.35, 0.9] as const

/** A clay villa, for the models that also work from a prompt alone. */
const SCENE = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024"><rect width="1024" height="1024" fill="#e4e6e9"/>
  <rect y="700" width="1024" height="324" fill="#cfccc6"/><path d="M180 420 480 330V740L180 720Z" fill="#f4f3f0"/>
  <path d="M480 330 860 430V720L480 740Z" fill="#dcd8d0"/><path d="M160 425 480 318 880 432 880 446 480 336 160 440Z" fill="#b9b4ab"/>
  <path d="M560 440 780 480V590L560 590Z" fill="#a9b3bd"/><path d="M240 480 320 465V725L240 720Z" fill="#a9b3bd"/></svg>`,
)
