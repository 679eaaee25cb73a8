import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainAddress } from '../../src/core/service/base-url.ts'
import { refused } from '../../src/core/connection/check.ts'
import { accountPages, keyName, originOf, readBaseUrl } from '../../src/core/connection/settings.ts'

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
        if (suggestion !== null) expect(readBaseUrl(suggestion)).toBe(suggestion)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a whole endpoint that was copied along', () => {
  it.each([
    ['https://api.cometapi.com/flux/v1/flux-pro-1.0-depth', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/flux/v1/get_result?id=abc#x', 'https://api.cometapi.com'],
    ['https://relay.studio/team/flux/v1/', 'https://relay.studio/team'],
    ['https://relay.studio/team/flux', 'https://relay.studio/team'],
    ['https://relay.studio/fluxus', 'https://relay.studio/fluxus'],
  ])('%s is read as %s', (typed, base) => {
    expect(readBaseUrl(typed)).toBe(base)
  })

  it('does not hide credentials or a query before it', () => {
    expect(readBaseUrl('https://me@relay.studio/flux/v1/x')).toBeNull()
    expect(readBaseUrl('https://relay.studio/?to=/flux/v1/x')).toBeNull()
  })
})

describe('what is known of a service', () => {
  it('is known of CometAPI, and of a relay on this computer, which leads there', () => {
    expect(accountPages('https://api.cometapi.com/prefix')).not.toBeNull()
    expect(accountPages('http://localhost:8787')).not.toBeNull()
    for (const other of [
      'https://relay.studio',
      'http://localhost.evil.example',
      'https://api.cometapi.com.evil.example',
      'https://api.cometapi.com:8443',
    ])
      expect(accountPages(other)).toBeNull()
    // Whose account it is, only they know.
    expect(refused('no-credit', 'https://relay.studio')).toMatchObject({
      next: 'Fill it up, or ask whoever runs relay.studio.',
      remedy: null,
    })
    expect([keyName('https://api.cometapi.com'), keyName('https://relay.studio:81/x')]).toEqual(['CometAPI key', 'key for relay.studio:81'])
    expect(originOf('https://relay.studio:81/x')).toBe('https://relay.studio:81')
  })
})
