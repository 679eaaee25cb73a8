import { describe, expect, it } from 'vitest'
import { accountPages, keyName } from '../../src/core/service/account.ts'

describe('the account behind an address', () => {
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
  })

  it('gives the key its name: that of CometAPI, or of the host', () => {
    expect([keyName('https://api.cometapi.com'), keyName('https://relay.studio:81/x')]).toEqual(['CometAPI key', 'key for relay.studio:81'])
  })
})
