import { describe, expect, it } from 'vitest'
import { failure, failureCodes } from '../../src/core/failure/failure.ts'
import { noteText } from '../../src/core/failure/note.ts'
import { type Step, chargeText, failureText, mayPayTwice, payTwiceText, stepLabel, stepsFor } from '../../src/core/failure/words.ts'
import { unfitText } from '../../src/core/selection/words.ts'
import { readFailure } from '../../src/core/service/refusal.ts'

function everyText(): readonly string[] {
  return [
    ...failureCodes.flatMap((code) => [failureText(failure(code, '')).sentence, chargeText(failure(code, ''))]),
    ...Object.values(stepLabel),
    ...Object.values(noteText),
    ...Object.values(unfitText),
    payTwiceText,
  ]
}

describe('the words for a failure', () => {
  it.each(failureCodes)('"%s" are sentences and a next step', (code) => {
    const { sentence, steps } = failureText(failure(code, ''))
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence.length).toBeLessThanOrEqual(90)
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) expect(stepLabel[step]).toMatch(/^[A-Z]/)
  })

  it.each(failureCodes)('"%s" answer whether it was charged', (code) => {
    for (const charged of ['no', 'yes', 'unknown'] as const) expect(chargeText(failure(code, '', charged))).toMatch(/charged.*\.$/i)
  })

  it('offer the step that the design names first', () => {
    const first: Readonly<Record<string, Step>> = {
      'key-missing': 'open-settings',
      'key-rejected': 'open-settings',
      'no-credit': 'open-billing',
      forbidden: 'open-settings',
      'model-unavailable': 'switch-model',
      'web-page': 'retry',
      'bad-request': 'copy-details',
      'too-large': 'send-smaller',
      'rate-limited': 'retry',
      'service-error': 'retry',
      'maybe-submitted': 'send-again',
      'moderated-request': 'edit-prompt',
      'moderated-result': 'new-seed',
      'task-failed': 'retry',
      expired: 'restyle-again',
      'still-waiting': 'check-again',
      unreachable: 'check-again',
      'not-allowed-by-manifest': 'copy-details',
      'delivery-blocked': 'open-picture',
      'bad-picture': 'check-again',
      'export-failed': 'show',
      'unfit-source': 'show',
      'insert-failed': 'check-again',
      internal: 'copy-details',
    }
    expect(Object.fromEntries(failureCodes.map((code) => [code, failureText(failure(code, '')).steps[0]]))).toEqual(first)
  })

  it.each(failureCodes)('"%s" quote what a relay says as a sentence of its own', (code) => {
    const told = { ...failure(code, '', 'unknown'), said: 'The relay is gone.', isTold: true } as const
    expect(failureText(told).sentence).toContain('. The service says: “The relay is gone.”')
  })

  it('tell what the relay itself refused from what it passes on', () => {
    const read = (type: string) => {
      const error = { code: 'rate-limited', message: 'Wait a minute.', type }
      return failureText(readFailure({ status: 429, type: 'application/json', text: JSON.stringify({ error, charged: 'no' }) })).sentence
    }
    expect([read('too_many_requests'), read('service'), read('upstream_lost')]).toEqual([
      expect.stringContaining('Your relay says: “Wait a minute.”'),
      expect.stringContaining('The service says: “Wait a minute.”'),
      expect.stringContaining('The service says: “Wait a minute.”'),
    ])
  })

  it('say of a team’s budget what the relay says, and nothing of an account', () => {
    const said = 'The budget of this team token, 5 pictures a day, is used up. It renews on 2026-12-01 00:00 UTC. Nothing was sent.'
    const told = { ...failure('no-credit', '', 'no'), said, isTold: true, isFromRelay: true } as const
    expect(failureText(told).sentence).toBe(said)
  })

  it('never shout, blame or apologise', () => {
    for (const text of everyText()) {
      expect(text).not.toContain('!')
      expect(text).not.toMatch(/oops|sorry|please|invalid|you (must|failed)/i)
    }
  })

  it('say that it may cost twice wherever a step sends again what may have been paid', () => {
    expect(mayPayTwice(failure('maybe-submitted', ''), 'send-again')).toBe(true)
    expect(mayPayTwice(failure('service-error', ''), 'retry')).toBe(true)
    expect(mayPayTwice(failure('expired', ''), 'restyle-again')).toBe(true)
    expect(mayPayTwice(failure('maybe-submitted', ''), 'remove')).toBe(false)
    expect(mayPayTwice(failure('still-waiting', ''), 'check-again')).toBe(false)
    expect(mayPayTwice(failure('key-rejected', ''), 'retry')).toBe(false)
  })
})

describe('the buttons of a failed job', () => {
  it('ask again for what the service holds, and never send it again', () => {
    expect(stepsFor(failure('internal', ''), 'fresh')).toEqual(['check-again', 'copy-details'])
    expect(stepsFor(failure('key-rejected', ''), 'fresh')).toEqual(['open-settings', 'check-again', 'copy-details'])
  })

  it('ask again for a picture that the service may still hold, even if it said that it does not', () => {
    expect(stepsFor(failure('expired', ''), 'fresh')).toEqual(['check-again', 'restyle-again', 'remove', 'copy-details'])
    expect(stepsFor(failure('expired', ''), 'old')).toEqual(['restyle-again', 'remove', 'copy-details'])
  })

  it('offers no relay in a published build, which could not reach one', () => {
    const blocked = failure('delivery-blocked', '')
    expect(stepsFor(blocked, 'fresh', { baseUrl: null, isPublished: false })).toContain('use-relay')
    expect(stepsFor(blocked, 'fresh', { baseUrl: null, isPublished: true })).toEqual(['open-picture', 'check-again', 'copy-details'])
  })

  it('send again where nothing was sent', () => {
    expect(stepsFor(failure('unreachable', ''), 'nothing')).toEqual(['retry', 'copy-details'])
    expect(stepsFor(failure('unreachable', ''), 'fresh')).toEqual(['check-again', 'copy-details'])
  })

  it('send again where the service held nothing, or has nothing to give', () => {
    expect(stepsFor(failure('internal', ''), 'nothing')).toEqual(['copy-details', 'retry'])
    expect(stepsFor(failure('task-failed', ''), 'fresh')).toEqual(['retry', 'copy-details'])
  })
})
