// The table of prepared states: complete, and in the plugin's own words.

import { describe, expect, it } from 'vitest'
import { failureCodes } from '../../src/core/failure/failure.ts'
import { findState, states } from '../../playground/states.ts'

const required = [
  'no-key',
  'ready',
  'polling',
  'comfy-router',
  'own-gpu',
  'moderated-request',
  'moderated-result',
  'expired',
  'delivery-blocked',
  'model-gone',
  'models-gone',
  'rate-limited',
  'busy',
  'doubted',
  'web-page',
  'unreachable',
  'not-allowed',
  'no-credit',
  'service-error',
  'answer-lost',
  'unfinished',
]

describe('the prepared states', () => {
  it.each(required)('know %s', (name) => {
    expect(findState(name)).toBeDefined()
  })

  it('have names of their own', () => {
    expect(new Set(states.map(({ name }) => name)).size).toBe(states.length)
  })

  it('run the plugin', () => {
    for (const { steps } of states) expect(steps).toContainEqual({ do: 'run' })
  })

  it('press Restyle only where a key is stored', () => {
    for (const { hasKey, steps } of states) expect(hasKey || steps.every((step) => step.do !== 'press')).toBe(true)
  })

  it('name failures as the plugin does, each with the answer about money', () => {
    for (const { job } of states) {
      if (job?.phase !== 'failed') continue
      expect(failureCodes).toContain(job.failure)
      expect(['no', 'yes', 'unknown']).toContain(job.charged)
    }
  })
})
