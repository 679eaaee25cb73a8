import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanKey } from '../../src/core/connection/clean-key.ts'

const key = 'sk-Ab12_cd-34'

describe('a pasted key', () => {
  it.each([
    ['as it is', key],
    ['with spaces and line breaks around it', `  ${key}\r\n`],
    ['as a header', `Authorization: Bearer ${key}`],
    ['with Bearer', `Bearer ${key}`],
    ['with bearer in small letters', `bearer   ${key}`],
    ['in quotes', `"${key}"`],
    ['in curly quotes', `“${key}”`],
    ['in backticks', `\`${key}\``],
    ['in angle brackets', `<${key}>`],
    ['out of a shell', `COMETAPI_API_KEY=${key}`],
    ['out of a shell, exported and quoted', `export COMETAPI_API_KEY="${key}";`],
    ['out of PowerShell', `$env:COMETAPI_API_KEY = '${key}'`],
    ['out of JSON', `"api_key": "${key}",`],
    ['out of JSON, in camel case', `"apiKey":"${key}"`],
    ['out of YAML', `token: ${key}`],
    ['as another service wants it', `x-api-key: ${key}`],
    ['with a name of its own', `name=${key}`.replace('name', 'MY_TOKEN')],
    ['as fal writes it', `Key ${key}`],
    ['out of a curl command', `curl -H "Authorization: Bearer ${key}" https://api.example.com`],
    ['with a byte order mark and a zero-width space', `\ufeff${key}\u200b`],
    ['with a soft hyphen and a no-break space', `\u00a0${key}\u00ad`],
    ['in wide letters of an input method', 'ｓｋ－Ab12_cd-34'],
    ['with a comma behind it', `${key},`],
  ])('is cleaned %s', (_, typed) => {
    expect(cleanKey(typed)).toBe(key)
  })

  it('that holds a colon or ends in equals signs is left alone', () => {
    expect(cleanKey('3f2a-11:0c9d8e')).toBe('3f2a-11:0c9d8e')
    expect(cleanKey('YWJjZGVm==')).toBe('YWJjZGVm==')
  })

  it('that is clean is never changed', () => {
    const letters = fc.stringMatching(/^sk-[A-Za-z0-9_-]{4,60}$/)
    fc.assert(
      fc.property(letters, (plain) => {
        expect(cleanKey(plain)).toBe(plain)
      }),
    )
  })

  it('is the same when it is cleaned twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(cleanKey(cleanKey(typed))).toBe(cleanKey(typed))
      }),
    )
  })
})
