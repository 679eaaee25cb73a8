import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostOf, readBaseUrl, readSettings, serviceUrl } from '../../src/core/connection/settings.ts'

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

  it('that was read is read again as itself, and is an address on the host that is told', () => {
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
      { numRuns: 2000 },
    )
  })
})

describe('stored settings', () => {
  const initial = readSettings(undefined)

  it('begin with the service, no key, one variant and three at a time', () => {
    expect(initial).toMatchObject({
      version: 1,
      key: '',
      baseUrl: serviceUrl,
      parallel: 3,
      rung: 'direct',
      size: { width: 360, height: 680 },
    })
    expect(initial.choices).toMatchObject({ variants: 1, seed: null, words: '' })
  })

  it('come back as they were', () => {
    const kept = {
      ...initial,
      key: 'sk-1',
      baseUrl: 'http://localhost:8787',
      choices: {
        modelId: 'm',
        values: { m: { steps: 20 } },
        looks: { building: 'timber' },
        light: 'dusk',
        words: 'w',
        variants: 4,
        seed: 7,
        keepsTexts: { interface: false },
        keepsVectors: true,
      },
      size: { width: 400, height: 700 },
      parallel: 2,
      rung: 'sandbox',
    }
    expect(readSettings(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  })

  it.each([
    ['of another version', { version: 2, key: 'sk-1' }],
    ['that are no record', 'settings'],
    ['that are a list', [1]],
  ])('%s are the initial ones', (_, stored) => {
    expect(readSettings(stored)).toEqual(initial)
  })

  it.each([
    [{ baseUrl: 'http://evil.example' }, { baseUrl: serviceUrl }],
    [{ key: '  sk-1\n' }, { key: 'sk-1' }],
    [{ parallel: 99 }, { parallel: 6 }],
    [{ parallel: 0 }, { parallel: 1 }],
    [{ size: { width: 10, height: 99_999 } }, { size: { width: 300, height: 1200 } }],
    [{ rung: 'pigeon' }, { rung: 'direct' }],
    [{ choices: { variants: 40, seed: -1, looks: { building: 1, poem: 'x' } } }, { choices: { variants: 8, seed: null, looks: {} } }],
  ])('%o are brought within bounds', (stored, read) => {
    expect(readSettings({ version: 1, ...stored })).toMatchObject(read)
  })

  it('never throw, and always hold a base URL that can be used', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (choices, baseUrl) => {
        const { baseUrl: read } = readSettings({ version: 1, choices, baseUrl })
        expect(readBaseUrl(read)).toBe(read)
      }),
    )
  })
})
