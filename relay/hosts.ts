/** The list of places a picture may come from. A relay that fetches any address is a hole into somebody's network. */

export type ImageHosts = (address: string | URL) => URL | undefined

/** Where the maker has delivered pictures so far (api §4). The region in the middle changes, so the newer form is a wildcard. */
const KNOWN = ['*.bfl.ai', 'bfldeliverysc.blob.core.windows.net', 'bfldeliveryprod.blob.core.windows.net']

type Rule = { readonly protocol: string; readonly host: string; readonly isWildcard: boolean }

/** Extra hosts read as `host`, `host:port`, `*.host` or `http://host:port`; only the last form allows plain http. */
export function imageHosts(extra: readonly string[] = []): ImageHosts {
  const rules = [...KNOWN, ...extra.map((host) => host.trim()).filter(Boolean)].map(readRule)
  return (address) => {
    const url = readUrl(address)
    if (!url || url.username || url.password) return undefined
    return rules.some((rule) => matches(rule, url)) ? url : undefined
  }
}

/**
 * The whole host with its port is compared as the URL parser wrote it, so IP literals in any spelling, odd ports and a
 * trailing dot match nothing that is not on the list word for word.
 */
function matches(rule: Rule, url: URL): boolean {
  if (url.protocol !== rule.protocol) return false
  return rule.isWildcard ? url.host.endsWith(rule.host) && url.host.length > rule.host.length : url.host === rule.host
}

function readRule(entry: string): Rule {
  const [, scheme = 'https', rest = ''] = /^(?:(https?):\/\/)?(.*?)\/*$/i.exec(entry) ?? []
  const isWildcard = rest.startsWith('*.')
  const url = readUrl(`${scheme}://${isWildcard ? rest.slice(2) : rest}`)
  if (!url) throw new Error(`Not a host: ${entry}`)
  return { protocol: url.protocol, host: isWildcard ? `.${url.host}` : url.host, isWildcard }
}

function readUrl(address: string | URL): URL | undefined {
  return URL.canParse(String(address)) ? new URL(address) : undefined
}
