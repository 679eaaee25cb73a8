// The message shown when a typed number had to be changed, so that it is never changed silently.

export type NumberRange = { readonly min: number; readonly max: number; readonly step: number }

/** Null when nothing was changed. `typed` is `NaN` for a text that is not a number. */
export function numberChange(typed: number, next: number, { min, max, step }: NumberRange): string | null {
  if (typed === next) return null
  if (!Number.isFinite(typed)) return `Not a number: ${next} stays.`
  const became = `${typed} became ${next}.`
  if (typed < min || typed > max) return `${min} to ${max}: ${became}`
  return step === 1 ? `Whole numbers: ${became}` : `In steps of ${step}: ${became}`
}
