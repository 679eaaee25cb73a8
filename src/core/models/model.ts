// A model is data: what it is called, what it takes, how its request is written. A vendor retiring one costs a file (law 8).

import type { Rules } from '../registration.ts'
import { readRecord } from '../read.ts'

/** Five kinds of parameter; a sixth breaks the build in `readValue` and in the control that draws it. */
export type Param =
  | { readonly kind: 'text'; readonly label: string; readonly initial: string }
  | {
      readonly kind: 'number'
      readonly label: string
      readonly hint: string
      readonly min: number
      readonly max: number
      readonly step: number
      readonly initial: number
    }
  | {
      readonly kind: 'choice'
      readonly label: string
      readonly hint: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly initial: string
    }
  | { readonly kind: 'toggle'; readonly label: string; readonly hint: string; readonly initial: boolean }
  | { readonly kind: 'seed'; readonly label: string }

export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/** What a request is written from: the words, the seed, the values of the model's parameters, and the sizes of the plan. */
export type Draft = {
  readonly prompt: string
  readonly seed: number
  readonly values: Values
  readonly sent: { readonly width: number; readonly height: number }
}

/** The request without the picture, and the field in which the picture goes (raw base64, api §1.2). */
export type Request = { readonly fields: Readonly<Record<string, Value>>; readonly imageField: string }

export type Model = {
  /** Ours, and stable in stored recipes. */
  readonly id: string
  readonly label: string
  /** What the picture keeps, in the user's words. */
  readonly hint: string
  /** The vendor's spellings, tried in order only where the answer proves that nothing was accepted (api §0.5). */
  readonly paths: readonly [string, ...string[]]
  /** A generator describes the whole finished picture; an editor is told what to change and what to keep (DESIGN §2). */
  readonly prompting: 'describe' | 'edit'
  readonly rules: Rules
  /** False where the noise of a JPEG would harm what the picture is for. */
  readonly takesJpeg: (values: Values) => boolean
  readonly params: Readonly<Record<string, Param>>
  readonly successor: string | null
  readonly request: (draft: Draft) => Request
}

const snap = (value: number, param: { min: number; max: number; step: number }): number => {
  const clamped = Math.min(param.max, Math.max(param.min, value))
  const stepped = param.min + Math.round((clamped - param.min) / param.step) * param.step
  return Math.min(param.max, Number(stepped.toFixed(6)))
}

/** One value of unknown origin as the parameter allows it: numbers snap and clamp, choices fall back. */
export const readValue = (param: Param, value: unknown): Value => {
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

export const readSeed = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxSeed ? value : null

/** The only door for stored or migrated values: unknown keys fall away, so nothing is sent that the vendor does not know. */
export const readValues = (model: Model, stored: unknown): Values => {
  const record = readRecord(stored)
  return Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, readValue(param, record[name])]))
}

export const initialValues = (model: Model): Values => readValues(model, {})
