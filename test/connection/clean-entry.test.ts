import { describe, expect, it } from 'vitest'
import { cleanEntry } from '../../src/core/connection/clean-entry.ts'

const home = 'https://api.cometapi.com'
const cut = 'The key is kept without what was copied along.'

describe('an entry', () => {
  it.each([
    ['sk-1', home, { key: 'sk-1', baseUrl: home }, null, null],
    [' sk-1\n', ` ${home}/ `, { key: 'sk-1', baseUrl: home }, null, null],
    ['Bearer sk-1', `${home}/v1`, { key: 'sk-1', baseUrl: home }, cut, `Kept as ${home}: the plugin adds the rest itself.`],
    ['\u200bsk-1', 'nowhere', { key: 'sk-1', baseUrl: 'nowhere' }, cut, null],
    ['', home, { key: '', baseUrl: home }, null, null],
  ])('of %o at %o is cleaned, and what was cut is said', (key, baseUrl, entry, keyNote, baseUrlNote) => {
    expect(cleanEntry({ key, baseUrl })).toEqual({ entry, keyNote, baseUrlNote })
  })
})
