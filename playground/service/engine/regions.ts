/** Divides a picture into its flat or softly shaded regions. Their borders are the source's own edges, to the pixel. */
import { flood, rejoin } from './shade.ts'

export type Raster = { readonly width: number; readonly height: number; readonly rgb: Uint8Array }

export type Region = {
  area: number
  /** Mean colour, 0 to 1. */
  red: number
  green: number
  blue: number
  light: number
  left: number
  top: number
  right: number
  bottom: number
  /** How many pixels touch each border of the picture. */
  onTop: number
  onBottom: number
  onLeft: number
  onRight: number
}

export type Regions = { readonly labels: Int32Array; readonly list: Region[] }

/** How far a region's core is from an edge, in a picture 1000 px wide: gaps in an edge up to twice this do not leak. */
const HEART = 11

/** @param isStaged for things on a ground with soft shadows around them: edges then count by how sharp they are */
export function findRegions(raster: Raster, isStaged = false): Regions {
  const { width, height, rgb } = raster
  const { span, edges } = findEdges(raster)
  const away = distances(edges, width, height)
  const heart = Math.max(2, (HEART * width) / 1000)
  const smallest = Math.max(60, width * height * 0.0002)
  const labels = new Int32Array(width * height).fill(-1)
  let used = collect(labels, 0, smallest, width, away, heart)
  grow(labels, width, height, heart * 3, away)
  // Shapes too thin to have a core, such as frames and rails, come next as regions of their own.
  const hearty = used
  used = collect(labels, used, smallest, width, away, 0)
  if (used === 0) labels.fill(0)
  // Leftovers, mostly softened edges and lettering, join a neighbouring region; their own lightness still shows there.
  else if (isStaged) flood(labels, width, height, span)
  else grow(labels, width, height, Infinity)
  if (isStaged && used > 0) used = rejoin(labels, hearty, used, width, span)
  return { labels, list: measure(labels, Math.max(1, used), width, height, rgb) }
}

/** An edge is where a 3 × 3 window spans more than the picture's own grain. */
function findEdges({ width, height, rgb }: Raster): { readonly span: Uint8Array; readonly edges: Uint8Array } {
  const count = width * height
  const span = new Uint8Array(count)
  const [low, high] = [new Uint8Array(count), new Uint8Array(count)]
  for (let k = 0; k < 3; k++) {
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        const b = rgb[3 * i + k]!
        const a = x > 0 ? rgb[3 * i + k - 3]! : b
        const c = x < width - 1 ? rgb[3 * i + k + 3]! : b
        low[i] = a < b ? (a < c ? a : c) : b < c ? b : c
        high[i] = a > b ? (a > c ? a : c) : b > c ? b : c
      }
    }
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        const up = y > 0 ? i - width : i
        const down = y < height - 1 ? i + width : i
        const wide = Math.max(high[up]!, high[i]!, high[down]!) - Math.min(low[up]!, low[i]!, low[down]!)
        if (wide > span[i]!) span[i] = wide
      }
    }
  }
  const counts = new Uint32Array(256)
  for (let i = 0; i < count; i++) counts[span[i]!]! += 1
  let grain = 0
  for (let seen = counts[0]!; seen < count / 2; seen += counts[++grain]!);
  const tolerance = Math.max(3, grain * 2.5)
  return { span, edges: span.map((value) => (value > tolerance ? 1 : 0)) }
}

/** The approximate distance of each pixel from an edge: steps along and across, in two passes. */
function distances(edges: Uint8Array, width: number, height: number): Uint16Array {
  const count = width * height
  const away = new Uint16Array(count)
  for (let i = 0; i < count; i++) {
    const left = i % width > 0 ? away[i - 1]! : 999
    const up = i >= width ? away[i - width]! : 999
    away[i] = edges[i] ? 0 : Math.min(left, up, 998) + 1
  }
  for (let i = count - 1; i >= 0; i--) {
    const right = i % width < width - 1 ? away[i + 1]! : 999
    const down = i < count - width ? away[i + width]! : 999
    away[i] = Math.min(away[i]!, right + 1, down + 1)
  }
  return away
}

/** Numbers the connected patches of unlabelled pixels that are further than `least` from an edge; returns the next free number. */
function collect(labels: Int32Array, first: number, smallest: number, width: number, away: Uint16Array, least: number): number {
  const count = labels.length
  const isOpen = new Uint8Array(count)
  for (let i = 0; i < count; i++) isOpen[i] = labels[i]! < 0 && away[i]! > least ? 1 : 0
  const stack = new Int32Array(count)
  let next = first
  let size = 0
  const visit = (i: number): void => {
    if (isOpen[i] !== 1) return
    isOpen[i] = 0
    stack[size++] = i
  }
  for (let start = 0; start < count; start++) {
    if (isOpen[start] !== 1) continue
    size = 0
    visit(start)
    for (let done = 0; done < size; done++) {
      const i = stack[done]!
      const x = i % width
      if (x > 0) visit(i - 1)
      if (x < width - 1) visit(i + 1)
      visit(i - width)
      visit(i + width)
    }
    if (size < smallest) continue
    for (let i = 0; i < size; i++) labels[stack[i]!] = next
    next += 1
  }
  return next
}

/** Spreads regions into neighbouring unlabelled pixels, at most `steps` far, and not over edges if `away` is given. */
function grow(labels: Int32Array, width: number, height: number, steps: number, away?: Uint16Array): void {
  const count = labels.length
  const queue = new Int32Array(count)
  let end = 0
  const claim = (j: number, label: number): void => {
    if (labels[j]! >= 0 || away?.[j] === 0) return
    labels[j] = label
    queue[end++] = j
  }
  const spread = (i: number): void => {
    const label = labels[i]!
    const x = i % width
    if (x > 0) claim(i - 1, label)
    if (x < width - 1) claim(i + 1, label)
    if (i >= width) claim(i - width, label)
    if (i < width * (height - 1)) claim(i + width, label)
  }
  // Only pixels with an unlabelled neighbour can spread; newly claimed ones wait in the queue.
  const isSettled = Uint8Array.from(labels, (label) => (label < 0 ? 0 : 1))
  for (let i = 0; i < count; i++) {
    if (isSettled[i] && !(isSettled[i - 1] && isSettled[i + 1] && isSettled[i - width] && isSettled[i + width])) spread(i)
  }
  for (let start = 0, step = 1; start < end && step < steps; step++) {
    const stop = end
    for (; start < stop; start++) spread(queue[start]!)
  }
}

function measure(labels: Int32Array, used: number, width: number, height: number, rgb: Uint8Array): Region[] {
  const list = Array.from({ length: used }, (): Region => ({ ...EMPTY, left: width, top: height }))
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const region = list[labels[i]!]!
      region.area += 1
      region.red += rgb[3 * i]!
      region.green += rgb[3 * i + 1]!
      region.blue += rgb[3 * i + 2]!
      if (x < region.left) region.left = x
      if (x > region.right) region.right = x
      if (y < region.top) region.top = y
      if (y > region.bottom) region.bottom = y
      if (y === 0) region.onTop += 1
      if (y === height - 1) region.onBottom += 1
      if (x === 0) region.onLeft += 1
      if (x === width - 1) region.onRight += 1
    }
  }
  for (const region of list) {
    const scale = 1 / (255 * Math.max(1, region.area))
    region.red *= scale
    region.green *= scale
    region.blue *= scale
    region.light = lightOf(region.red, region.green, region.blue)
  }
  return list
}

export function lightOf(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}

const EMPTY: Region = {
  area: 0,
  red: 0,
  green: 0,
  blue: 0,
  light: 0,
  left: 0,
  top: 0,
  right: 0,
  bottom: 0,
  onTop: 0,
  onBottom: 0,
  onLeft: 0,
  onRight: 0,
}
