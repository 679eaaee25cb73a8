import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFigmaFormat, readPicture, sizeInWords } from '../../src/core/picture/image.ts'
import { bytesOf, seeded } from '../support/chance.ts'

const [width, height] = [61, 37]
const noise = sharp(bytesOf(seeded(3), width * height * 3), { raw: { width, height, channels: 3 } })
const made = new Map<string, Uint8Array>()

function picture(name: string): Uint8Array {
  const bytes = made.get(name)
  if (bytes === undefined) throw new Error(`no picture ${name}`)
  return bytes
}

/** A JPEG with a whole smaller JPEG in its EXIF segment, as cameras write it. */
function withThumbnail(jpeg: Uint8Array, thumbnail: Uint8Array): Uint8Array {
  const payload = Buffer.concat([Buffer.from('Exif\0\0'), thumbnail])
  const length = payload.length + 2
  return Buffer.concat([jpeg.subarray(0, 2), Uint8Array.of(0xff, 0xe1, length >> 8, length & 255), payload, jpeg.subarray(2)])
}

beforeAll(async () => {
  const set = async (name: string, image: Sharp): Promise<void> => void made.set(name, new Uint8Array(await image.toBuffer()))
  await set('png', noise.clone().png())
  await set('jpeg', noise.clone().jpeg())
  await set('progressive jpeg', noise.clone().jpeg({ progressive: true }))
  await set('gif', noise.clone().gif())
  await set('webp', noise.clone().webp())
  await set('avif', noise.clone().avif())
  const thumbnail = new Uint8Array(await noise.clone().resize(16, 9).jpeg().toBuffer())
  made.set('jpeg with a thumbnail', withThumbnail(picture('jpeg'), thumbnail))
  made.set('jpeg with padding', Buffer.concat([picture('jpeg').subarray(0, 2), Uint8Array.of(0xff, 0xff), picture('jpeg').subarray(2)]))
  made.set('jpeg with a tail', Buffer.concat([picture('jpeg'), Buffer.from('written by a camera')]))
})

describe('a picture', () => {
  it.each([
    ['png', 'png', { width, height }],
    ['jpeg', 'jpeg', { width, height }],
    ['progressive jpeg', 'jpeg', { width, height }],
    ['jpeg with a thumbnail', 'jpeg', { width, height }],
    ['jpeg with padding', 'jpeg', { width, height }],
    ['jpeg with a tail', 'jpeg', { width, height }],
    ['gif', 'gif', { width, height }],
    ['webp', 'webp', null],
    ['avif', 'avif', null],
  ] as const)('as %s is known by its bytes', (name, format, size) => {
    expect(readPicture(picture(name))).toEqual({ format, size, isComplete: true })
  })

  it('that we padded is still one that others decode', async () => {
    for (const name of ['jpeg with a thumbnail', 'jpeg with a tail'])
      expect(await sharp(picture(name)).metadata()).toMatchObject({ width, height })
  })

  it.each(['png', 'jpeg', 'progressive jpeg', 'jpeg with a thumbnail', 'webp'])(
    'as %s that is cut off anywhere is not complete',
    (name) => {
      const whole = picture(name)
      for (let length = 16; length < whole.length - 8; length += 7) {
        expect([length, readPicture(whole.subarray(0, length))?.isComplete]).toEqual([length, false])
      }
    },
  )

  it('as gif that is cut in the middle is not complete', () => {
    const whole = picture('gif')
    const half = whole.lastIndexOf(0, whole.length / 2) + 1
    expect(readPicture(whole.subarray(0, half))?.isComplete).toBe(false)
  })

  it('cut inside its head has no size', () => {
    expect(readPicture(picture('png').subarray(0, 20))).toEqual({ format: 'png', size: null, isComplete: false })
    expect(readPicture(picture('jpeg').subarray(0, 12))).toEqual({ format: 'jpeg', size: null, isComplete: false })
  })

  it('is read where it lies in a larger buffer', () => {
    const buffer = Buffer.concat([Buffer.from('before'), picture('png')])
    expect(readPicture(buffer.subarray(6))).toMatchObject({ format: 'png', size: { width, height } })
  })

  it.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><html></html>'],
    ['an error in XML', '<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code></Error>'],
    ['JSON', '{"detail":"expired"}'],
    ['a RIFF that is a sound', 'RIFF\0\0\0\0WAVEfmt '],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('is none where there is %s', (_, text) => {
    expect(readPicture(new TextEncoder().encode(text))).toBeNull()
  })

  it('never makes the reader throw or run for ever', () => {
    const random = seeded(11)
    for (const name of made.keys())
      for (let i = 0; i < 40; i++) {
        const damaged = picture(name).slice()
        for (let n = 0; n < 8; n++) damaged[Math.floor(random() * Math.min(200, damaged.length))] = Math.floor(random() * 256)
        readPicture(damaged)
      }
  })

  it('goes to Figma as PNG, JPEG or GIF only', () => {
    expect((['png', 'jpeg', 'gif', 'webp', 'avif'] as const).filter(isFigmaFormat)).toEqual(['png', 'jpeg', 'gif'])
  })
})

describe('a size in words', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [310_400, '310 kB'],
    [949_999, '950 kB'],
    [950_000, '0.9 MB'],
    [1_260_000, '1.3 MB'],
  ])('of %i bytes is %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words)
  })
})
