/** The list of hosts from which pictures may be fetched. A relay that fetched any address would open the network it runs in (SSRF). */
import { cometapi } from '../src/core/service/services/cometapi.ts'
import { isAddress, isPublicAddress } from './addresses.ts'

/** `isExact`: the operator named this origin exactly, so it may be inside their own network. */
export type Place = { readonly url: URL; readonly isExact: boolean }
export type ImageHosts = (address: string | URL) => Place | undefined

type Rule = { readonly protocol: string; readonly host: string; readonly isWildcard: boolean; readonly isExact: boolean }

const makersHosts = cometapi.pictureHosts

/**
 * `known` are the hosts listed by a service. Extra hosts are written `host`, `host:port`, `*.host` (all https), or as a full origin; only
 * `http://host:port` allows plain http.
 * Throws when an entry is none of these.
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
 * Compares the whole host and port as written by the URL parser, so IP literals in any spelling, unusual ports and a trailing dot match
 * only if they are listed literally.
 */
function matches(rule: Rule, url: URL): boolean {
  if (url.protocol !== rule.protocol) return false
  return rule.isWildcard ? url.host.endsWith(rule.host) && url.host.length > rule.host.length : url.host === rule.host
}

function readRule(entry: string): Rule | undefined {
  const [, scheme, rest = ''] = /^(?:(https?):\/\/)?(.*?)\/?$/i.exec(entry) ?? []
  const isWildcard = rest.startsWith('*.')
  // Plain http is allowed only for exact names.
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
