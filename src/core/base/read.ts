// Parsers for values from storage, plugin data and the network, which may be anything: each gives its type, or a fallback.

export type Json = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The record, or an empty one, so that reading a field is always safe. */
export function readRecord(value: unknown): Json {
  return isRecord(value) ? value : {}
}

/** The fields by their names without case and separators: `taskId`, `task_id` and `TaskID` are the same. The first of several that says something wins. */
export function plainNames(record: Json): Json {
  const plain = new Map<string, unknown>()
  for (const [name, value] of Object.entries(record)) {
    const short = name.toLowerCase().replace(/[^a-z0-9]/g, '')
    if (!plain.get(short)) plain.set(short, value)
  }
  return Object.fromEntries(plain)
}

export function readString(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback
}

export function readNumber(value: unknown, fallback: number, min = -Infinity, max = Infinity): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback
}

export function readOneOf<T extends string>(value: unknown, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback
}

export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The texts of a list that are not empty. */
export function readStrings(value: unknown): readonly string[] {
  return readList(value).filter((one): one is string => typeof one === 'string' && one !== '')
}

/** Decodes percent-encoded text; invalid encoding is returned unchanged. */
export function readPercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Parses JSON text; undefined when it is not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
