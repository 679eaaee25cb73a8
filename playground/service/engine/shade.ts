/** Decides which surface the soft shadows in a segmented picture belong to. `span` is the sharpness of each pixel's edge, 0 to 255. */

/**
 * Floods the unlabelled pixels from every region, faintest edges first (Meyer's flooding), so that regions meet where the edge is
 * sharpest. A soft shadow then belongs to the ground it falls on, up to the outline of the object that casts it.
 */
export function flood(labels: Int32Array, width: number, height: number, span: Uint8Array): void {
  const levels = Array.from({ length: 256 }, (): number[] => [])
  const spread = (i: number, level: number): void => {
    const x = i % width
    const claim = (j: number): void => {
      if (labels[j]! >= 0) return
      labels[j] = labels[i]!
      levels[Math.max(level, span[j]!)]!.push(j)
    }
    if (x > 0) claim(i - 1)
    if (x < width - 1) claim(i + 1)
    if (i >= width) claim(i - width)
    if (i < width * (height - 1)) claim(i + width)
  }
  const labelled = [...labels.keys()].filter((i) => labels[i]! >= 0)
  for (const i of labelled) spread(i, 0)
  levels.forEach((queue, level) => {
    for (let at = 0; at < queue.length; at++) spread(queue[at]!, level)
  })
}

/** An edge at most this sharp, of 255, is shading on one surface. */
const FAINT = 14

/**
 * Merges thin regions with a neighbour when no true edge separates them: they were only a step in its shading.
 * Returns the number of regions left.
 */
export function rejoin(labels: Int32Array, hearty: number, used: number, width: number, span: Uint8Array): number {
  const borders = new Map<number, { sum: number; length: number }>()
  const meet = (i: number, j: number): void => {
    const [a, b] = [labels[i]!, labels[j]!]
    if (a === b || (a < hearty && b < hearty)) return
    for (const key of [a * used + b, b * used + a]) {
      const border = borders.get(key) ?? { sum: 0, length: 0 }
      border.sum += Math.max(span[i]!, span[j]!)
      border.length += 1
      borders.set(key, border)
    }
  }
  for (let i = 0; i < labels.length; i++) {
    if (i % width > 0) meet(i - 1, i)
    if (i >= width) meet(i - width, i)
  }
  const target = Array.from({ length: used }, (_, label) => label)
  for (let thin = used - 1; thin >= hearty; thin--) {
    let faintest = FAINT
    for (let other = 0; other < thin; other++) {
      const border = borders.get(thin * used + other)
      const mean = border ? border.sum / border.length : Infinity
      if (mean >= faintest) continue
      faintest = mean
      target[thin] = other
    }
  }
  const numbers = new Map<number, number>()
  const final = target.map((_, label) => {
    let root = label
    while (target[root] !== root) root = target[root]!
    if (!numbers.has(root)) numbers.set(root, numbers.size)
    return numbers.get(root)!
  })
  for (let i = 0; i < labels.length; i++) labels[i] = final[labels[i]!]!
  return numbers.size
}
