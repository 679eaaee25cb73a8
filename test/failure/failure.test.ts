import { describe, expect, it } from 'vitest'
import { PluginError, endsTask, fail, failure, failureCodes, afterAcceptance, toFailure } from '../../src/core/failure/failure.ts'

function chargedIs(answer: string): readonly string[] {
  return failureCodes.filter((code) => failure(code, '').charged === answer)
}

describe('a failure', () => {
  it('answers "was I charged?" as the design lists it', () => {
    expect(chargedIs('yes')).toEqual(['expired', 'delivery-blocked', 'bad-picture', 'insert-failed'])
    expect(chargedIs('unknown')).toEqual([
      'service-error',
      'maybe-submitted',
      'moderated-request',
      'moderated-result',
      'task-failed',
      'still-waiting',
    ])
  })

  it('takes the answer of a caller who knows better', () => {
    expect(failure('unreachable', 'x', 'unknown')).toEqual({ code: 'unreachable', charged: 'unknown', detail: 'x' })
  })

  it('may have been charged once the service holds the task', () => {
    for (const code of failureCodes) expect(afterAcceptance(failure(code, '')).charged).not.toBe('no')
    const paid = failure('expired', '')
    expect(afterAcceptance(paid)).toBe(paid)
  })

  it('is thrown as an error that carries it, and comes back whole', () => {
    expect(() => fail('bad-request', 'HTTP 422')).toThrow(new PluginError(failure('bad-request', 'HTTP 422')))
    const failed = failure('expired', 'gone')
    expect(toFailure(new PluginError(failed))).toBe(failed)
  })

  it.each([
    [new TypeError('x is not a function'), 'TypeError: x is not a function'],
    ['a string', 'a string'],
    [undefined, 'undefined'],
    [{ code: 'expired' }, '[object Object]'],
  ])('is internal where %s was thrown', (thrown, detail) => {
    expect(toFailure(thrown)).toEqual({ code: 'internal', charged: 'no', detail })
  })
})

describe('the record of a failed task', () => {
  it('may go when nothing can be fetched any more', () => {
    const ended = failureCodes.filter((code) => endsTask(failure(code, ''), 'old'))
    expect(ended).toEqual(['moderated-request', 'moderated-result', 'task-failed', 'expired'])
  })

  it('stays as long as the service may still hold the picture, whatever it said', () => {
    const ended = failureCodes.filter((code) => endsTask(failure(code, ''), 'fresh'))
    expect(ended).toEqual(['moderated-request', 'moderated-result', 'task-failed'])
  })

  it('may go before acceptance only when surely nothing was charged', () => {
    for (const code of failureCodes) {
      const failed = failure(code, '')
      expect(endsTask(failed, 'nothing')).toBe(failed.charged === 'no' || endsTask(failed, 'old'))
    }
    expect(endsTask(failure('maybe-submitted', ''), 'nothing')).toBe(false)
    expect(endsTask(failure('service-error', ''), 'nothing')).toBe(false)
  })
})
