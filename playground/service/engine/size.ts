/** The size of a result. The maker documents none for depth (api §1.2): about a megapixel, on a 16-px grid, in the input's shape. */

export type Size = { readonly width: number; readonly height: number }

const GRID = 16
const ENOUGH = 1_100_000

/** An input that is small enough and on the grid keeps its size; any other gets the closest shape of about a megapixel. */
export function megapixelSize(width: number, height: number): Size {
  if (width % GRID === 0 && height % GRID === 0 && width * height <= ENOUGH) return { width, height }
  const ratio = width / height
  const scale = Math.min(1, Math.sqrt(1_048_576 / (width * height)))
  const wanted = width * scale
  let best = { width: snap(wanted), height: snap(wanted / ratio) }
  let bestCost = Infinity
  for (let w = snap(wanted * 0.92); w <= snap(wanted * 1.03); w += GRID) {
    const size = { width: w, height: snap(w / ratio) }
    // The shape matters more than the area: a stretched picture no longer registers with the source.
    const cost = Math.abs(Math.log(size.width / size.height / ratio)) + 0.02 * Math.abs(w / wanted - 1)
    if (cost < bestCost && size.width * size.height <= ENOUGH) [best, bestCost] = [size, cost]
  }
  return best
}

/**
 * Kontext paints these sizes, portrait or landscape, and answers in the one with the closest ratio: asked for 16:9 it gave 1392 × 752
 * (its maker's repository: the list, and issue 445).
 */
const KONTEXT = [
  [672, 1568],
  [688, 1504],
  [720, 1456],
  [752, 1392],
  [800, 1328],
  [832, 1248],
  [880, 1184],
  [944, 1104],
  [1024, 1024],
].flatMap(([a = 0, b = 0]) => [
  { width: a, height: b },
  { width: b, height: a },
])

export function kontextSize(ratio: number): Size {
  const off = ({ width, height }: Size): number => Math.abs(width / height - ratio)
  return KONTEXT.reduce((best, size) => (off(size) < off(best) ? size : best))
}

/** The given size, cropped to the grid, and scaled down if it exceeds `maxPixels`. */
export function fitSize(width: number, height: number, maxPixels: number): Size {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)))
  const crop = (side: number): number => Math.max(64, Math.floor((side * scale) / GRID) * GRID)
  return { width: crop(width), height: crop(height) }
}

function snap(side: number): number {
  return Math.max(GRID, Math.round(side / GRID) * GRID)
}
