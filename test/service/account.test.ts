import { describe, expect, it } from 'vitest'
import { accountPages, keyName, withName } from '../../src/core/service/account.ts'

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

  it('is named in a sentence, but not in what somebody said', () => {
    expect(withName('CometAPI', 'The service is busy. Between you and the service: “the service is down”.')).toBe(
      'CometAPI is busy. Between you and CometAPI: “the service is down”.',
    )
  })
})
