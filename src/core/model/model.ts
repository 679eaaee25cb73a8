// A model is data: what it is called, what it takes, how its request is written. A vendor retiring one costs a file (law 8).

import type { Rules } from '../picture/registration.ts'
import { readRecord } from '../base/read.ts'
import type { Stop } from './stops.ts'

/** The name a person reads; and the name of its field in a request, absent when it has no field of its own. */
type Named = { readonly label: string; readonly field?: string }

/** `isDepthMap`: a depth map is sent, which not every service takes. */
export type Option = { readonly value: string; readonly label: string; readonly isDepthMap?: true }

/** What a depth map is: the source itself, its layer of that name, drawn from its layers, or a chosen image. */
export const depthMaps = ['depth', 'layer', 'layers', 'image'] as const
export type DepthFrom = (typeof depthMaps)[number]

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
      readonly options: readonly Option[]
      readonly initial: string
      /** The geometry dial shows it; it has no control of its own. */
      readonly isOnDial?: true
    })
  /** `isOmittedWhenOff`: the field is only sent while it is on, as older services do not know it. */
  | (Named & { readonly kind: 'toggle'; readonly hint: string; readonly initial: boolean; readonly isOmittedWhenOff?: boolean })
  | (Named & { readonly kind: 'seed' })

export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/** What a request is written from: prompt, seed, the values of the model's parameters, and the size in px of the picture that is sent. */
export type RequestInput = {
  readonly prompt: string
  readonly seed: number
  readonly values: Values
  readonly sent: { readonly width: number; readonly height: number }
}

/** The request without the picture, and the field in which the picture goes (raw base64, api §1.2). */
export type Request = { readonly fields: Readonly<Record<string, Value>>; readonly imageField: string }

/** The values of a model's parameters at each stop; its others stay as they are. */
export type Dial = Readonly<Record<Stop, Values>>

export type ModelData = {
  /** Ours, and stable in stored recipes. */
  readonly id: string
  readonly label: string
  /** Its card: what it is good for, what it does to geometry, and who still serves it. The first two continue a sentence. */
  readonly goodFor: string
  readonly geometry: string
  readonly served: string
  /** The vendor's spellings. The next one is tried only when the answer proves that nothing was accepted (api §0.5). */
  readonly paths: readonly [string, ...string[]]
  /** Tells an editor what to keep, after what it has to change; null for a generator, which is told the finished picture (DESIGN §2). */
  readonly preserveClause: string | null
  /** What it is told in its place at each stop of the geometry dial; absent for a model that is not told. */
  readonly clauses?: Readonly<Record<Stop, string>>
  /** The values that each stop of the geometry dial sets (DESIGN §11); absent for a model that has nothing for it. */
  readonly dial?: Dial
  readonly rules: Rules
  /** How the request names the size: not at all, as the ratio of the sides, or as width and height. */
  readonly sizing: 'none' | 'ratio' | 'exact'
  readonly imageField: (values: Values) => string
  /** False where the noise of a JPEG would harm what the picture is for. */
  readonly takesJpeg: (values: Values) => boolean
  /** Of a model that takes a second picture, to give the look: its field, and what it adds to the price, as a share of that. */
  readonly reference?: { readonly field: string; readonly costs: number }
  /** The depth map that is sent in place of a picture of the source; null where that picture is sent. */
  readonly depthFrom?: (values: Values) => DepthFrom | null
  readonly params: Readonly<Record<string, Param>>
  /** Brings values that depend on each other in line. */
  readonly normalize?: (values: Values) => Values
  /** No service that the plugin reaches by itself has it: it is on offer where a relay says so. */
  readonly isBehindRelaysOnly?: true
  /** The id of the model that is offered once this one is gone. */
  readonly successor: string
}

export type Model = ModelData & { readonly request: (input: RequestInput) => Request }

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

/** The makers' schemas name no largest seed (api §1.1), and other tools give long ones: what JavaScript holds exactly is sent as it is. */
export const maxSeed = Number.MAX_SAFE_INTEGER

/** A whole number that the vendor takes; null for anything else, which means a random seed. */
export function readSeed(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxSeed ? value : null
}

/** Stored and migrated values are only used as this reads them: unknown keys are dropped, so that the vendor never gets them. */
export function readValues(model: Model, stored: unknown): Values {
  const record = readRecord(stored)
  const values = Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, readValue(param, record[name])]))
  return model.normalize?.(values) ?? values
}

export function initialValues(model: Model): Values {
  return readValues(model, {})
}
