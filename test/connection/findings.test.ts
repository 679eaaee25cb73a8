import { describe, expect, it } from 'vitest'
import * as findings from '../../src/core/connection/findings.ts'

describe('a refusal of the key', () => {
  it('names no billing page when it is not known whose account it is', () => {
    expect(findings.keyRefused('no-credit', 'https://relay.studio')).toMatchObject({
      next: 'Fill it up, or ask whoever runs relay.studio.',
      remedy: null,
    })
  })
})
