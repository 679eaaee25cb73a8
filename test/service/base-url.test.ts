import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostOf, isLocal, originOf, readBaseUrl } from '../../src/core/service/base-url.ts'
import { runs } from '../support/runs.ts'

describe('a base URL', () => {
  it.each([
    ['https://api.cometapi.com', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/', 'https://api.cometapi.com'],
    ['https://api.cometapi.com//', 'https://api.cometapi.com'],
    ['  https://api.cometapi.com \n', 'https://api.cometapi.com'],
    ['HTTPS://API.CometAPI.com', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/flux/v1', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/flux/v1/', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/flux', 'https://api.cometapi.com'],
    ['https://relay.example/Team/flux/v1', 'https://relay.example/Team'],
    ['https://relay.example:8443/a/b/', 'https://relay.example:8443/a/b'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://localhost', 'http://localhost'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
    ['http://[::1]:8787', 'http://[::1]:8787'],
  ])('%j is read as %j', (typed, read) => {
    expect(readBaseUrl(typed)).toBe(read)
  })

  it.each([
    ['', 'nothing'],
    ['api.cometapi.com', 'no scheme'],
    ['http://api.cometapi.com', 'the key in the clear'],
    ['http://localhost.evil.example', 'a host that only begins like this machine'],
    ['http://127.0.0.1.evil.example', 'a host that only begins like this machine'],
    ['http://192.168.1.7:8787', 'another machine in the clear'],
    ['https://user:secret@api.cometapi.com', 'a name and a password'],
    ['https://api.cometapi.com@evil.example', 'a host dressed as a name'],
    ['https://api.comet api.com', 'a space in the host'],
    ['https://api.cometapi.com/a b', 'a space in the path'],
    ['https://api.cometapi.com?x=1', 'a query'],
    ['https://api.cometapi.com/#x', 'a fragment'],
    ['https://', 'no host'],
    ['https://-x-.example-', 'no host'],
    ['https://relay.example:port', 'no port'],
    ['https://relay.example:99999', 'no port'],
    ['javascript:alert(1)', 'a script'],
    ['javascript://api.cometapi.com/%0aalert(1)', 'a script'],
    ['data:text/html,x', 'data'],
    ['ftp://api.cometapi.com', 'another scheme'],
    ['file:///etc/passwd', 'a file'],
    ['https:\\\\evil.example', 'a backslash'],
    ['https://good.example\\@evil.example', 'a backslash'],
  ])('%j is refused: %s', (typed) => {
    expect(readBaseUrl(typed)).toBeNull()
  })

  it('is read again as itself, and is an address on the host that the window names', () => {
    const typed = fc.oneof(
      fc.webUrl({ validSchemes: ['https'] }),
      fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true }),
      fc.string(),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const read = readBaseUrl(text)
        if (read === null) return
        expect(readBaseUrl(read)).toBe(read)
        expect(new URL(`${read}/flux/v1/x`).host.replace(/:(80|443)$/, '')).toBe(hostOf(read).replace(/:(80|443)$/, ''))
      }),
      runs(300),
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
    ['https://api.cometapi.com/v1', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/v1/', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/v1/images/generations', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/v1/chat/completions?x=1', 'https://api.cometapi.com'],
    ['https://api.cometapi.com/replicate/v1/models/flux/predictions', 'https://api.cometapi.com'],
    ['https://relay.studio/team/v1/models', 'https://relay.studio/team'],
    ['https://relay.studio/v1corp', 'https://relay.studio/v1corp'],
  ])('%s is read as %s', (typed, base) => {
    expect(readBaseUrl(typed)).toBe(base)
  })

  it('does not hide credentials or a query before it', () => {
    expect(readBaseUrl('https://me@relay.studio/flux/v1/x')).toBeNull()
    expect(readBaseUrl('https://relay.studio/?to=/flux/v1/x')).toBeNull()
  })
})

describe('the parts of a base URL', () => {
  it('are its host and its origin, both with the port', () => {
    expect(hostOf('https://relay.studio:81/x')).toBe('relay.studio:81')
    expect(originOf('https://relay.studio:81/x')).toBe('https://relay.studio:81')
  })

  it.each(['localhost', 'localhost:8787', 'http://localhost/x', '127.0.0.1', 'HTTP://127.0.0.1:80', '[::1]:8787', 'https://[::1]/'])(
    '%s is this computer',
    (address) => expect(isLocal(address)).toBe(true),
  )

  it.each(['localhost.evil.example', 'http://127.0.0.1.evil.example', 'https://evil.example/localhost', '192.168.1.7', ''])(
    '%j is another one',
    (address) => expect(isLocal(address)).toBe(false),
  )
})
