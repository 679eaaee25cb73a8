// Seeds as the window makes and takes them.

import { maxSeed } from '../model/model.ts'

/** Short enough to be read out and typed: up to nine digits. */
const randomSeeds = 1_000_000_000

/** @param random from 0 up to, but not including, 1 */
export function randomSeed(random: () => number): number {
  return Math.floor(random() * randomSeeds)
}

/** A whole number that every model takes; 0 for what is no number. */
export function clampSeed(typed: number): number {
  return Math.min(maxSeed, Math.max(0, Math.round(typed) || 0))
}
