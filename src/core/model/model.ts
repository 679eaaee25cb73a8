// The type of a model. A model is data: its name, its parameters, and how its request is written. A vendor retiring one costs a file (law 8).

import type { Rules } from '../picture/registration.ts'
import { readRecord } from '../base/read.ts'
import type { Stop } from './stops.ts'

/** `label` is the name shown to the user; `field` is the name in a request, missing when the parameter has no field of its own. */
type Named = { readonly label: string; readonly field?: string }

/** `isDepthMap`: with this option a depth map is sent, which not every service accepts. */
export type Option = { readonly value: string; readonly label: string; readonly isDepthMap?: true }

/** Where a depth map comes from: the source itself, its `#depth` layer, drawn from its layers, or a chosen image. */
export const depthMaps = ['depth', 'layer', 'layers', 'image'] as const
export type DepthFrom = (typeof depthMaps)[number]

/** Five kinds of parameter. A sixth breaks the build in `readValue` and in the control that draws it. */
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
      /** Set by the geometry dial; it has no control of its own. */
      readonly isOnDial?: true
    })
  /** `isOmittedWhenOff`: the field is sent only while it is on, because older services do not know it. */
  | (Named & { readonly kind: 'toggle'; readonly hint: string; readonly initial: boolean; readonly isOmittedWhenOff?: boolean })
  | (Named & { readonly kind: 'seed' })

export type Value = string | number | boolean | null
export type Values = Readonly<Record<string, Value>>

/** The input of a request: prompt, seed, the values of the model's parameters, and the size of the control image in px. */
export type RequestInput = {
  readonly prompt: string
  readonly seed: number
  readonly values: Values
  readonly sent: { readonly width: number; readonly height: number }
}

/** The request without the picture, and the name of the field for the picture (raw base64, api §1.2). */
export type Request = { readonly fields: Readonly<Record<string, Value>>; readonly imageField: string }

/** The parameter values that each stop sets; other parameters stay as they are. */
export type Dial = Readonly<Record<Stop, Values>>

export type ModelData = {
  /** The plugin's own id, which must not change because recipes store it. */
  readonly id: string
  readonly label: string
  /** Texts of its card: what it is good for, how it treats geometry, and who still serves it. The first two continue a sentence. */
  readonly goodFor: string
  readonly geometry: string
  readonly served: string
  /** The vendor's spellings of the path. The next one is tried only when the answer proves that nothing was accepted (api §0.5). */
  readonly paths: readonly [string, ...string[]]
  /** Tells an editing model what to keep, after what to change; null for a generator, whose prompt describes the finished picture (DESIGN §2). */
  readonly preserveClause: string | null
  /** Replaces `preserveClause` at each stop of the geometry dial; missing for a model without such clauses. */
  readonly clauses?: Readonly<Record<Stop, string>>
  /** The values that each stop of the geometry dial sets (DESIGN §11); missing for a model without a dial. */
  readonly dial?: Dial
  readonly rules: Rules
  /** How the request gives the size: not at all, as the ratio of the sides, or as width and height. */
  readonly sizing: 'none' | 'ratio' | 'exact'
  readonly imageField: (values: Values) => string
  /** False where JPEG noise would harm the control image. */
  readonly takesJpeg: (values: Values) => boolean
  /** For a model that accepts a reference picture for the look: its field, and what it adds to the price, as a share of the price. */
  readonly reference?: { readonly field: string; readonly costs: number }
  /** The depth map to send instead of a picture of the source; null where the picture is sent. */
  readonly depthFrom?: (values: Values) => DepthFrom | null
  readonly params: Readonly<Record<string, Param>>
  /** Adjusts values that depend on each other. */
  readonly normalize?: (values: Values) => Values
  /** Not available at any service that the plugin reaches directly; offered only where a relay lists it. */
  readonly isBehindRelaysOnly?: true
  /** The id of the model offered in its place when it is no longer available. */
  readonly successor: string
}

export type Model = ModelData & { readonly request: (input: RequestInput) => Request }

function snap(value: number, param: { min: number; max: number; step: number }): number {
  const clamped = Math.min(param.max, Math.max(param.min, value))
  const stepped = param.min + Math.round((clamped - param.min) / param.step) * param.step
  return Math.min(param.max, Number(stepped.toFixed(6)))
}

/** Parses one value of unknown origin as the parameter allows it: numbers are snapped and clamped, invalid choices fall back to the default. */
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

/**
 * The makers' schemas set no largest seed (api §1.1), and other tools use long ones, so every integer that JavaScript holds exactly is sent as it is.
 */
export const maxSeed = Number.MAX_SAFE_INTEGER

/** An integer that the vendor accepts; null for anything else, which means a random seed. */
export function readSeed(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxSeed ? value : null
}

/** Parses stored and migrated values. Unknown keys are dropped, so that they never reach the vendor. */
export function readValues(model: Model, stored: unknown): Values {
  const record = readRecord(stored)
  const values = Object.fromEntries(Object.entries(model.params).map(([name, param]) => [name, readValue(param, record[name])]))
  return model.normalize?.(values) ?? values
}

export function initialValues(model: Model): Values {
  return readValues(model, {})
}
