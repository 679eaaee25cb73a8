// Small pieces of English, and the words of what was thrown.

/** The singular for exactly one, else the plural. @param many only needed when it is not the singular with an s */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many
}

/** The number and its noun: "1 picture", "3 pictures". */
export function quantity(count: number, one: string, many?: string): string {
  return `${count} ${plural(count, one, many)}`
}

/** The message of an error; anything else that was thrown, as text. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
