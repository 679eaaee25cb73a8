/** What the steps of the painting pass on: colours as floats, and a mask of what glows. */

export type Canvas = {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
  /** How much light each pixel emits. */
  readonly glow: Float32Array
}

export function blankCanvas(width: number, height: number): Canvas {
  return { width, height, rgb: new Float32Array(3 * width * height), glow: new Float32Array(width * height) }
}

/** A wide, cheap blur: reduces the mask to a quarter of its size, box-blurs it three times, and reads it back with interpolation. */
export function softened(mask: Float32Array, width: number, height: number, radius: number): (x: number, y: number) => number {
  const [w, h] = [Math.ceil(width / 4), Math.ceil(height / 4)]
  let small = new Float32Array(w * h)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) small[(y >> 2) * w + (x >> 2)]! += mask[y * width + x]! / 16
  }
  const reach = Math.max(1, Math.round(radius / 4))
  for (let pass = 0; pass < 3; pass++) small = boxed(boxed(small, w, h, reach, 1, w), h, w, reach, w, 1)
  return (x, y) => {
    const fx = Math.min(w - 1.001, Math.max(0, x / 4 - 0.5))
    const fy = Math.min(h - 1.001, Math.max(0, y / 4 - 0.5))
    const i = Math.floor(fy) * w + Math.floor(fx)
    const [s, t] = [fx - Math.floor(fx), fy - Math.floor(fy)]
    const top = small[i]! + (small[i + 1]! - small[i]!) * s
    const below = small[i + w] === undefined ? top : small[i + w]! + (small[i + w + 1]! - small[i + w]!) * s
    return top + (below - top) * t
  }
}

/** A moving average along lines of `length` pixels. Pixels of a line are `step` apart, and lines are `stride` apart. */
function boxed(
  from: Float32Array<ArrayBuffer>,
  length: number,
  lines: number,
  reach: number,
  step: number,
  stride: number,
): Float32Array<ArrayBuffer> {
  const to = new Float32Array(from.length)
  const size = 2 * reach + 1
  for (let line = 0; line < lines; line++) {
    const start = line * stride
    const at = (i: number): number => from[start + Math.min(length - 1, Math.max(0, i)) * step]!
    let sum = 0
    for (let i = -reach; i <= reach; i++) sum += at(i)
    for (let i = 0; i < length; i++) {
      to[start + i * step] = sum / size
      sum += at(i + reach + 1) - at(i - reach)
    }
  }
  return to
}
