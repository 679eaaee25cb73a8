// What the meter is given, and the same made smooth: whole numbers, so that a mirrored or inverted picture gives mirrored or inverted values.

/** RGBA bytes with straight alpha, row by row from the top left. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray | Uint8Array }

/** Red, green and blue of each pixel, one after the other; a level of 255 is 65280. */
export type Smooth = { readonly width: number; readonly height: number; readonly rgb: Uint16Array }

/** A level of a smooth picture. */
export const level = 256

/** In which order pixels are read. */
export type Flip = { readonly across: boolean; readonly down: boolean }

/** Bytes of a row, twice with three channels a pixel, flattened on white; the two pixels beyond each end repeat the last. */
function readRow({ width, height, data }: Picture, y: number, flip: Flip, row: Int32Array): void {
  const from = 4 * width * (flip.down ? height - 1 - y : y)
  let to = 6
  for (let x = 0; x < width; x++) {
    const at = from + 4 * (flip.across ? width - 1 - x : x)
    const alpha = data[at + 3] ?? 255
    for (let k = 0; k < 3; k++) {
      const value = data[at + k] ?? 0
      row[to++] = alpha === 255 ? value : Math.floor(255.5 + ((value - 255) * alpha) / 255)
    }
  }
  for (let k = 0; k < 3; k++) {
    row[k] = row[k + 3] = row[k + 6] ?? 0
    row[to + k] = row[to + k + 3] = row[to + k - 3] ?? 0
  }
}

/** The binomial 1 4 6 4 1 both ways: a Gaussian of spread 1 without a rounding (fidelity §2). */
export function smoothOf(picture: Picture, flip: Flip): Smooth {
  const { width, height } = picture
  const line = 3 * width
  const rgb = new Uint16Array(line * height)
  const across = new Uint16Array(line * height)
  const row = new Int32Array(line + 12)
  for (let y = 0; y < height; y++) {
    readRow(picture, y, flip, row)
    const start = y * line
    for (let i = 0; i < line; i++)
      across[start + i] = 6 * (row[i + 6] ?? 0) + 4 * ((row[i + 3] ?? 0) + (row[i + 9] ?? 0)) + (row[i] ?? 0) + (row[i + 12] ?? 0)
  }
  for (let y = 0; y < height; y++) {
    const [a, b, c] = [Math.max(0, y - 2) * line, Math.max(0, y - 1) * line, y * line]
    const [d, e] = [Math.min(height - 1, y + 1) * line, Math.min(height - 1, y + 2) * line]
    for (let i = 0; i < line; i++)
      rgb[c + i] =
        6 * (across[c + i] ?? 0) + 4 * ((across[b + i] ?? 0) + (across[d + i] ?? 0)) + (across[a + i] ?? 0) + (across[e + i] ?? 0)
  }
  return { width, height, rgb }
}

/** How far the weight of a picture lies to the right, and down: whole numbers, whose signs a mirror changes. */
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
 * The way to read both pictures so that their mirrored pair reads the same: what is found then cannot depend on a mirror, however
 * lines are followed and cut.
 */
export function flipFor(source: Picture, result: Picture): Flip {
  const [right, down] = lean(source)
  const [alsoRight, alsoDown] = right === 0 || down === 0 ? lean(result) : [0, 0]
  return { across: (right === 0 ? alsoRight : right) < 0, down: (down === 0 ? alsoDown : down) < 0 }
}
