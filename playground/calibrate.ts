// Measures what each stop of the geometry dial keeps: one subject, five stops, two seeds. Run by `npm run doctor -- --calibrate`, which
// asks first.

import { readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { messageOf } from '../src/core/base/text.ts'
import { measureFidelity } from '../src/core/fidelity/fidelity.ts'
import type { Picture } from '../src/core/fidelity/picture.ts'
import { calibrations } from '../src/core/model/calibrations.ts'
import { atStop } from '../src/core/model/dial.ts'
import { type Model, type RequestInput, initialValues } from '../src/core/model/model.ts'
import { type Calibration, type Stop, stopLabel, stops } from '../src/core/model/stops.ts'

const size = { width: 832, height: 624 }
const seeds = [11, 12] as const

export const pictureCount = stops.length * seeds.length

/** Makes one picture at the service with the user's key and returns its bytes. Throws a sentence. */
export type Make = (input: RequestInput, picture: Uint8Array) => Promise<Uint8Array>

/** The test subject, a facade in clay grey: walls, different windows, steps, a roof; lines at every distance. */
export function subject(): Promise<Buffer> {
  const windows = [0, 1, 2, 3, 4].flatMap((column) =>
    [0, 1].map(
      (row) =>
        `<path fill="#8d9298" stroke="#f4f4f2" stroke-width="5" d="M${126 + 118 * column} ${190 + 130 * row}h${56 + 6 * column}v${78 - 8 * row}h-${56 + 6 * column}z"/>`,
    ),
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <rect width="832" height="624" fill="#dfe3e8"/><path d="M0 500h832v124H0z" fill="#b9b5ad"/>
    <path d="M90 150h660v350H90z" fill="#e9e7e3"/><path d="M60 150 420 70l360 80z" fill="#c9c4bc"/>
    ${windows.join('')}<path d="M386 420h70v80h-70z" fill="#7b766e"/><path d="M360 500h122l18 20H342zM342 520h158l20 22H322z" fill="#d5d1ca"/>
    <path d="M640 330h90v170h-90z" fill="#d0ccc5"/><path d="M660 350h50v150h-50z" fill="#a5a098"/></svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}

async function pixels(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

/** Returns the mean of both seeds for each stop. Throws a sentence when a picture could not be made, as nothing is known then. */
export async function calibrate(model: Model, make: Make, say: (line: string) => void): Promise<Record<Stop, number>> {
  const picture = await subject()
  const source = await pixels(picture)
  const kept: [Stop, number][] = []
  for (const stop of stops) {
    const shares: number[] = []
    for (const seed of seeds) {
      const prompt = 'A townhouse of warm brick with oak windows, low afternoon sun, photograph'
      const input = { prompt, seed, values: atStop(model, initialValues(model), stop), sent: size }
      try {
        shares.push(measureFidelity(source, await pixels(await make(input, picture))).kept)
      } catch (thrown) {
        throw new Error(`${stopLabel[stop]}, seed ${seed}: ${messageOf(thrown)} Nothing was written.`, { cause: thrown })
      }
    }
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    kept.push([stop, Math.round(mean * 1000) / 1000])
    say(`${stopLabel[stop].padEnd(9)} ${(mean * 100).toFixed(1)} % of lines kept`)
  }
  return Object.fromEntries(kept) as Record<Stop, number>
}

/** JSON as the formatter leaves it, so that `npm test` passes with a file that was just measured. */
function formatted(json: string): string {
  return json
    .replace(/^( *)"([a-z]\w*)":/gim, '$1$2:')
    .replaceAll('"', "'")
    .replace(/([^,{\n])(?=\n *\})/g, '$1,')
}

/** Rewrites the file of calibrations with one more entry; those of other models stay. */
export async function writeCalibration(file: string | URL, modelId: string, measured: Calibration, known = calibrations): Promise<void> {
  const head = (await readFile(file, 'utf8')).split('/** By the id')[0] ?? ''
  const entries = formatted(JSON.stringify({ ...known, [modelId]: measured }, null, 2))
  await writeFile(
    file,
    `${head}/** By the id of the model. */\nexport const calibrations: Readonly<Record<string, Calibration>> = ${entries}\n`,
  )
}
