/** Guesses what each region is in the scene. Only position and lightness are available, as in the depth map of a clay render. */
import type { Region, Regions } from './regions.ts'
import type { Subject } from './words.ts'

export type Role = 'sky' | 'ground' | 'surroundings' | 'wall' | 'opening' | 'trim' | 'plant'

export type Scene = {
  readonly roles: readonly Role[]
  /** Where sky or backdrop meets the ground, in pixels from the top. */
  readonly horizon: number
  /** The darkest and lightest values of what stands in the scene. */
  readonly dark: number
  readonly bright: number
}

export function findRoles({ labels, list }: Regions, width: number, height: number, subject: Subject): Scene {
  const host = hosts(labels, list, width)
  const sky = largest(list, (r) => r.onTop > width * 0.3 && r.area > width * height * 0.05)
  const ground = largest(list, (r) => r !== sky && r.onBottom > width * 0.3 && r.top > height * 0.3)
  const roles = list.map((region, i): Role => {
    if (region === sky) return sky.onBottom > width * 0.5 && !ground ? 'surroundings' : 'sky'
    if (region === ground) return 'ground'
    if (subject === 'building' && isGroundLike(region, width, height)) return 'ground'
    if (subject === 'building' && sky && region.onTop > 0 && Math.abs(region.light - sky.light) < 0.04) return 'sky'
    const around = list[host[i] ?? -1]
    const isFree = around === sky || around === ground
    if (subject === 'building' && !isFree && isOpening(region, around, width * height)) return 'opening'
    if (subject === 'building' && isFree && isBushy(region, width * height)) return 'plant'
    // The bars of a user interface are surfaces, not frames.
    return subject !== 'interface' && isThin(region) ? 'trim' : 'wall'
  })
  const standing = list.filter((_, i) => roles[i] === 'wall')
  const bottom = Math.max(height * 0.4, ...standing.map((r) => r.bottom))
  const horizon = ground?.top ?? Math.min(height * 0.86, bottom - (bottom - Math.min(bottom, ...standing.map((r) => r.top))) * 0.12)
  const lights = standing.filter((r) => r.area > width * height * 0.002).map((r) => r.light)
  return { roles, horizon, dark: Math.min(0.75, ...lights), bright: Math.max(0.25, ...lights) }
}

/** For each region, the neighbour with which it shares most of its border. */
function hosts(labels: Int32Array, list: readonly Region[], width: number): number[] {
  const shared = new Map<number, number>()
  const count = (a: number, b: number): void => {
    if (a === b) return
    const key = a * list.length + b
    shared.set(key, (shared.get(key) ?? 0) + 1)
  }
  for (let i = width; i < labels.length; i++) {
    const here = labels[i]!
    for (const there of [labels[i - 1]!, labels[i - width]!]) {
      if (here === there) continue
      count(here, there)
      count(there, here)
    }
  }
  const best = list.map(() => -1)
  const length = list.map(() => 0)
  for (const [key, pixels] of shared) {
    const region = Math.floor(key / list.length)
    if (pixels > length[region]!) {
      length[region] = pixels
      best[region] = key % list.length
    }
  }
  return best
}

function isGroundLike(region: Region, width: number, height: number): boolean {
  return region.onBottom > width * 0.02 && region.top > height * 0.45 && region.right - region.left > (region.bottom - region.top) * 1.5
}

/** Windows and doors: inside a surface, clearly darker or bluer than it, and not large. */
function isOpening(region: Region, around: Region | undefined, total: number): boolean {
  if (!around || region.onTop + region.onBottom + region.onLeft + region.onRight > 0 || region.area > total * 0.1) return false
  const isInside = region.left >= around.left && region.right <= around.right && region.top >= around.top && region.bottom <= around.bottom
  const isBlue = region.blue - region.red > 0.04 && region.blue - region.red > around.blue - around.red + 0.03
  return isInside && region.area < around.area * 0.8 && !isThin(region) && (region.light < around.light - 0.08 || isBlue)
}

/** A small round region alone in front of a building is a tree, as architects draw them. */
function isBushy(region: Region, total: number): boolean {
  const w = region.right - region.left + 1
  const h = region.bottom - region.top + 1
  const filled = region.area / (w * h)
  return region.area < total * 0.03 && w < h * 1.8 && h < w * 2 && filled > 0.5 && filled < 0.85
}

function isThin(region: Region): boolean {
  const w = region.right - region.left + 1
  const h = region.bottom - region.top + 1
  return region.area < 0.03 * (w * w + h * h) || Math.max(w, h) > 9 * Math.min(w, h)
}

function largest(list: readonly Region[], fits: (region: Region) => boolean): Region | undefined {
  return list.filter(fits).sort((a, b) => b.area - a.area)[0]
}
