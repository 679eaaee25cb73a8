// Pictures that are made one after the other until one keeps enough of its source's lines.

export type Until = {
  /** Percent of the source's lines. */
  readonly percent: number
  /** The largest number of pictures of each that is ordered. */
  readonly most: number
}

export const usualUntil: Until = { percent: 95, most: 4 }
export const untilLimits = { percent: { min: 50, max: 100 }, most: { min: 2, max: 8 } } as const

/** Whole and within the limits; the usual number for what is no number. */
export function clampUntil(what: keyof Until, value: number): number {
  const { min, max } = untilLimits[what]
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.round(value))) : usualUntil[what]
}
