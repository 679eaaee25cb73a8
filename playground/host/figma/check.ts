// Strict validation, in the wording of Figma's own checks as public reports show it (host §3).

export type Check = (value: unknown, path: string) => string | null

export function validate(property: string, check: Check, value: unknown): void {
  const fault = check(value, '')
  if (fault) throw new Error(`Property "${property}" failed validation: ${fault}`)
}

export function number(min = -Infinity, max = Infinity): Check {
  return (value, path) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return expected('number', value, path)
    if (value < min) return `Number must be greater than or equal to ${min}${where(path)}`
    return value > max ? `Number must be less than or equal to ${max}${where(path)}` : null
  }
}

export const string: Check = (value, path) => (typeof value === 'string' ? null : expected('string', value, path))
export const boolean: Check = (value, path) => (typeof value === 'boolean' ? null : expected('boolean', value, path))
export const anything: Check = () => null

export function nullable(check: Check): Check {
  return (value, path) => (value === null ? null : check(value, path))
}

export function oneOf(...options: readonly string[]): Check {
  return (value, path) =>
    typeof value === 'string' && options.includes(value)
      ? null
      : `Invalid enum value. Expected ${options.map((option) => `'${option}'`).join(' | ')}, received '${String(value)}'${where(path)}`
}

export function list(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return expected('array', value, path)
    for (const [i, item] of value.entries()) {
      const fault = check(item, `${path}[${i}]`)
      if (fault) return fault
    }
    return null
  }
}

export function object(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return expected('object', value, path)
    const fields = value as Record<string, unknown>
    const strangers = Object.keys(fields).filter((key) => !(key in required) && !(key in optional))
    if (strangers.length > 0) return `Unrecognized key(s) in object: ${strangers.map((key) => `'${key}'`).join(', ')}${where(path)}`
    for (const [key, check] of Object.entries(required)) {
      const fault = fields[key] === undefined ? `Required value missing${where(`${path}.${key}`)}` : check(fields[key], `${path}.${key}`)
      if (fault) return fault
    }
    for (const [key, check] of Object.entries(optional)) {
      const fault = fields[key] === undefined ? null : check(fields[key], `${path}.${key}`)
      if (fault) return fault
    }
    return null
  }
}

/** Selects the check by one field, for discriminated unions. */
export function byField(field: string, cases: Record<string, Check>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) return expected('object', value, path)
    const tag = (value as Record<string, unknown>)[field]
    const check = typeof tag === 'string' ? cases[tag] : undefined
    if (check) return check(value, path)
    return `Invalid discriminator value. Expected ${Object.keys(cases)
      .map((key) => `'${key}'`)
      .join(' | ')}${where(`${path}.${field}`)}`
  }
}

export const transform: Check = (value, path) => {
  const rows = list(list(number()))(value, path)
  if (rows) return rows
  const matrix = value as number[][]
  return matrix.length === 2 && matrix.every((row) => row.length === 3) ? null : `Expected a 2x3 matrix${where(path)}`
}

function expected(type: string, value: unknown, path: string): string {
  return value === undefined ? `Required value missing${where(path)}` : `Expected ${type}, received ${nameOf(value)}${where(path)}`
}

function nameOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isNaN(value) ? 'nan' : typeof value
}

function where(path: string): string {
  return path === '' ? '' : ` at ${path.replace(/^\./, '')}`
}
