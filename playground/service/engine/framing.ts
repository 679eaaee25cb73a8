/** Reframes a result as editing models do: shifted, scaled, turned, or with a part painted over. */
import sharp from 'sharp'

export type Framing = {
  /** Shift to the right and down, as shares of the width. */
  readonly dx: number
  readonly dy: number
  readonly scale: number
  readonly degrees: number
  /** A box that loses its lines, in shares of width and height; null if nothing is lost. */
  readonly lost: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
}

export const asSent: Framing = { dx: 0, dy: 0, scale: 1, degrees: 0, lost: null }

type Raw = { readonly rgb: Uint8Array; readonly width: number; readonly height: number }

/** Interpolates each channel between pixels; outside the picture, its edge pixels repeat. */
function sample({ rgb, width, height }: Raw, x: number, y: number, to: Uint8Array, at: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [s, t] = [x - left, y - top]
  const index = (column: number, row: number): number =>
    3 * (Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column)))
  const corners = [index(left, top), index(left + 1, top), index(left, top + 1), index(left + 1, top + 1)] as const
  for (let k = 0; k < 3; k++) {
    const [a = 0, b = 0, c = 0, d = 0] = corners.map((corner) => rgb[corner + k] ?? 0)
    to[at + k] = Math.round((a * (1 - s) + b * s) * (1 - t) + (c * (1 - s) + d * s) * t)
  }
}

function moved(raw: Raw, { dx, dy, scale, degrees }: Framing): Uint8Array {
  const { width, height, rgb } = raw
  const to = new Uint8Array(rgb.length)
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180) / scale, Math.sin((degrees * Math.PI) / 180) / scale]
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const [rx, ry] = [x - middleX - dx * width, y - middleY - dy * width]
      sample(raw, middleX + cos * rx + sin * ry, middleY - sin * rx + cos * ry, to, at)
    }
  return to
}

async function withoutLines(raw: Raw, lost: NonNullable<Framing['lost']>): Promise<Uint8Array> {
  const { width, height } = raw
  const box = {
    left: Math.round(lost.x * width),
    top: Math.round(lost.y * height),
    width: Math.round(lost.width * width),
    height: Math.round(lost.height * height),
  }
  const image = sharp(raw.rgb, { raw: { width, height, channels: 3 } })
  const { channels } = await sharp(raw.rgb, { raw: { width, height, channels: 3 } })
    .extract(box)
    .stats()
  const [r = 0, g = 0, b = 0] = channels.map(({ mean }) => Math.round(mean))
  const patch = { create: { width: box.width, height: box.height, channels: 3 as const, background: { r, g, b } } }
  return new Uint8Array(
    await image
      .composite([{ input: patch, left: box.left, top: box.top }])
      .removeAlpha()
      .raw()
      .toBuffer(),
  )
}

export async function frame(raw: Raw, framing: Framing): Promise<Uint8Array> {
  const isMoved = framing.dx !== 0 || framing.dy !== 0 || framing.scale !== 1 || framing.degrees !== 0
  const rgb = isMoved ? moved(raw, framing) : raw.rgb
  return framing.lost === null ? rgb : withoutLines({ ...raw, rgb }, framing.lost)
}
