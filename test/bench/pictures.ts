// Pictures like those that users send, generated from seeded noise, so that the repository needs no photographs.

import sharp from 'sharp'
import { fluxDepthPro } from '../../src/core/model/models/flux-depth-pro.ts'
import { planFor, type Plan } from '../../src/core/picture/registration.ts'
import { seeded } from '../support/chance.ts'

export type Size = { readonly width: number; readonly height: number }
/** A picture as Figma exports it: PNG with an alpha channel. `plan`: the sizes at which the plugin exports and sends it. */
export type Sample = { readonly png: Uint8Array; readonly plan: Plan }

/** Noise of all scales, from one pixel to the whole picture. `fine`: the weight of the smallest scale. */
async function noise({ width, height }: Size, seed: number, fine: number): Promise<Buffer> {
  const random = seeded(seed)
  const sum = new Float32Array(width * height * 3)
  let [weight, total] = [fine, 0]
  for (let blot = 1; blot < Math.max(width, height) / 2; blot *= 2) {
    const [w, h] = [Math.ceil(width / blot), Math.ceil(height / blot)]
    const raw = Buffer.from(Uint8Array.from({ length: w * h * 3 }, () => Math.floor(random() * 256)))
    const wide = await sharp(raw, { raw: { width: w, height: h, channels: 3 } })
      .resize(width, height, { kernel: 'cubic', fit: 'fill' })
      .raw()
      .toBuffer()
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + ((wide[i] ?? 0) - 128) * weight
    total += weight * weight
    weight = Math.min(1, weight * 1.9)
  }
  const strength = 1.2 / Math.sqrt(total)
  return Buffer.from(Uint8ClampedArray.from(sum, (value) => 128 + value * strength).buffer)
}

function asPng(rgb: Buffer, { width, height }: Size, to: Size): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize(to.width, to.height, { fit: 'fill' })
    .ensureAlpha()
    .png({ adaptiveFiltering: true })
    .toBuffer()
}

function planned(size: Size): Plan {
  const plan = planFor(size, fluxDepthPro.rules)
  if (plan === null) throw new Error('a picture of this shape is not sent')
  return plan
}

/** A painting in which every pixel has its own colour: the worst case. `full`: what a plugin sends that exports at full size. */
export async function dense(): Promise<Sample & { readonly full: Uint8Array }> {
  const size = { width: 2048, height: 1536 }
  const plan = planned(size)
  const rgb = await noise(size, 7, 0.22)
  return { full: await asPng(rgb, size, size), png: await asPng(rgb, size, plan.content), plan }
}

export async function photo(): Promise<Sample> {
  const size = { width: 1440, height: 1080 }
  const plan = planned(size)
  return { png: await asPng(await noise(size, 11, 0.08), size, plan.content), plan }
}

/** A page with cards, text and three photographs. */
export async function page(): Promise<Sample> {
  const size = { width: 1440, height: 1024 }
  const plan = planned(size)
  const { width, height } = plan.content
  const scale = width / size.width
  const inset = { width: Math.round(400 * scale), height: Math.round(260 * scale) }
  const layers = await Promise.all(
    [0, 1, 2].map(async (column) => ({
      input: await asPng(await noise(inset, 20 + column, 0.08), inset, inset),
      left: Math.round((80 + column * 440) * scale),
      top: Math.round(220 * scale),
    })),
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${width}" height="${height}">${drawing()}</svg>`
  return { png: await sharp(Buffer.from(svg)).composite(layers).ensureAlpha().png({ adaptiveFiltering: true }).toBuffer(), plan }
}

function drawing(): string {
  const card = (column: number): string => {
    const x = 80 + column * 440
    const lines = [560, 592, 624, 656, 688].map(
      (y, i) =>
        `<text x="${x + 24}" y="${y}" font-size="17" fill="#667">A line of words about the picture above, number ${column * 5 + i}</text>`,
    )
    return `<rect x="${x}" y="220" width="400" height="640" rx="20" fill="#fff" stroke="#dde"/><text x="${x + 24}" y="524" font-size="26" font-weight="700">Card ${column + 1}</text>${lines.join('')}<rect x="${x + 24}" y="760" width="180" height="56" rx="28" fill="#3355dd"/><text x="${x + 62}" y="795" font-size="20" fill="#fff">Open it now</text>`
  }
  return `<rect width="1440" height="1024" fill="#f4f5f8"/><text x="80" y="150" font-size="56" font-weight="700">An interface with words</text>${[0, 1, 2].map(card).join('')}`
}
