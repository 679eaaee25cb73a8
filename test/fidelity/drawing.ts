// Small pictures for the meter's tests: plain boxes on a background.

import type { Picture } from '../../src/core/fidelity/picture.ts'

export type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly color: readonly number[]
}

/** Boxes in paint order; edges between pixels are blended by coverage. */
export function drawn(width: number, height: number, ground: readonly number[], boxes: readonly Box[]): Picture {
  const data = new Uint8ClampedArray(4 * width * height)
  const share = (at: number, from: number, length: number): number => Math.max(0, Math.min(at + 1, from + length) - Math.max(at, from))
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) {
      const color = [...ground]
      for (const box of boxes) {
        const part = share(x, box.x, box.width) * share(y, box.y, box.height)
        if (part > 0) for (let k = 0; k < 3; k++) color[k] = (color[k] ?? 0) * (1 - part) + (box.color[k] ?? 0) * part
      }
      data.set([...color.slice(0, 3), 255], i)
    }
  return { width, height, data }
}

/** A wall with windows, no two alike, so that its mirror image is a different picture. */
export function wall(change: (box: Box, index: number) => Box | undefined = (box) => box, colors = ['#b0a890', '#304050']): Picture {
  const rgb = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const boxes: Box[] = []
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 4; column++)
      boxes.push({
        x: 24 + 72 * column + 3 * row,
        y: 20 + 66 * row,
        width: 36 + 2 * column,
        height: 40 - 3 * row,
        color: rgb(colors[1] ?? ''),
      })
  return drawn(
    321,
    223,
    rgb(colors[0] ?? ''),
    boxes.flatMap((box, index) => change(box, index) ?? []),
  )
}

export function pixelwise(picture: Picture, change: (value: number, channel: number) => number): Picture {
  return { ...picture, data: picture.data.map((value, i) => (i % 4 === 3 ? value : change(value, i % 4))) }
}

export function mirrored({ width, height, data }: Picture, across: boolean, down: boolean): Picture {
  const turned = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * ((down ? height - 1 - y : y) * width + (across ? width - 1 - x : x))
      turned.set(data.subarray(from, from + 4), 4 * (y * width + x))
    }
  return { width, height, data: turned }
}

/** The same picture, scaled and rotated about its centre, then shifted, with its edge repeated. */
export function reframed({ width, height, data }: Picture, dx: number, dy: number, scale: number, turn: number): Picture {
  const moved = new Uint8ClampedArray(data.length)
  const [middleX, middleY, square] = [(width - 1) / 2, (height - 1) / 2, scale * scale + turn * turn]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const [u, v] = [x - middleX - dx, y - middleY - dy]
      const fx = Math.min(width - 1.001, Math.max(0, middleX + (scale * u + turn * v) / square))
      const fy = Math.min(height - 1.001, Math.max(0, middleY + (scale * v - turn * u) / square))
      const [i, j] = [Math.floor(fx), Math.floor(fy)]
      const from = 4 * (j * width + i)
      for (let k = 0; k < 4; k++) {
        const above = (data[from + k] ?? 0) * (1 - fx + i) + (data[from + k + 4] ?? 0) * (fx - i)
        const below = (data[from + k + 4 * width] ?? 0) * (1 - fx + i) + (data[from + k + 4 * width + 4] ?? 0) * (fx - i)
        moved[at + k] = above * (1 - fy + j) + below * (fy - j)
      }
    }
  return { width, height, data: moved }
}

/** A fine, reproducible texture. */
export function grained(picture: Picture, amount: number): Picture {
  let state = 7
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff - 0.5
  }
  return pixelwise(picture, (value) => value + amount * next())
}
