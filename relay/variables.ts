/** Reads single environment variables. Invalid values are reported as a sentence; nothing is guessed. */

export type EnvReader = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly report: (fault: string) => void
  /** For problems that need not stop the relay. */
  readonly warn: (warning: string) => void
}

/** An empty variable counts as not set, as compose files and scripts pass those on. */
export function readTextOf({ env }: EnvReader, name: string): string | undefined {
  return env[name]?.trim() || undefined
}

export function isSet(told: EnvReader, name: string): boolean {
  return readTextOf(told, name) !== undefined
}

export function readNumberOf(told: EnvReader, name: string, { least, most }: { least: number; most: number }): number | undefined {
  const text = readTextOf(told, name)
  if (text === undefined) return undefined
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  told.report(`${name} is "${text}": write a whole number from ${least} to ${most}.`)
  return undefined
}

/** A URL without query or fragment; trailing slashes are removed. `example`: what a fault suggests. */
export function readUrlOf(told: EnvReader, name: string, example = 'https://relay.example.com'): string | undefined {
  const text = readTextOf(told, name)
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  // The value is not repeated, because a URL may contain a password.
  const fault = !url
    ? 'is no address'
    : url.protocol !== 'https:' && url.protocol !== 'http:'
      ? 'is no http or https address'
      : url.username || url.password
        ? 'holds a name or password'
        : url.search || url.hash
          ? 'has something behind its path'
          : undefined
  if (fault === undefined) return text.replace(/\/+$/, '')
  told.report(`${name} ${fault}: write something like ${example}.`)
  return undefined
}

/** Comma-separated entries. `faultOf` returns what is wrong with an entry, given all of them. */
export function readListOf(
  told: EnvReader,
  name: string,
  faultOf: (entry: string, all: readonly string[]) => string | undefined,
): readonly string[] | undefined {
  const text = readTextOf(told, name)
  if (text === undefined) return undefined
  const all = text.split(',').map((entry) => entry.trim())
  const faults = new Set(all.flatMap((entry) => (entry === '' ? 'has an empty entry: take out a comma.' : (faultOf(entry, all) ?? []))))
  for (const fault of faults) told.report(fault.startsWith('has ') ? `${name} ${fault}` : `${name}: ${fault}`)
  return faults.size === 0 ? all : undefined
}

/** Shorter secrets can be guessed. */
export const shortestSecret = 12

export function readSecretOf(told: EnvReader, name: string, least = shortestSecret): string | undefined {
  const secret = readTextOf(told, name)
  if (secret === undefined) return undefined
  if (/[^\x21-\x7e]/.test(secret))
    told.report(`${name} has spaces or characters that no header can carry: use plain letters, digits and signs.`)
  if (secret.length < least) told.report(`${name} is too short to be a secret. Use at least ${least} characters.`)
  return secret
}
