// The geometry dial of a model: the stop that its values correspond to, and the values that a stop sets (DESIGN §11). How much a stop keeps is known
// only where it was measured.

import { calibrations } from './calibrations.ts'
import { type Model, type Values, readValues } from './model.ts'
import { type Calibration, type Stop, stops } from './stops.ts'

/** The stop with these values; null where they were set by hand, and for a model without a dial. */
export function stopOf({ dial }: Pick<Model, 'dial'>, values: Values): Stop | null {
  if (dial === undefined) return null
  return stops.find((stop) => Object.entries(dial[stop]).every(([name, value]) => values[name] === value)) ?? null
}

/** The values with the dial at a stop. */
export function atStop(model: Model, values: Values, stop: Stop): Values {
  return readValues(model, { ...values, ...model.dial?.[stop] })
}

/** The next stop, which keeps more; null at the last one, and where no stop is set. */
export function firmerThan(stop: Stop | null): Stop | null {
  return stop === null ? null : (stops[stops.indexOf(stop) + 1] ?? null)
}

/** What an editing model is told to keep, at the stop of these values; null for a generator. */
export function withClause<M extends Pick<Model, 'preserveClause' | 'clauses'>>(model: M, values: Values): Pick<M, 'preserveClause'> {
  const { preserveClause, clauses } = model
  const stop = stops.find((one) => one === values.keep)
  return { preserveClause: (stop === undefined ? undefined : clauses?.[stop]) ?? preserveClause }
}

export function calibrationOf(modelId: string): Calibration | null {
  return calibrations[modelId] ?? null
}

/** One sentence on what is known about a stop. */
export function stopText(modelId: string, stop: Stop | null, measured = calibrationOf(modelId)): string {
  if (stop === null) return 'Set by hand in Advanced.'
  if (measured === null) return 'Lines kept: not measured yet.'
  return `Keeps about ${Math.round(measured.kept[stop] * 100)} % of lines (${measured.service}, ${measured.date}).`
}
