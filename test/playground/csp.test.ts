// The content security policy of the plugin's window comes from the manifest alone.

import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { policyOf } from '../../playground/page/csp.ts'
import type { Manifest } from '../../playground/host/types.ts'

function directivesOf(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

describe('the policy of the window', () => {
  it('allows the domains of the manifest, those of development included', () => {
    const policy = policyOf({
      networkAccess: { allowedDomains: ['https://api.example.com'], devAllowedDomains: ['http://localhost:8787'] },
    })
    expect(directivesOf(policy)['default-src']).toEqual(['data:', 'blob:', 'https://api.example.com', 'http://localhost:8787'])
  })

  it('has no connect-src, so that requests fall back on default-src as in Figma', () => {
    expect(policyOf({ networkAccess: { allowedDomains: ['https://api.example.com'] } })).not.toContain('connect-src')
  })

  it('takes "none" as no domain at all', () => {
    expect(directivesOf(policyOf({ networkAccess: { allowedDomains: ['none'] } }))['default-src']).toEqual(['data:', 'blob:'])
  })

  it('lets our own manifest reach the service and the relay', async () => {
    const manifest = JSON.parse(await readFile('manifest.json', 'utf8')) as Manifest
    expect(directivesOf(policyOf(manifest))['default-src']).toEqual(
      expect.arrayContaining(['https://api.cometapi.com', 'http://localhost:8787']),
    )
  })
})
