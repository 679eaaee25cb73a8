// manifest.networkAccess as Figma reads it: exact hosts, leading wildcards, and paths with a trailing slash for a subtree (platform §1.4).

import type { Manifest } from '../types.ts'

export function reachOf(manifest: Manifest | undefined): (url: string) => boolean {
  if (!manifest) return () => true
  const { allowedDomains, devAllowedDomains = [] } = manifest.networkAccess
  const patterns = [...allowedDomains, ...devAllowedDomains]
  return (url) => /^(data|blob):/.test(url) || patterns.some((pattern) => fits(pattern, url))
}

function fits(pattern: string, address: string): boolean {
  if (pattern === '*') return true
  const parts = /^(?:(https?|wss?):\/\/)?([^/]+)(\/.*)?$/.exec(pattern)
  if (!parts || pattern === 'none') return false
  const url = new URL(address)
  const [, scheme, host = '', path = ''] = parts
  if (scheme !== undefined && url.protocol !== `${scheme}:`) return false
  const isHost = host.startsWith('*.') ? url.host.endsWith(host.slice(1)) : url.host === host
  if (!isHost || path === '' || path === '/') return isHost
  return path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path
}
