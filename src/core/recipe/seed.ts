// Creates and limits seeds.

import { maxSeed } from '../model/model.ts'

/** Up to nine digits, short enough to be read out and typed. */
const randomSeeds = 1_000_000_000

/** @param random from 0 up to, but not including, 1 */
export function randomSeed(random: () => number): number {
  return Math.floor(random() * randomSeeds)
}

/** An integer that every model accepts; 0 for anything that is not a number. */
export function clampSeed(typed: number): number {
  return Math.min(maxSeed, Math.max(0, Math.round(typed) || 0))
}
