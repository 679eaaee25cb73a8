// The content security policy that Figma derives from manifest.networkAccess (host §4): without connect-src, with the domains in
// default-src.

import type { Manifest } from '../host/types.ts'

export function policyOf({ networkAccess }: Pick<Manifest, 'networkAccess'>): string {
  const domains = [...networkAccess.allowedDomains, ...(networkAccess.devAllowedDomains ?? [])].filter((domain) => domain !== 'none')
  const sources = ['data:', 'blob:', ...domains].join(' ')
  return [
    `default-src ${sources}`,
    `script-src 'unsafe-inline' 'unsafe-eval' ${sources}`,
    `style-src 'unsafe-inline' ${sources}`,
    `font-src ${sources}`,
  ].join('; ')
}
