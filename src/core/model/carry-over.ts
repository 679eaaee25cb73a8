// The values of one model, taken over by another: by name, and read by the new one.

import { type Model, type Value, type Values, initialValues, readValues } from './model.ts'

export type Carried = {
  readonly values: Values
  /** Labels of what stays as it is; of what the new model does not know; and what is another value now, as "Guidance 30 → 10". */
  readonly kept: readonly string[]
  readonly lost: readonly string[]
  readonly changed: readonly string[]
}

function told(value: Value): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

/**
 * What nobody chose is no wish: it becomes the new model's own initial value, since the same number means another thing there.
 * @param from null for a model that this version does not know: then every value counts as chosen
 */
export function carryOver(values: Values, from: Model | null, to: Model): Carried {
  const initial: Values = from === null ? {} : initialValues(from)
  const names = Object.keys(from?.params ?? values).filter((name) => from?.params[name]?.kind !== 'seed' && values[name] != null)
  const chosen = names.filter((name) => values[name] !== initial[name])
  const read = readValues(to, Object.fromEntries(chosen.map((name) => [name, values[name]])))
  const labelOf = (name: string): string => to.params[name]?.label ?? from?.params[name]?.label ?? name
  const isKnown = (name: string): boolean => to.params[name] !== undefined
  return {
    values: read,
    kept: names.filter((name) => isKnown(name) && read[name] === values[name]).map(labelOf),
    lost: names.filter((name) => !isKnown(name)).map(labelOf),
    changed: names
      .filter((name) => isKnown(name) && read[name] !== values[name])
      .map((name) => `${labelOf(name)} ${told(values[name] ?? null)} → ${told(read[name] ?? null)}`),
  }
}
