/** Soft shadows in a picture that is cut into regions: to which surface they belong. `span` is how sharp each pixel's edge is, of 255. */

/**
 * Every region rises like water over the unlabelled pixels, the faintest edges first (Meyer's flooding): they meet where the edge is
 * sharpest. So a soft shadow belongs to the ground that it lies on, up to the very outline of what throws it.
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

/** An edge this faint, of 255, is a shade on one surface. */
const FAINT = 14

/** Thin regions that no true edge parts from a neighbour were only a step in its shading. Gives how many regions are left. */
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
