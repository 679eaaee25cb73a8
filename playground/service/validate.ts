/** Validates a body as BFL's framework does: lists every violation with its location, and rejects unknown fields. */
import type { Field, Schema } from './schemas.ts'

export type Issue = { readonly loc: readonly string[]; readonly msg: string; readonly type: string }

export function issuesIn(schema: Schema, body: Readonly<Record<string, unknown>>): Issue[] {
  const issues: Issue[] = []
  for (const [name, field] of Object.entries(schema.fields)) {
    const value = body[name]
    const breach = value === undefined ? missing(field) : breachOf(field, value)
    if (breach) issues.push({ loc: ['body', name], msg: breach[0], type: breach[1] })
  }
  for (const name of Object.keys(body)) {
    if (!(name in schema.fields)) {
      issues.push({ loc: ['body', name], msg: 'Extra inputs are not permitted', type: 'extra_forbidden' })
    }
  }
  // The schema does not say so, but the maker's own kit enforces it (api §1.1).
  if (schema.oneOf && !schema.oneOf.some((name) => typeof body[name] === 'string')) {
    issues.push({ loc: ['body'], msg: `Value error, one of ${schema.oneOf.join(', ')} is required`, type: 'value_error' })
  }
  return issues
}

type Breach = readonly [message: string, type: string]

function missing(field: Field): Breach | undefined {
  return 'required' in field && field.required ? ['Field required', 'missing'] : undefined
}

function breachOf(field: Field, value: unknown): Breach | undefined {
  switch (field.kind) {
    case 'text':
      return value === null && !field.required ? undefined : textBreach(field, value)
    case 'picture':
      if (value === null && !field.required) return undefined
      return typeof value === 'string' ? base64Breach(value) : ['Input should be a valid string', 'string_type']
    case 'ratio':
      return value === null ? undefined : ratioBreach(value, field.longest)
    case 'flag':
      if (typeof value === 'boolean' || (value === null && field.isNullable)) return undefined
      return ['Input should be a valid boolean', 'bool_type']
    case 'choice':
      if (value === null || field.options.some((option) => option === value)) return undefined
      return [`Input should be ${field.options.map((option) => `'${option}'`).join(' or ')}`, 'enum']
    case 'whole':
    case 'number':
      return value === null && field.isNullable ? undefined : numberBreach(field, value)
    default:
      return field satisfies never
  }
}

function textBreach(field: Field & { kind: 'text' }, value: unknown): Breach | undefined {
  if (typeof value !== 'string') return ['Input should be a valid string', 'string_type']
  if (field.pattern && !field.pattern.test(value)) {
    return [`String should match pattern '${field.pattern.source}'`, 'string_pattern_mismatch']
  }
  if (value.length > (field.maxLength ?? Infinity)) {
    return [`String should have at most ${field.maxLength} characters`, 'string_too_long']
  }
  return undefined
}

function ratioBreach(value: unknown, longest: number): Breach | undefined {
  if (typeof value !== 'string') return ['Input should be a valid string', 'string_type']
  const [, a, b] = /^(\d+):(\d+)$/.exec(value) ?? []
  if (a === undefined || b === undefined) return ["String should match pattern '^[0-9]+:[0-9]+$'", 'string_pattern_mismatch']
  const ratio = Number(a) / Number(b)
  const isBetween = Math.max(ratio, 1 / ratio) <= longest
  return isBetween ? undefined : ['Value error, aspect ratio must be between 21:9 and 9:21', 'value_error']
}

function numberBreach(field: Field & { kind: 'whole' | 'number' }, value: unknown): Breach | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return field.kind === 'whole' ? ['Input should be a valid integer', 'int_type'] : ['Input should be a valid number', 'float_type']
  }
  if (field.kind === 'whole' && !Number.isInteger(value)) {
    return ['Input should be a valid integer, got a number with a fractional part', 'int_from_float']
  }
  if (field.min !== undefined && value < field.min) {
    return [`Input should be greater than or equal to ${field.min}`, 'greater_than_equal']
  }
  if (field.max !== undefined && value > field.max) return [`Input should be less than or equal to ${field.max}`, 'less_than_equal']
  return undefined
}

/** The maker's kit counts a limit of 20 × 1024 × 1024 characters (api §1.2); a `data:` prefix is not base64. */
function base64Breach(value: string): Breach | undefined {
  if (value.length > 20 * 1024 * 1024) return ['Value error, image is too large', 'value_error']
  const isBase64 = value.length > 0 && value.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(value)
  return isBase64 ? undefined : ['Value error, Invalid base64 image', 'value_error']
}
