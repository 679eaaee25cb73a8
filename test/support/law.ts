// Restyles a source as the window does, with a model that returns what it was sent, and measures how far the result is from its source.

import sharp from 'sharp'
import type { Host } from '../../playground/host/types.ts'
import { fingerprintOf } from '../../src/core/picture/fingerprint.ts'
import type { Piece } from '../../src/core/picture/piece.ts'
import type { Plan } from '../../src/core/picture/registration.ts'
import type { StuckLayer } from '../../src/core/live/stuck.ts'
import type { LiveChoice } from '../../src/core/recipe/live-choice.ts'
import { prepareControlImage } from '../../src/ui/control-image/prepare.ts'
import { makeLiveTools } from '../../src/ui/live/worker.ts'
import { pageBox, subtree } from './layers.ts'
import { exportWhole, rulesFor, subjectOf } from './live-restyle.ts'
import { pixelsOf } from './pixels.ts'
import { type Plugin, intend, orderOf, picture } from './plugin.ts'

type Composing = { readonly pieces: readonly Piece[]; readonly background: string; readonly plan: Plan }

/** Composes pieces as the window does, for content that fills the whole picture. */
export async function composed({ pieces, background, plan: { sent, content } }: Composing): Promise<Uint8Array> {
  const layers = await Promise.all(
    pieces.map(async ({ png, box }) => {
      const [left, top] = [Math.round(content.x + box.x), Math.round(content.y + box.y)]
      const [width, height] = [Math.max(1, Math.round(box.width)), Math.max(1, Math.round(box.height))]
      const scaled = await sharp(png).resize(width, height, { fit: 'fill' }).png().toBuffer()
      const [cutX, cutY] = [Math.max(0, -left), Math.max(0, -top)]
      const [w, h] = [Math.min(width - cutX, sent.width - Math.max(0, left)), Math.min(height - cutY, sent.height - Math.max(0, top))]
      if (w < 1 || h < 1) return []
      const input = await sharp(scaled).extract({ left: cutX, top: cutY, width: w, height: h }).toBuffer()
      return [{ input, left: Math.max(0, left), top: Math.max(0, top) }]
    }),
  )
  const ground = { width: sent.width, height: sent.height, channels: 3 as const, background: background || '#ffffff' }
  return sharp({ create: ground }).composite(layers.flat()).removeAlpha().png({ compressionLevel: 1 }).toBuffer()
}

/** Differences in levels of 255: on average over the whole picture, and in the worst square of 32 px. */
export type Apart = { readonly mean: number; readonly worst: number }

const side = 32

export async function windowsApart(a: Uint8Array, b: Uint8Array): Promise<Apart> {
  const [one, other] = await Promise.all(
    [a, b].map((png) => sharp(png).flatten({ background: '#fff' }).raw().toBuffer({ resolveWithObject: true })),
  )
  if (one === undefined || other === undefined || one.info.width !== other.info.width || one.info.height !== other.info.height)
    throw new Error('pictures of different sizes')
  const { width, height, channels } = one.info
  const columns = Math.ceil(width / side)
  const sums = new Float64Array(columns * Math.ceil(height / side))
  const counts = new Float64Array(sums.length)
  let sum = 0
  for (let index = 0; index < one.data.length; index++) {
    const pixel = Math.floor(index / channels)
    const cell = Math.floor(Math.floor(pixel / width) / side) * columns + Math.floor((pixel % width) / side)
    const apart = Math.abs((one.data[index] ?? 0) - (other.data[index] ?? 0))
    sum += apart
    sums[cell] = (sums[cell] ?? 0) + apart
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return {
    mean: sum / one.data.length,
    worst: Math.max(...[...sums].map((total, cell) => total / Math.max(counts[cell] ?? 1, (side * side) / 4))),
  }
}

/** How different a result and its source look on a green background, including up to `margin` canvas px around them. */
export async function surroundingsApart(host: Host, ids: readonly [string, string], margin: number): Promise<Apart> {
  const drawn = await host.author<readonly Uint8Array[]>(`async (figma) => {
    const pictures = []
    for (const id of ${JSON.stringify(ids)}) {
      const node = await figma.getNodeByIdAsync(id)
      const stage = figma.createFrame()
      const { x, y, width, height } = node.absoluteBoundingBox
      stage.resize(width + ${2 * margin}, height + ${2 * margin})
      stage.fills = [{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }]
      const copy = node.clone()
      stage.appendChild(copy)
      const [[a, b, left], [c, d, top]] = node.absoluteTransform
      copy.relativeTransform = [[a, b, left - x + ${margin}], [c, d, top - y + ${margin}]]
      pictures.push(await stage.exportAsync({ format: 'PNG' }))
      stage.remove()
    }
    return pictures
  }`)
  const [source = new Uint8Array(), result = new Uint8Array()] = drawn
  return windowsApart(source, result)
}

export type ByLaw = {
  readonly nodeId: string
  readonly notes: readonly string[]
  readonly stuck: readonly StuckLayer[]
  readonly apart: Apart
  readonly source: Uint8Array
  readonly result: Uint8Array
  readonly sent: Uint8Array
  /** Whether the complete source is unchanged. */
  readonly isSame: boolean
}

/** @param longest side of the pictures, in px */
export async function restyleByLaw(
  plugin: Plugin,
  ids: readonly string[],
  live: LiveChoice,
  { isScene = false, background = '', longest = 1440 }: { isScene?: boolean; background?: string; longest?: number } = {},
): Promise<ByLaw> {
  const { host, figma } = plugin
  const whole = (): string => JSON.stringify(ids.map((id) => subtree(host, id)))
  const before = whole()
  host.select(ids)
  const plain = subjectOf(ids, isScene)
  const subject = { ...plain, scene: plain.scene === null ? null : { ...plain.scene, background } }
  const box = pageBox(host, ids)
  const scale = Math.min(1, longest / Math.max(box.width, box.height))
  const rules = rulesFor({ width: Math.ceil(box.width * scale), height: Math.ceil(box.height * scale) })
  const one = { ...picture(7, { live }), subject }
  const order = orderOf('', [one], rules)
  const { refused } = await figma.begin({ ...order, groups: order.groups.map((group) => ({ ...group, pictures: [one] })) })
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  let sent = new Uint8Array()
  const tools = {
    ...makeLiveTools({ decode: pixelsOf }),
    compose: async (job: Composing) => {
      sent = new Uint8Array(await composed(job))
      const blob = new Blob([sent])
      return { blob, format: 'png' as const, base64: blob, fingerprint: fingerprintOf(job.pieces.map(({ png }) => png)) }
    },
  }
  const ports = { figma, tools, exportLock: <T>(work: () => Promise<T>) => work() }
  const image = await prepareControlImage(ports, { subject, live, rules, takesJpeg: false, depth: null }, {}, new AbortController().signal)
  await intend(figma, one.key, { exportId: image.exportId })
  const { nodeId, notes } = await figma.fill({ key: one.key, bytes: sent })
  const isSame = whole() === before
  const width = image.plan.content.width
  const result = await exportWhole(host, [nodeId], false, width)
  const source =
    isScene && background !== ''
      ? await onGround(await exportWhole(host, ids, true, width), background)
      : await exportWhole(host, ids, isScene, width)
  return { nodeId, notes, stuck: image.stuck, sent, source, result, isSame, apart: await windowsApart(source, result) }
}

async function onGround(png: Uint8Array, background: string): Promise<Uint8Array> {
  return sharp(png).flatten({ background }).png().toBuffer()
}
