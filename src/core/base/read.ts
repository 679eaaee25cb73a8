// Turning the unsure into the sure: small readers for values from storage, plugin data and the network.

export type Json = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The record, or an empty one: reading a field of it is then always safe. */
export const readRecord = (value: unknown): Json => (isRecord(value) ? value : {})

export const readString = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback)

export const readNumber = (value: unknown, fallback: number, min = -Infinity, max = Infinity): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback

export const readOneOf = <T extends string>(value: unknown, choices: readonly T[], fallback: T): T =>
  choices.find((choice) => choice === value) ?? fallback

export const readList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** JSON text as a value; nothing where the text is no JSON. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
