import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBaseUrl } from '../../src/core/service/base-url.ts'
import { explainAddress } from '../../src/core/service/explain-address.ts'

describe('an address that cannot be used', () => {
  it.each([
    ['relay.studio', 'https://relay.studio'],
    ['relay.studio:8443/x/', 'https://relay.studio:8443/x'],
    ['//relay.studio', 'https://relay.studio'],
    ['localhost:8787', 'http://localhost:8787'],
    ['127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['https:/relay.studio', 'https://relay.studio'],
    ['http://relay.studio', 'https://relay.studio'],
    ['http://me@relay.studio/?a=b#c', 'https://relay.studio'],
    ['me:pw@relay.studio', 'https://relay.studio'],
    ['', 'https://api.cometapi.com'],
  ])('%j becomes %s', (typed, suggestion) => {
    expect(readBaseUrl(typed)).toBeNull()
    expect(explainAddress(typed)).toMatchObject({ suggestion })
  })

  it.each(['my relay', 'https://', 'https://a:99999', 'https://-', 'javascript:alert(1)'])('%j has no better one', (typed) => {
    expect(explainAddress(typed)).toMatchObject({ suggestion: null, next: expect.stringContaining('https://api.cometapi.com') as string })
  })

  it('is only ever mended into one that can be used', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })), (typed) => {
        const { suggestion } = explainAddress(typed)
        expect(suggestion === null ? null : readBaseUrl(suggestion)).toBe(suggestion)
      }),
      { numRuns: 1000 },
    )
  })
})
