/** Draws instead of photographing: pencil lines and hatching, or a wash on rough paper. Lines follow the source's edges. */
import { softened, type Canvas } from './canvas.ts'
import type { Look } from './look.ts'
import { mix, smoothstep, type Noise } from './noise.ts'
import { lightOf, type Raster, type Regions } from './regions.ts'
import type { Scene } from './roles.ts'

export function sketch(canvas: Canvas, raster: Raster, { labels, list }: Regions, scene: Scene, noise: Noise, look: Look): void {
  const { width, height, rgb } = canvas
  const { paper = PAPER, ink: pen = INK } = look
  const scale = 1000 / width
  const line = lines(raster, labels)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!
      const role = scene.roles[label]
      const l = role === 'sky' ? 1 : list[label]!.light
      const span = Math.max(0.1, scene.bright - scene.dark)
      const dark =
        role === 'sky'
          ? 0
          : role === 'opening'
            ? 0.85
            : role === 'ground'
              ? 0.16
              : Math.min(0.7, Math.max(0, (scene.bright - l) / span) * 0.75)
      const [px, py] = [x * scale, y * scale]
      const wobble = noise.at(px * 0.02, py * 0.02) * 4
      const press = 0.55 + 0.45 * noise.at(px * 0.25, py * 0.25)
      const hatch =
        stroke(px + py * 0.9 + wobble, 6) * smoothstep(0.08, 0.4, dark) + stroke(px - py * 1.1 + wobble, 6.5) * smoothstep(0.42, 0.8, dark)
      const tooth = noise.at(px * 1.4, py * 1.4) - 0.5
      const ink = Math.min(1, line[i]! * (0.8 + 0.4 * press) + hatch * press * 0.42 + dark * 0.12)
      for (let k = 0; k < 3; k++) rgb[3 * i + k] = mix(paper[k]! + tooth * 0.03, pen[k]!, ink * (0.92 - Math.max(0, tooth) * 0.5))
    }
  }
}

export function watercolour(canvas: Canvas, raster: Raster, { labels }: Regions, noise: Noise): void {
  const { width, height, rgb } = canvas
  const scale = 1000 / width
  const edge = new Float32Array(width * height)
  for (let i = width; i < edge.length; i++) if (labels[i] !== labels[i - 1] || labels[i] !== labels[i - width]) edge[i] = 1
  const pooled = softened(edge, width, height, width * 0.006)
  const line = lines(raster, labels)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [px, py] = [x * scale, y * scale]
      const bloom = noise.layers(px * 0.009, py * 0.009, 3)
      const grains = noise.at(px * 0.45, py * 0.45) * 0.6 + noise.at(px * 0.95, py * 0.95) * 0.4 - 0.5
      // Paint gathers where a wash ends, and paper shows where the brush ran dry.
      const pigment = 0.5 + 0.55 * smoothstep(0.32, 0.72, bloom) + Math.min(0.5, pooled(x, y) * 1.6) + grains * 0.24
      const u = x / width - 0.5
      const v = y / height - 0.5
      const out = Math.max(Math.abs(u), Math.abs(v))
      const rim = out < 0.39 ? 1 : smoothstep(0.5, 0.435, out + (noise.layers(px * 0.02, py * 0.02, 3) - 0.5) * 0.06)
      const body = Math.min(1.15, pigment) * (0.08 + 0.92 * rim)
      const ink = line[i]! * 0.5 * (0.5 + noise.at(px * 0.1, py * 0.1)) * (0.3 + 0.7 * rim)
      for (let k = 0; k < 3; k++) {
        const paper = WHITE[k]! + grains * 0.03
        const wash = paper * Math.min(1, rgb[3 * i + k]! * 1.04 + 0.02)
        rgb[3 * i + k] = mix(mix(paper, wash, body), WASH_LINE[k]!, Math.min(0.75, ink))
      }
    }
  }
}

/** Where to draw lines: along the borders of regions, and along any detail the source has inside them. */
function lines({ width, rgb }: Raster, labels: Int32Array): Float32Array {
  const line = new Float32Array(labels.length)
  const l = (i: number): number => lightOf(rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!) / 255
  for (let i = 2 * width; i < labels.length - 2 * width; i++) {
    const isBorder = labels[i] !== labels[i - 1] || labels[i] !== labels[i - width]
    // Two regions of one surface, separated by lettering, meet without an edge and get no line.
    const isSeen = Math.abs(l(i + 2) - l(i - 2)) + Math.abs(l(i + 2 * width) - l(i - 2 * width)) > 0.008
    const slope = Math.abs(l(i + 1) - l(i - 1)) + Math.abs(l(i + width) - l(i - width))
    line[i] = Math.max(isBorder && isSeen ? 0.85 : 0, smoothstep(0.06, 0.3, slope) * 0.8)
  }
  return line
}

function stroke(along: number, apart: number): number {
  return smoothstep(1.3, 0.3, Math.abs(along - Math.floor(along / apart) * apart - apart / 2))
}

const PAPER = [0.975, 0.97, 0.955] as const
const INK = [0.16, 0.16, 0.19] as const
const WHITE = [0.985, 0.975, 0.95] as const
const WASH_LINE = [0.3, 0.24, 0.22] as const
