// The meter's input, and its smoothed form. Uses integers, so that a mirrored or inverted picture gives exactly mirrored or inverted values.

/** RGBA bytes with straight alpha, row by row from the top left. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray | Uint8Array }

/** Red, green and blue of each pixel in turn; level 255 is stored as 65280. */
export type Smooth = { readonly width: number; readonly height: number; readonly rgb: Uint16Array }

/** The value of one level in a smoothed picture. */
export const level = 256

/** The order in which pixels are read. */
export type Flip = { readonly across: boolean; readonly down: boolean }

/** Composites straight alpha on white. */
function onWhite(value: number, alpha: number): number {
  return alpha === 255 ? value : Math.floor(255.5 + ((value - 255) * alpha) / 255)
}

/**
 * Smooths one channel of a row along the row, scaled by 16: four running sums of two give the binomial kernel 1 4 6 4 1. Beyond an end its value is
 * repeated.
 */
function smoothRow({ width, height, data }: Picture, y: number, flip: Flip, channel: number, into: Int32Array): void {
  const step = flip.across ? -4 : 4
  const start = 4 * width * (flip.down ? height - 1 - y : y) + (flip.across ? 4 * (width - 1) : 0)
  let value = onWhite(data[start + channel] ?? 0, data[start + 3] ?? 255)
  let [a, b, c, d] = [value, 2 * value, 4 * value, 8 * value]
  for (let x = 0, at = start, to = channel - 6; x < width + 2; x++, at += step, to += 3) {
    if (x < width) value = onWhite(data[at + channel] ?? 0, data[at + 3] ?? 255)
    const one = value + a
    const two = one + b
    const three = two + c
    if (x >= 2) into[to] = three + d
    a = value
    b = one
    c = two
    d = three
  }
}

function addRows(into: Uint16Array, start: number, a: Int32Array, b: Int32Array, c: Int32Array, d: Int32Array, e: Int32Array): void {
  for (let i = 0; i < c.length; i++) into[start + i] = 6 * (c[i] ?? 0) + 4 * ((b[i] ?? 0) + (d[i] ?? 0)) + (a[i] ?? 0) + (e[i] ?? 0)
}

/** Smooths with the binomial kernel 1 4 6 4 1 in both directions: a Gaussian of spread 1 without rounding (fidelity §2). */
export function smoothOf(picture: Picture, flip: Flip): Smooth {
  const { width, height } = picture
  const line = 3 * width
  const rgb = new Uint16Array(line * height)
  // Only five rows, smoothed horizontally, are held at a time.
  const rows = Array.from({ length: 5 }, () => new Int32Array(line))
  const none = new Int32Array(0)
  const rowAt = (y: number): Int32Array => rows[Math.min(height - 1, Math.max(0, y)) % 5] ?? none
  const read = (y: number): void => {
    for (let channel = 0; channel < 3; channel++) smoothRow(picture, y, flip, channel, rowAt(y))
  }
  for (let y = 0; y < Math.min(2, height); y++) read(y)
  for (let y = 0; y < height; y++) {
    if (y + 2 < height) read(y + 2)
    addRows(rgb, y * line, rowAt(y - 2), rowAt(y - 1), rowAt(y), rowAt(y + 1), rowAt(y + 2))
  }
  return { width, height, rgb }
}

/** The centre of brightness, to the right and down: integers whose signs change when the picture is mirrored. */
function lean({ width, height, data }: Picture): readonly [number, number] {
  let [right, down] = [0, 0]
  for (let y = 0, at = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++, at += 4) {
      const light = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)
      row += light
      right += (2 * x + 1 - width) * light
    }
    down += (2 * y + 1 - height) * row
  }
  return [right, down]
}

/**
 * The reading order in which both pictures and their mirrored versions read the same, so that the result cannot depend on mirroring, however lines
 * are followed and cut.
 */
export function flipFor(source: Picture, result: Picture): Flip {
  const [right, down] = lean(source)
  const [alsoRight, alsoDown] = right === 0 || down === 0 ? lean(result) : [0, 0]
  return { across: (right === 0 ? alsoRight : right) < 0, down: (down === 0 ? alsoDown : down) < 0 }
}
