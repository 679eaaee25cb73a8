/** The list of places a picture may come from. A relay that fetches any address is a hole into somebody's network. */
import { cometapi } from '../src/core/service/services/cometapi.ts'
import { isAddress, isPublicAddress } from './addresses.ts'

/** `isExact`: the operator named this very origin, so that it may be inside their own network. */
export type Place = { readonly url: URL; readonly isExact: boolean }
export type ImageHosts = (address: string | URL) => Place | undefined

type Rule = { readonly protocol: string; readonly host: string; readonly isWildcard: boolean; readonly isExact: boolean }

const makersHosts = cometapi.pictureHosts

/**
 * `known` is what the data of a service lists. Extra hosts read as `host`, `host:port`, `*.host` (all by https), or as a full origin; only `http://host:port` allows plain http.
 * Throws where an entry is none of these.
 */
export function imageHosts(extra: readonly string[] = [], known: readonly string[] = makersHosts): ImageHosts {
  const rules = [...known, ...extra].map((entry) => {
    const rule = readRule(entry.trim())
    if (!rule) throw new Error(`Not a host: ${entry}`)
    return rule
  })
  return (address) => {
    const url = readUrl(address)
    if (!url || url.username || url.password) return undefined
    const rule = rules.find((one) => matches(one, url))
    if (!rule || (!rule.isExact && isAddress(url.hostname) && !isPublicAddress(url.hostname))) return undefined
    return { url, isExact: rule.isExact }
  }
}

export function isImageHost(entry: string): boolean {
  return readRule(entry.trim()) !== undefined
}

/**
 * The whole host with its port is compared as the URL parser wrote it, so IP literals in any spelling, odd ports and a
 * trailing dot match nothing that is not on the list word for word.
 */
function matches(rule: Rule, url: URL): boolean {
  if (url.protocol !== rule.protocol) return false
  return rule.isWildcard ? url.host.endsWith(rule.host) && url.host.length > rule.host.length : url.host === rule.host
}

function readRule(entry: string): Rule | undefined {
  const [, scheme, rest = ''] = /^(?:(https?):\/\/)?(.*?)\/?$/i.exec(entry) ?? []
  const isWildcard = rest.startsWith('*.')
  // By plain http only what was named exactly.
  if (isWildcard && scheme?.toLowerCase() === 'http') return undefined
  if (/[/\\?#@*\s]/.test(isWildcard ? rest.slice(2) : rest)) return undefined
  const url = readUrl(`${scheme ?? 'https'}://${isWildcard ? rest.slice(2) : rest}`)
  if (!url) return undefined
  return {
    protocol: url.protocol,
    host: isWildcard ? `.${url.host}` : url.host,
    isWildcard,
    isExact: scheme !== undefined && !isWildcard,
  }
}

function readUrl(address: string | URL): URL | undefined {
  return URL.canParse(String(address)) ? new URL(address) : undefined
}
