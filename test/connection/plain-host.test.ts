import { expect, it } from 'vitest'
import { readBaseUrl } from '../../src/core/service/base-url.ts'
import { plainHost } from '../../src/ui/connection/plain-host.ts'

it.each([
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  [' https://картины.example/v1/ ', 'https://xn--80aqeonm9d.example'],
  ['https://bücher.example:8443/team', 'https://xn--bcher-kva.example:8443/team'],
  ['https://api.cometapi.com:443', 'https://api.cometapi.com'],
  ['HTTPS://api.cometapi.com:443/flux/v1', 'https://api.cometapi.com'],
  ['https://relay.example:4430', 'https://relay.example:4430'],
  ['http://localhost:443', 'http://localhost:443'],
])('%s is kept as %s', (typed, kept) => {
  expect(readBaseUrl(plainHost(typed))).toBe(kept)
})

it.each(['bücher', 'https://', 'https://me:443@elsewhere.example', 'https://api.cometapi.com\\:443'])(
  '%s stays as it was typed',
  (typed) => {
    expect(plainHost(typed)).toBe(typed)
  },
)
