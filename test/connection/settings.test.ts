import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../src/core/connection/settings.ts'
import { readBaseUrl } from '../../src/core/service/base-url.ts'
import { serviceUrl } from '../../src/core/service/account.ts'
import { runs } from '../support/runs.ts'

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
    [{ key: '"Bearer sk-1"' }, { key: 'sk-1' }],
    [{ key: '""' }, { key: '""' }],
    [{ key: 'of no use' }, { key: 'of no use' }],
    [{ baseUrl: `${serviceUrl}/v1/chat/completions` }, { baseUrl: serviceUrl }],
    [{ parallel: 99 }, { parallel: 6 }],
    [{ parallel: 0 }, { parallel: 1 }],
    [{ size: { width: 10, height: 99_999 } }, { size: { width: 300, height: 1200 } }],
    [{ rung: 'pigeon' }, { rung: 'direct' }],
    [{ choices: { variants: 40, seed: -1, looks: { building: 1, poem: 'x' } } }, { choices: { variants: 8, seed: null, looks: {} } }],
  ])('%o are brought within bounds', (stored, read) => {
    expect(readSettings({ version: 1, ...stored })).toMatchObject(read)
  })

  it('keep the spelling of a model that worked, and none that no model has', () => {
    const paths = { 'flux-depth-pro': 'flux-pro-1.0-depth', 'flux-2-pro': 'somewhere/else', 'no-model': 'x', 7: 8 }
    expect(readSettings({ version: 1, paths }).paths).toEqual({ 'flux-depth-pro': 'flux-pro-1.0-depth' })
    expect(readSettings({ version: 1 })).not.toHaveProperty('paths')
    expect(readSettings({ version: 1, paths: 'flux' })).not.toHaveProperty('paths')
  })

  it('keep from where on a picture has kept too little, where somebody chose', () => {
    const limits = [undefined, 'much', 0, 95.4, 140].map((keptLimit) => readSettings({ keptLimit }).keptLimit)
    expect(limits).toEqual([undefined, undefined, 0, 95, 100])
  })

  it('never throw, and always hold a base URL that can be used', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (choices, baseUrl) => {
        const { baseUrl: read } = readSettings({ version: 1, choices, baseUrl })
        expect(readBaseUrl(read)).toBe(read)
      }),
      runs(),
    )
  })

  it('begin with the address of the team whose build it is, and keep another that was typed', () => {
    const build = { baseUrl: 'https://relay.example.com', isPublished: false }
    expect(readSettings(undefined, build).baseUrl).toBe('https://relay.example.com')
    expect(readSettings({ version: 1, baseUrl: 'https://other.example' }, build).baseUrl).toBe('https://other.example')
  })

  it('of a published build keep to its address, whatever another build kept', () => {
    const stored = { version: 1, baseUrl: 'https://relay.example.com' }
    expect(readSettings(stored, { baseUrl: null, isPublished: true }).baseUrl).toBe(serviceUrl)
    expect(readSettings(stored, { baseUrl: 'https://own.example', isPublished: true }).baseUrl).toBe('https://own.example')
  })
})
