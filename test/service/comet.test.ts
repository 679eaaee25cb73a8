import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Progress, readProgress, readSubmitted, resultUrl, saysMissing, submitUrl } from '../../src/core/service/comet.ts'
import { readFailure } from '../../src/core/service/refusal.ts'
import { failureCodes } from '../../src/core/failure/failure.ts'
import { readJson } from '../../src/core/base/read.ts'
import { answerNamed, answersIn } from '../support/answers.ts'
import { runs } from '../support/runs.ts'

const uuid = '5f9b1c0e-8d34-4a8f-9a9e-2c1d4f6b7a10'
const token = 'rvx4k9m2p8s1t6w3z5b7c9d0fg'
const sample = 'https://delivery.eu2.bfl.ai/durable/2026/11/22/sample.jpeg?se=2026-11-22T10%3A10%3A00Z&sig=abc'

describe('addresses', () => {
  it('are built from the base URL, for the relay as for the service', () => {
    expect(submitUrl('https://api.cometapi.com', 'flux-pro-1.0-depth')).toBe('https://api.cometapi.com/flux/v1/flux-pro-1.0-depth')
    expect(resultUrl('http://localhost:8787/team', 'a b&c')).toBe('http://localhost:8787/team/flux/v1/get_result?id=a%20b%26c')
  })
})

describe('the answer to a POST', () => {
  const answers = answersIn('submitted')
  const expected: Readonly<Record<string, { id: string } | { code: string; charged: string }>> = {
    'maker, with a polling address': { id: uuid },
    'maker, with costs': { id: uuid },
    'user guide, with a status': { id: token },
    'twin service, with empty costs': { id: token },
    'task_id instead of id': { id: uuid },
    wrapped: { id: uuid },
    'id that is a number': { id: '120034' },
    'JSON told as text': { id: uuid },
    'without an id': { code: 'service-error', charged: 'unknown' },
    'empty id': { code: 'service-error', charged: 'unknown' },
    'error with a success code': { code: 'model-unavailable', charged: 'no' },
    nonsense: { code: 'service-error', charged: 'unknown' },
    nothing: { code: 'service-error', charged: 'unknown' },
  }

  it('is expected for every stored one', () => expect(Object.keys(expected)).toEqual([...answers.keys()]))

  it.each(Object.entries(expected))('reads "%s"', (name, read) => {
    expect(readSubmitted(answerNamed(answers, name))).toMatchObject(read)
  })
})

describe('a refusal', () => {
  const answers = answersIn('refusals')
  const expected: Readonly<Record<string, string>> = {
    '400 malformed, maker': 'bad-request',
    '400 validation': 'bad-request',
    '401 bad key': 'key-rejected',
    '401 exhausted token, English': 'no-credit',
    '401 exhausted token, Chinese': 'no-credit',
    '401 empty': 'key-rejected',
    '402 no credits': 'no-credit',
    '403 key lacks access': 'forbidden',
    '403 no quota, relay route': 'no-credit',
    '403 no quota, task route': 'no-credit',
    '403 model not allowed for the token': 'forbidden',
    '403 address not allowed': 'forbidden',
    '404 JSON': 'model-unavailable',
    '404 HTML': 'model-unavailable',
    '404 maker, no such path': 'model-unavailable',
    '404 maker, model named': 'model-unavailable',
    '410': 'model-unavailable',
    '200 HTML of the web app': 'model-unavailable',
    '200 HTML told as JSON': 'model-unavailable',
    'redirect that was not followed': 'model-unavailable',
    '405': 'model-unavailable',
    '413 from a proxy': 'too-large',
    '422 list of details': 'bad-request',
    '422 one detail': 'bad-request',
    '429 too many tasks': 'rate-limited',
    '429 upstream saturated': 'rate-limited',
    '429 no balance': 'no-credit',
    '408': 'service-error',
    '418 unheard of': 'bad-request',
    '500': 'service-error',
    '500 invalid_request': 'bad-request',
    '500 told as code and message': 'service-error',
    '502 HTML of a gateway': 'service-error',
    '503': 'service-error',
    '503 model_not_found': 'model-unavailable',
    '503 model_not_found, task route': 'model-unavailable',
    '503 no channel, Chinese': 'model-unavailable',
    '504': 'service-error',
    '524 of a front proxy': 'service-error',
  }
  const byName = (a: string, b: string): number => (a < b ? -1 : 1)

  it('is expected for every stored one', () => expect(Object.keys(expected).sort(byName)).toEqual([...answers.keys()].sort(byName)))

  it.each(Object.entries(expected))('reads "%s" as %s', (name, code) => {
    const charged = code === 'service-error' ? 'unknown' : 'no'
    expect(readFailure(answerNamed(answers, name))).toMatchObject({ code, charged })
    expect(readSubmitted(answerNamed(answers, name))).toMatchObject({ code, charged })
  })

  it('tells an engineer status, code and request id, and nothing the service quotes', () => {
    expect(readFailure(answerNamed(answers, '503 model_not_found')).detail).toBe('HTTP 503, model_not_found, request id 20260912abcdef-77')
    expect(readFailure(answerNamed(answers, '404 HTML')).detail).toBe('HTTP 404, HTML')
    for (const [, reply] of answers) expect(readFailure(reply).detail).not.toMatch(/secret|prompt|<|quota is/i)
  })

  it('is one of the list for any answer whatever', () => {
    const json = fc.jsonValue().map((value) => JSON.stringify(value))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 599 }),
        fc.oneof(json, fc.string()),
        fc.constantFrom('application/json', 'text/html', ''),
        (status, text, type) => {
          const reply = { status, type, text }
          expect(failureCodes).toContain(readFailure(reply).code)
          const read = readSubmitted(reply)
          expect('id' in read ? read.id !== '' : failureCodes.includes(read.code)).toBe(true)
          saysMissing(reply)
        },
      ),
      runs(),
    )
  })
})

describe('the answer to a question', () => {
  const answers = answersIn('progress')
  const working = (status: string, progress: number | null = null): object => ({ kind: 'working', status, progress })
  const over = (code: string): object => ({ kind: 'over', failure: { code, charged: 'unknown' } })
  const expected: Readonly<Record<string, object>> = {
    'plain: Pending': working('Pending'),
    'plain: Reasoning': working('Reasoning', 0.1),
    'plain: Generating': working('Generating', 0.6),
    'plain: Queued, unheard of': working('Warming Up'),
    'plain: progress in percent': working('Pending', 0.45),
    'plain: Ready': { kind: 'ready', url: sample, seconds: 6.4 },
    'plain: Ready without a duration': { kind: 'ready', url: sample, seconds: null },
    'plain: Ready without a link yet': working('Ready', 1),
    'plain: Request Moderated': over('moderated-request'),
    'plain: Content Moderated': over('moderated-result'),
    'plain: Error': over('task-failed'),
    'plain: Failed': over('task-failed'),
    'plain: Task not found with 200': { kind: 'missing' },
    'replicate: starting': working('starting'),
    'replicate: processing': working('processing'),
    'replicate: succeeded, one address': { kind: 'ready', url: sample, seconds: null },
    'replicate: succeeded, a list': { kind: 'ready', url: sample, seconds: null },
    'replicate: failed for moderation': over('moderated-result'),
    'replicate: canceled': over('task-failed'),
    'wrapped: NOT_START': working('NOT_START', 0),
    'wrapped: IN_PROGRESS': working('IN_PROGRESS', 0.3),
    'wrapped: SUCCESS': { kind: 'ready', url: sample, seconds: null },
    "wrapped: SUCCESS around the maker's answer": { kind: 'ready', url: sample, seconds: null },
    'wrapped: FAILURE': over('task-failed'),
    'wrapped: FAILED': over('task-failed'),
    'wrapped: FAILURE, request moderated': over('moderated-request'),
    'wrapped: FAILURE, content moderated': over('moderated-result'),
    'wrapped: task unknown with 200': { kind: 'missing' },
    'empty object': working(''),
    'a list': working(''),
  }

  it('is expected for every stored one', () => expect(Object.keys(expected)).toEqual([...answers.keys()]))

  it.each(Object.entries(expected))('reads "%s"', (name, read) => {
    expect(readProgress(readJson(answerNamed(answers, name).text))).toMatchObject(read)
  })

  it.each(['ready', 'READY', 'Ready ', 'task_not_found', 'Task-Not-Found', 'content_moderated', 'REQUEST MODERATED', 'FAILED'])(
    'does not mind how %j is written',
    (status) => {
      expect(readProgress({ status, result: { sample } }).kind).not.toBe('working')
    },
  )

  it('takes only web addresses and pictures for a link', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html;base64,AA', 'file:///etc/passwd', '/relative', ''])
      expect(readProgress({ status: 'Ready', result: { sample: link } }).kind).toBe('working')
  })

  it('counts any word it does not know as work, with progress between nothing and all', () => {
    const known = /ready|succe|complete|done|finished|moderated|error|fail|cancel|not\s*found/i
    fc.assert(
      fc.property(
        fc.string().filter((word) => !known.test(word)),
        fc.anything(),
        (status, progress) => {
          const read = readProgress({ status, progress, result: null })
          expect(read).toMatchObject({ kind: 'working', status })
          if (read.kind === 'working' && read.progress !== null) expect(Math.min(1, Math.max(0, read.progress))).toBe(read.progress)
        },
      ),
      runs(),
    )
  })

  it('is of a known kind for any body whatever', () => {
    // A record, so that a new kind has to be added here.
    const kinds: Record<Progress['kind'], true> = { working: true, ready: true, missing: true, error: true, over: true }
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(Object.keys(kinds)).toContain(readProgress(body).kind)
      }),
      runs(),
    )
  })
})

describe('an unknown task', () => {
  const answers = answersIn('unknown-tasks')

  it.each([
    ['404 with a detail', true],
    ['404 with a status', true],
    ['400 of the task route', true],
    ['404 of a wrong path', false],
    ['404 without words', false],
    ['400 of a validation', false],
    ['503 that speaks of a missing task', false],
  ])('is told by "%s": %s', (name, isMissing) => {
    expect(saysMissing(answerNamed(answers, name))).toBe(isMissing)
  })
})
