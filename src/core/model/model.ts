// A model is data: what it is called, what it takes, how its request is written. A vendor retiring one costs a file (law 8).

import type { Rules } from '../picture/registration.ts'
import { readRecord } from '../base/read.ts'

/** Its name for a person; and the maker's for its field in a request, where it is one of its own. */
type Named = { readonly label: string; readonly field?: string }

/** Five kinds of parameter; a sixth breaks the build in `readValue` and in the control that draws it. */
export type Param =
  | (Named & { readonly kind: 'text'; readonly initial: string })
  | (Named & {
      readonly kind: 'number'
      readonly hint: string
      readonly min: number
      readonly max: number
      readonly step: number
      readonly initial: number
    })
  | (Named & {
      readonly kind: 'choice'
      readonly hint: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly initial: string
    })
  /** `isOnlySaidOn`: left out while it is off, for a field that older services do not know. */
  | (Named & { readonly kind: 'toggle'; readonly hint: string; readonly initial: boolean; readonly isOnlySaidOn?: boolean })
  | (Named & { readonly kind: 'seed' })

export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/** What a request is written from: the words, the seed, the values of the model's parameters, and the sizes of the plan. */
export type RequestInput = {
  readonly prompt: string
  readonly seed: number
  readonly values: Values
  readonly sent: { readonly width: number; readonly height: number }
}

/** The request without the picture, and the field in which the picture goes (raw base64, api §1.2). */
export type Request = { readonly fields: Readonly<Record<string, Value>>; readonly imageField: string }

export type ModelData = {
  /** Ours, and stable in stored recipes. */
  readonly id: string
  readonly label: string
  /** Its card: what it is good for, what becomes of geometry with it, and who still serves it. The first two go on in a line. */
  readonly goodFor: string
  readonly geometry: string
  readonly served: string
  /** The vendor's spellings, tried in order only where the answer proves that nothing was accepted (api §0.5). */
  readonly paths: readonly [string, ...string[]]
  /** What an editor is told to keep, behind what it is told to change; null for a generator: it is told the whole finished picture (DESIGN §2). */
  readonly preserveClause: string | null
  readonly rules: Rules
  /** How the request tells the size: not at all, as the ratio of the sides, or as both sides. */
  readonly sizing: 'none' | 'ratio' | 'exact'
  readonly imageField: (values: Values) => string
  /** False where the noise of a JPEG would harm what the picture is for. */
  readonly takesJpeg: (values: Values) => boolean
  readonly params: Readonly<Record<string, Param>>
  /** Values that depend on each other, brought in line. */
  readonly settle?: (values: Values) => Values
  /** The id of the model that is offered once this one is gone. */
  readonly successor: string
}

export type Model = ModelData & { readonly request: (draft: RequestInput) => Request }

function snap(value: number, param: { min: number; max: number; step: number }): number {
  const clamped = Math.min(param.max, Math.max(param.min, value))
  const stepped = param.min + Math.round((clamped - param.min) / param.step) * param.step
  return Math.min(param.max, Number(stepped.toFixed(6)))
}

/** One value of unknown origin as the parameter allows it: numbers snap and clamp, choices fall back. */
export function readValue(param: Param, value: unknown): Value {
  switch (param.kind) {
    case 'text':
      return typeof value === 'string' ? value : param.initial
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? snap(value, param) : param.initial
    case 'choice':
      return param.options.find((option) => option.value === value)?.value ?? param.initial
    case 'toggle':
      return typeof value === 'boolean' ? value : param.initial
    case 'seed':
      return readSeed(value)
    default:
      return param satisfies never
  }
}

export const maxSeed = 2_147_483_647

export function readSeed(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxSeed ? value : null
}

/** The only door for stored or migrated values: unknown keys fall away, so nothing is sent that the vendor does not know. */
export function readValues(model: Model, stored: unknown): Values {
  const record = readRecord(stored)
  const values = Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, readValue(param, record[name])]))
  return model.settle?.(values) ?? values
}

export function initialValues(model: Model): Values {
  return readValues(model, {})
}
