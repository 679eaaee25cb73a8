// Parses the base URL that the user typed, and gives its parts. The key and the picture go to this address and to no other (law 4).

/** Whether an address, with or without scheme, leads to this computer. */
export function isLocal(address: string): boolean {
  return /^(?:[a-z]+:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(address)
}

/** Paths from services' documentation that people copy along with the address. The plugin adds these paths itself. */
const knownTail =
  /\/(?:flux(?:\/v1(?:\/[^\s]*)?)?|(?:replicate\/)?v1(?:beta)?(?:\/(?:images|chat|models|completions|embeddings|responses|messages|predictions|files)(?:[/?#][^\s]*)?)?)\/*$/i

/** The address without such a path; query and fragment are never searched for it. */
function withoutTail(typed: string): string {
  const [, start = '', path = ''] = /^([a-z]+:\/\/[^/?#\s]*)(.*)$/i.exec(typed) ?? []
  const at = path.search(knownTail)
  const query = path.search(/[?#]/)
  return at < 0 || (query >= 0 && query < at) ? typed : `${start}${path.slice(0, at)}`
}

/** The note shown when the stored address differs from what was typed; null when it does not. Trailing slashes do not count. */
export function baseUrlNote(typed: string, kept: string): string | null {
  const plain = typed.trim().replace(/\/+$/, '')
  return plain.toLowerCase() === kept.toLowerCase() ? null : `Kept as ${kept}: the plugin adds the rest itself.`
}

/**
 * Turns a typed base URL into the form that requests are built from: without trailing slashes and copied paths such as `/flux/v1/…` or `/v1/…`. Null
 * when it is not a web address, or when it would send the key unencrypted to another machine.
 */
export function readBaseUrl(typed: string): string | null {
  const address = withoutTail(typed.trim())
  const match = /^(https?):\/\/([^\s/?#@]+)((?:\/[^\s?#]*)?)$/i.exec(address)
  const [, scheme, host, path] = match ?? []
  if (scheme === undefined || host === undefined || path === undefined) return null
  const named = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(host)
  // `fetch` throws on an invalid port, which would look like a request whose answer was lost.
  if (named === null || Number(named[1] ?? 0) > 65_535) return null
  if (scheme.toLowerCase() === 'http' && !isLocal(host)) return null
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${path.replace(/\/+$/, '')}`
}

/** Host and port of a base URL, as shown in the window. */
export function hostOf(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}

/** Scheme, host and port of a base URL, as listed in the manifest. */
export function originOf(baseUrl: string): string {
  return /^https?:\/\/[^/]+/.exec(baseUrl)?.[0] ?? baseUrl
}
