import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPicture, readyForFigma, sizeInWords } from '../../src/core/picture/image.ts'
import { bytesOf, seeded } from '../support/chance.ts'

const [width, height] = [61, 37]
const noise = sharp(bytesOf(seeded(3), width * height * 3), { raw: { width, height, channels: 3 } })
const made = new Map<string, Uint8Array>()

function picture(name: string): Uint8Array {
  const bytes = made.get(name)
  if (bytes === undefined) throw new Error(`no picture ${name}`)
  return bytes
}

/** A JPEG with a complete smaller JPEG in its EXIF segment, as cameras write them. */
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
  await set('jpeg of grey', noise.clone().greyscale().jpeg())
  await set('jpeg of inks', noise.clone().toColourspace('cmyk').jpeg())
  await set('interlaced png', noise.clone().png({ progressive: true }))
  await set('png with a palette', noise.clone().png({ palette: true }))
  await set('png of 16 bits', noise.clone().toColourspace('rgb16').png())
  const thumbnail = new Uint8Array(await noise.clone().resize(16, 9).jpeg().toBuffer())
  made.set('jpeg with a thumbnail', withThumbnail(picture('jpeg'), thumbnail))
  made.set('jpeg with padding', Buffer.concat([picture('jpeg').subarray(0, 2), Uint8Array.of(0xff, 0xff), picture('jpeg').subarray(2)]))
  made.set('jpeg with a tail', Buffer.concat([picture('jpeg'), Buffer.from('written by a camera')]))
})

const formats = ['png', 'jpeg', 'gif', 'webp', 'avif'] as const

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
  ] as const)('as %s is known by its bytes', (name, format, size) => {
    const { length } = name === 'jpeg with a tail' ? picture('jpeg') : picture(name)
    expect(readPicture(picture(name))).toEqual({ format, size, end: length, orientation: 1 })
  })

  it('in a format that is not known here is left to the browser', () => {
    expect(readPicture(picture('avif'))).toBeNull()
    expect(readyForFigma(picture('avif'))).toBeNull()
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
        expect([length, readPicture(whole.subarray(0, length))?.end]).toEqual([length, null])
      }
    },
  )

  it('as gif that is cut in the middle is not complete', () => {
    const whole = picture('gif')
    const half = whole.lastIndexOf(0, whole.length / 2) + 1
    expect(readPicture(whole.subarray(0, half))?.end).toBeNull()
  })

  it('cut inside its head has no size', () => {
    expect(readPicture(picture('png').subarray(0, 20))).toEqual({ format: 'png', size: null, end: null, orientation: 1 })
    expect(readPicture(picture('jpeg').subarray(0, 12))).toEqual({ format: 'jpeg', size: null, end: null, orientation: 1 })
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
        const damaged = Uint8Array.from(picture(name))
        for (let n = 0; n < 8; n++) damaged[Math.floor(random() * Math.min(200, damaged.length))] = Math.floor(random() * 256)
        const read = readPicture(damaged)
        expect([...formats, null]).toContain(read && read.format)
      }
  })

  it.each(['png', 'jpeg', 'progressive jpeg', 'jpeg with a thumbnail', 'gif', 'webp'])(
    'as %s ends where its format says, whatever lies behind it',
    (name) => {
      const whole = picture(name)
      const tails = [new Uint8Array(512), new Uint8Array(4096).fill(7), picture('jpeg'), Buffer.from('\u00ff\u00d9 trailer IEND')]
      for (const tail of tails) expect(readPicture(Buffer.concat([whole, tail]))?.end).toBe(whole.length)
    },
  )

  it.each([
    ['png', 'png', true],
    ['jpeg', 'jpeg', true],
    ['gif', 'gif', true],
    ['webp', 'webp', false],
    ['jpeg of grey', 'jpeg', true],
    ['jpeg of inks', 'jpeg', false],
    ['interlaced png', 'png', true],
    ['png with a palette', 'png', true],
    ['png of 16 bits', 'png', false],
  ] as const)('goes to Figma as it is where Figma takes it: %s', (name, _, isTaken) => {
    const whole = picture(name)
    const ready = readyForFigma(Buffer.concat([whole, new Uint8Array(99)]))
    expect(ready === null ? null : Buffer.from(ready).equals(whole)).toBe(isTaken ? true : null)
  })

  it('that breaks off is not handed on as it is', () => {
    expect(readyForFigma(picture('jpeg').subarray(0, picture('jpeg').length - 20))).toBeNull()
  })
})

describe('the orientation of a picture', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is read from its tag: %i', async (orientation) => {
    for (const image of [noise.clone().jpeg(), noise.clone().webp(), noise.clone().png()]) {
      const tagged = new Uint8Array(await image.withMetadata({ orientation }).toBuffer())
      expect(readPicture(tagged)?.orientation).toBe(orientation)
      expect(readyForFigma(tagged) !== null).toBe(orientation === 1 && readPicture(tagged)?.format !== 'webp')
    }
  })

  it('is upright where the tag is nonsense or cut off', () => {
    const tiff = Buffer.from('Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0063', 'latin1')
    const length = tiff.length + 2
    const head = Uint8Array.of(0xff, 0xe1, length >> 8, length & 255)
    const odd = Buffer.concat([picture('jpeg').subarray(0, 2), head, tiff, picture('jpeg').subarray(2)])
    expect(readPicture(odd)?.orientation).toBe(1)
    for (let cut = 0; cut < 40; cut++) expect(readPicture(odd.subarray(0, cut))?.orientation ?? 1).toBe(1)
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
