// Carries one model's values over to another model: values are matched by name and parsed by the new model.

import { atStop, stopOf } from './dial.ts'
import { type Model, type Value, type Values, initialValues, readValues } from './model.ts'

export type Carried = {
  readonly values: Values
  /** Labels of the values that stay, of those that the new model does not have, and of those that change, as "Guidance 30 → 10". */
  readonly kept: readonly string[]
  readonly lost: readonly string[]
  readonly changed: readonly string[]
}

function valueText(value: Value): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

/**
 * Carries over only values that the user chose. All others get the new model's defaults, because the same number means something else to another
 * model. For the same reason the stop of the geometry dial is carried over instead of its numbers.
 * @param from null when this version does not know the model; every value then counts as chosen
 */
export function carryOver(values: Values, from: Model | null, to: Model): Carried {
  const initial: Values = from === null ? {} : initialValues(from)
  const names = Object.keys(from?.params ?? values).filter((name) => from?.params[name]?.kind !== 'seed' && values[name] != null)
  const stop = from === null ? null : stopOf(from, values)
  const ofStop = stop === null ? {} : (from?.dial?.[stop] ?? {})
  const chosen = names.filter((name) => values[name] !== initial[name] && !(name in ofStop))
  const byName = readValues(to, Object.fromEntries(chosen.map((name) => [name, values[name]])))
  const read = stop === null ? byName : atStop(to, byName, stop)
  const labelOf = (name: string): string => to.params[name]?.label ?? from?.params[name]?.label ?? name
  const isKnown = (name: string): boolean => to.params[name] !== undefined
  return {
    values: read,
    kept: names.filter((name) => isKnown(name) && read[name] === values[name]).map(labelOf),
    lost: names.filter((name) => !isKnown(name)).map(labelOf),
    changed: names
      .filter((name) => isKnown(name) && read[name] !== values[name])
      .map((name) => `${labelOf(name)} ${valueText(values[name] ?? null)} → ${valueText(read[name] ?? null)}`),
  }
}
