// The base URL: how it is read from what was typed, and its parts. The key and the picture go to this address and to no other (law 4).

/** Whether an address leads to this computer, with or without its scheme. */
export function isLocal(address: string): boolean {
  return /^(?:[a-z]+:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(address)
}

/** Paths of services' own documentation that people copy along with the address: everything from there on is added by us. */
const knownTail =
  /\/(?:flux(?:\/v1(?:\/[^\s]*)?)?|(?:replicate\/)?v1(?:beta)?(?:\/(?:images|chat|models|completions|embeddings|responses|messages|predictions|files)(?:[/?#][^\s]*)?)?)\/*$/i

/** The address without a tail that is known; nothing is cut out of a query or a fragment. */
function withoutTail(typed: string): string {
  const [, start = '', path = ''] = /^([a-z]+:\/\/[^/?#\s]*)(.*)$/i.exec(typed) ?? []
  const at = path.search(knownTail)
  const query = path.search(/[?#]/)
  return at < 0 || (query >= 0 && query < at) ? typed : `${start}${path.slice(0, at)}`
}

/** What is said when the address that is kept is not the one that was typed; null when it is. Slashes at the end are no news. */
export function baseUrlNote(typed: string, kept: string): string | null {
  const plain = typed.trim().replace(/\/+$/, '')
  return plain.toLowerCase() === kept.toLowerCase() ? null : `Kept as ${kept}: the plugin adds the rest itself.`
}

/**
 * A base URL as typed, in the form requests are built from: no trailing slash, no `/flux/v1/…` or `/v1/…` that people copy along.
 * Null when it is no web address, or when it would send the key in the clear to another machine.
 */
export function readBaseUrl(typed: string): string | null {
  const address = withoutTail(typed.trim())
  const match = /^(https?):\/\/([^\s/?#@]+)((?:\/[^\s?#]*)?)$/i.exec(address)
  const [, scheme, host, path] = match ?? []
  if (scheme === undefined || host === undefined || path === undefined) return null
  const named = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(host)
  // `fetch` throws on an impossible port, which would look like a lost request.
  if (named === null || Number(named[1] ?? 0) > 65_535) return null
  if (scheme.toLowerCase() === 'http' && !isLocal(host)) return null
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${path.replace(/\/+$/, '')}`
}

/** Host and port of a base URL, as the window names them. */
export function hostOf(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}

/** Scheme, host and port of a base URL, as the manifest lists them. */
export function originOf(baseUrl: string): string {
  return /^https?:\/\/[^/]+/.exec(baseUrl)?.[0] ?? baseUrl
}
