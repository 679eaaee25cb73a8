/** Paints every pixel by the role of its region (sky, ground, wall, glass or trim), in the look's materials and the light's colours. */
import { blankCanvas, type Canvas } from './canvas.ts'
import type { Light } from './lights.ts'
import type { Look, Rgb } from './look.ts'
import { materials, type Material, type MaterialName, type Texel } from './materials.ts'
import { mix, smoothstep, type Noise } from './noise.ts'
import type { Plane } from './plane.ts'
import { lightOf, type Raster, type Region, type Regions } from './regions.ts'
import type { Role, Scene } from './roles.ts'
import type { Far } from './sky.ts'
import type { Subject } from './words.ts'

export type Painting = {
  readonly raster: Raster
  readonly regions: Regions
  readonly scene: Scene
  readonly planes: readonly (Plane | undefined)[]
  readonly look: Look
  readonly light: Light
  readonly subject: Subject
  readonly noise: Noise
  readonly far: Far
}

type Brush = {
  readonly region: Region
  readonly role: Role
  readonly plane: Plane | undefined
  readonly material: Material
  readonly base: Rgb
  /** A number from 0 to 1 that stays the same for the region: whether its lamp is on, how its pane is tilted. */
  readonly own: number
}

export function render(painting: Painting): Canvas {
  const { raster, regions, noise, far } = painting
  const { width, height, rgb } = raster
  const canvas = blankCanvas(width, height)
  const brushes = regions.list.map((region, i) => brushFor(painting, region, i))
  const scale = 1000 / width
  const texel: Texel = { light: 1, warm: 0 }
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const brush = brushes[regions.labels[i]!]!
      const l = lightOf(rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!) / 255
      const detail = Math.min(1.35, Math.max(0.25, (l + 0.06) / (brush.region.light + 0.06)))
      switch (brush.role) {
        case 'sky':
          far(x, y, canvas.rgb, 3 * i)
          dim(canvas.rgb, 3 * i, detail)
          break
        case 'ground':
          ground(painting, brush, x, y, scale, texel, canvas.rgb, 3 * i, detail)
          break
        case 'surroundings':
          surroundings(painting, brush, x, y, scale, texel, canvas.rgb, 3 * i, detail)
          break
        case 'opening':
          glass(painting, brush, x, y, detail, canvas, i)
          break
        case 'wall':
        case 'plant':
        case 'trim': {
          const { plane } = brush
          brush.material(noise, (plane?.u(x) ?? x) * scale, (plane?.v(x, y) ?? y) * scale, texel)
          surface(painting, brush, l, detail, texel, canvas, i)
          break
        }
        default:
          brush.role satisfies never
      }
    }
  }
  return canvas
}

function brushFor({ scene, planes, look, light, subject, noise }: Painting, region: Region, label: number): Brush {
  const role = scene.roles[label] ?? 'wall'
  const floor =
    light.hasSnow && subject === 'building' && look.hand !== 'sketch' ? 'snow' : subject === 'product' ? tableOf(look) : look.floor
  const isGround = role === 'ground' || role === 'surroundings'
  const name = isGround ? floor : role === 'trim' ? 'plain' : role === 'plant' ? 'leaves' : look.material
  const own: Rgb = [region.red, region.green, region.blue]
  const colour = Math.max(...own) - Math.min(...own)
  // A product keeps its own colours, because they are what is sold; a clay product takes the look's.
  const kept = subject === 'product' ? Math.min(0.92, 0.6 + colour * 2) : subject === 'interface' ? Math.min(0.55, 0.12 + colour) : 0
  const given =
    role === 'trim'
      ? look.trim
      : isGround
        ? floor === 'snow'
          ? SNOW
          : subject === 'product' && floor === look.material
            ? look.wall
            : look.ground
        : role === 'plant' && (look.sky ?? 1) === 1
          ? LEAF
          : look.wall
  const lifted = own.map((value) => value / Math.max(0.35, region.light + 0.12))
  const base: Rgb = [0, 1, 2].map((k) => mix(given[k]!, lifted[k]!, isGround ? 0 : kept)) as [number, number, number]
  const smooth = !isGround && (subject === 'product' || kept > 0.5 || (role === 'plant' && (look.sky ?? 1) < 1)) ? 'plain' : name
  return { region, role, plane: planes[label], material: materials[smooth], base, own: noise.pick(label * 7 + 3, label + 11) }
}

/** A product stands on the look's own material, but never on brickwork or leaves. */
function tableOf({ material, floor }: Look): MaterialName {
  return material === 'brick' || material === 'leaves' ? floor : material
}

function surface({ scene, light, look }: Painting, brush: Brush, l: number, detail: number, texel: Texel, canvas: Canvas, i: number): void {
  const span = Math.max(0.12, scene.bright - scene.dark)
  const turned = Math.min(1, Math.max(0, (l - scene.dark) / span))
  // Anything darker than any wall is detail in the wall and stays dark.
  const dark = l < scene.dark ? 0.35 + (0.65 * l) / scene.dark : 1
  // A card model is white all over, so nothing disappears in the dark.
  const isModel = !look.hand && (look.sky ?? 1) < 0.5
  const deep = isModel ? mix(1, dark, 0.35) : dark
  const facing = isModel ? 0.5 + 0.5 * turned : brush.role === 'trim' ? 0.35 + 0.4 * turned : 0.12 + 0.88 * turned
  const body = mix(0.62, 1.04, facing) * deep * mix(1, detail, 0.45) * texel.light * light.exposure
  const at = 3 * i
  for (let k = 0; k < 3; k++) {
    canvas.rgb[at + k] = brush.base[k]! * body * mix(light.shade[k]!, light.key[k]!, facing) * (1 + WARM[k]! * texel.warm)
  }
  if (look.isNeon && brush.role === 'trim') {
    canvas.glow[i] = 0.9
    for (let k = 0; k < 3; k++) canvas.rgb[at + k] = (brush.own > 0.5 ? look.trim : look.glass)[k]! * 1.1
  }
}

/** Glass shows the sky it faces and, in the evening, the room behind it. */
function glass(
  { light, look, subject, noise }: Painting,
  brush: Brush,
  x: number,
  y: number,
  detail: number,
  canvas: Canvas,
  i: number,
): void {
  const { region, own } = brush
  const s = (x - region.left) / Math.max(1, region.right - region.left)
  const t = (y - region.top) / Math.max(1, region.bottom - region.top)
  const streak = smoothstep(0.03, 0.0, Math.abs(((s * 0.8 + t * 0.6 + own) % 0.7) - 0.3) - 0.09) * 0.12
  const sky = (1 - t) * 0.5 + streak + (noise.at(s * 5 + own * 90, t * 4) - 0.5) * 0.14
  const isLit = subject === 'building' && (own < 0.78 || light.lamps > 0.9)
  const lamp = isLit ? light.lamps * (0.62 + 0.38 * own) : 0
  const room =
    0.55 +
    0.5 * Math.exp(-((s - 0.3 - own * 0.4) ** 2 * 5 + (t - 0.2) ** 2 * 3)) -
    0.25 * smoothstep(0.72, 0.78, t + (noise.at(s * 9 + own * 50, 2) - 0.5) * 0.3)
  const lampColour = look.isNeon ? (own > 0.5 ? look.glass : look.trim) : LAMP
  const dark = subject === 'building' ? mix(1, detail, 0.6) : detail
  const reflects = look.hand ? 0.2 : (look.sky ?? 1) < 0.5 ? 0.12 : 0.55
  for (let k = 0; k < 3; k++) {
    const pane =
      mix(look.glass[k]! * mix(light.shade[k]!, light.key[k]!, 0.5), light.haze[k]! * 0.85, Math.max(0, sky) * reflects) *
      light.exposure *
      dark
    canvas.rgb[3 * i + k] = mix(pane, lampColour[k]! * room, look.isNeon ? 0.9 : lamp)
  }
  canvas.glow[i] = look.isNeon ? room * 0.5 : lamp * room * 0.75
}

function ground(
  { scene, light, raster, noise }: Painting,
  brush: Brush,
  x: number,
  y: number,
  scale: number,
  texel: Texel,
  out: Float32Array,
  at: number,
  detail: number,
): void {
  // Perspective: what is further away is smaller, and it never quite reaches the horizon.
  const away = 190 / (14 + Math.max(0, y - scene.horizon) * scale)
  const u = (x - raster.width / 2) * scale * away * 0.9
  brush.material(noise, u + 4000, 900 * away, texel)
  const fade = smoothstep(9, 2, away)
  const near = 0.82 + 0.2 * smoothstep(0, 0.8, (y - scene.horizon) / Math.max(1, raster.height - scene.horizon))
  for (let k = 0; k < 3; k++) {
    const bright = brush.base[k]! * mix(1, texel.light, fade) * (1 + WARM[k]! * texel.warm * fade) * near
    const lit = bright * mix(light.shade[k]!, light.key[k]!, 0.62) * light.exposure * mix(1, detail, 0.7)
    out[at + k] = mix(lit, light.haze[k]! * light.exposure * 0.9, (1 - fade) * 0.25)
  }
}

/** One flat region above and below: the background fades into the ground without a new edge. */
function surroundings(
  painting: Painting,
  brush: Brush,
  x: number,
  y: number,
  scale: number,
  texel: Texel,
  out: Float32Array,
  at: number,
  detail: number,
): void {
  const { scene, raster, far, subject } = painting
  const [from, to] = subject === 'building' ? [scene.horizon - 2, scene.horizon + 4] : [raster.height * 0.52, raster.height * 0.9]
  // A user interface has no ground.
  const t = subject === 'interface' ? 0 : smoothstep(from, to, y)
  if (t > 0) ground(painting, brush, x, y, scale, texel, out, at, 1)
  const [r, g, b] = [out[at]!, out[at + 1]!, out[at + 2]!]
  far(x, y, out, at)
  out[at] = mix(out[at]!, r, t) * detail
  out[at + 1] = mix(out[at + 1]!, g, t) * detail
  out[at + 2] = mix(out[at + 2]!, b, t) * detail
}

function dim(out: Float32Array, at: number, by: number): void {
  for (let k = 0; k < 3; k++) out[at + k] = out[at + k]! * by
}

const WARM: Rgb = [0.55, 0.05, -0.6]
const LAMP: Rgb = [1.12, 0.83, 0.45]
const LEAF: Rgb = [0.32, 0.42, 0.2]
const SNOW: Rgb = [0.93, 0.95, 0.98]
