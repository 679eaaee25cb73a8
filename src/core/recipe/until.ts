// Settings for making pictures one after the other until one keeps enough of its source's lines.

export type Until = {
  /** Percent of the source's lines to keep. */
  readonly percent: number
  /** The largest number of pictures ordered for each source. */
  readonly most: number
}

export const usualUntil: Until = { percent: 95, most: 4 }
export const untilLimits = { percent: { min: 50, max: 100 }, most: { min: 2, max: 8 } } as const

/** An integer within the limits; the default for anything that is not a number. */
export function clampUntil(what: keyof Until, value: number): number {
  const { min, max } = untilLimits[what]
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.round(value))) : usualUntil[what]
}
