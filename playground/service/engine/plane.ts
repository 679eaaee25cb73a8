/**
 * Finds the perspective of a wall from its top and bottom edges, so that brick courses run to the same vanishing point as the
 * edges of the source. Two straight edges are enough.
 */
import type { Region, Regions } from './regions.ts'

/** Coordinates on the surface, in source pixels where it is nearest. */
export type Plane = { readonly u: (x: number) => number; readonly v: (x: number, y: number) => number }

type Line = { readonly slope: number; readonly start: number; readonly isStraight: boolean }

export function findPlanes(
  { labels, list }: Regions,
  width: number,
  height: number,
  isWanted: (label: number) => boolean,
): (Plane | undefined)[] {
  const tops = list.map((region, i) => (isWanted(i) ? new Float32Array(region.right - region.left + 1).fill(-1) : undefined))
  const bottoms = tops.map((top) => top?.slice())
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!
      const top = tops[label]
      const bottom = bottoms[label]
      if (!top || !bottom) continue
      const column = x - list[label]!.left
      if (top[column]! < 0) top[column] = y
      bottom[column] = y
    }
  }
  return list.map((region, i) => {
    const top = tops[i]
    const bottom = bottoms[i]
    return top && bottom ? planeOf(region, fit(top, region), fit(bottom, region)) : undefined
  })
}

function planeOf(region: Region, top: Line, bottom: Line): Plane {
  // A gable has a bent top edge, and a hedge in front of a wall makes a bent bottom edge: the straight edge then stands for both.
  const upper = top.isStraight ? top : { ...bottom, start: bottom.start - (region.bottom - region.top) }
  const lower = bottom.isStraight ? bottom : { ...upper, start: upper.start + (region.bottom - region.top) }
  if (!top.isStraight && !bottom.isStraight) return { u: (x) => x, v: (_x, y) => y }
  const heightAt = (x: number): number => Math.max(4, lower.start + lower.slope * x - (upper.start + upper.slope * x))
  const full = Math.max(heightAt(region.left), heightAt(region.right))
  const lean = lower.slope - upper.slope
  // The width shrinks in proportion to the height: u is the integral of full/height(x).
  const u = Math.abs(lean) < 0.004 ? (x: number): number => x : (x: number): number => (full / lean) * Math.log(heightAt(x))
  return { u, v: (x, y) => ((y - upper.start - upper.slope * x) / heightAt(x)) * full }
}

function fit(edge: Float32Array, region: Region): Line {
  let n = 0
  let sx = 0
  let sy = 0
  let sxx = 0
  let sxy = 0
  for (let i = 0; i < edge.length; i++) {
    const y = edge[i]!
    if (y < 0) continue
    const x = region.left + i
    n += 1
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
  }
  const spread = n * sxx - sx * sx
  const slope = spread > 0 ? (n * sxy - sx * sy) / spread : 0
  const start = (sy - slope * sx) / Math.max(1, n)
  let far = 0
  for (let i = 0; i < edge.length; i++) {
    if (edge[i]! >= 0 && Math.abs(edge[i]! - start - slope * (region.left + i)) > 3 + 0.015 * (region.bottom - region.top)) far += 1
  }
  return { slope, start, isStraight: far < n * 0.12 }
}
