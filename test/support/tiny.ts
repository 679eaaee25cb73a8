// The smallest PNG of a given size: one colour, valid to the last byte. Written by hand, so that thousands cost nothing.

import { crc32, deflateSync } from 'node:zlib'

const made = new Map<string, Uint8Array>()

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])))
  return Buffer.concat([head, data, tail])
}

export function tinyPng(width: number, height: number): Uint8Array {
  const name = `${width}x${height}`
  const known = made.get(name)
  if (known !== undefined) return known
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1 // one bit a pixel, greyscale
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)))
  const png = new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
  made.set(name, png)
  return png
}
