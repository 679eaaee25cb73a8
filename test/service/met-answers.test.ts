// Real answers of services and what each means: samples from public reports, and variations of them.

import { describe, expect, it } from 'vitest'
import { type Progress, readProgress, readSubmitted, saysMissing } from '../../src/core/service/comet.ts'
import { readAnswer } from '../../src/core/service/exact-json.ts'
import { readFailure } from '../../src/core/service/refusal.ts'
import type { Reply } from '../../src/core/service/reply.ts'

const json = (status: number, body: unknown): Reply => ({ status, type: 'application/json', text: JSON.stringify(body) })
const text = (status: number, raw: string): Reply => ({ status, type: 'application/json', text: raw })
const page = (status: number, title: string, body = ''): Reply => ({
  status,
  type: 'text/html; charset=UTF-8',
  text: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`,
})
const upstream = (status: number, inner: number): Reply =>
  json(status, {
    error: { code: 'bad_response_status_code', type: 'upstream_error', message: `bad response status code ${inner} (request id: 2026-ab)` },
  })
const poll = (body: unknown): Progress => readProgress(readAnswer(JSON.stringify(body)))

describe('a refusal of the gateway’s own account', () => {
  it.each([401, 403, 500, 502, 503])('is not the user’s key, under HTTP %i', (status) => {
    expect(readFailure(upstream(status, 401))).toMatchObject({ code: 'model-unavailable', charged: 'no' })
    expect(readFailure(upstream(status, 403))).toMatchObject({ code: 'model-unavailable', charged: 'no' })
  })

  it('is read by its own status where the message does not say the maker’s', () => {
    const silent = { error: { code: 'bad_response_status_code', type: 'upstream_error', message: 'openai_error' } }
    expect(readFailure(json(403, silent))).toMatchObject({ code: 'model-unavailable', charged: 'no' })
    expect(readFailure(json(429, silent))).toMatchObject({ code: 'rate-limited', charged: 'no' })
    expect(readFailure(json(500, silent))).toMatchObject({ code: 'service-error', charged: 'unknown' })
  })

  it('tells a busy maker, a refused request and a broken maker apart', () => {
    expect(readFailure(upstream(500, 429))).toMatchObject({ code: 'rate-limited', charged: 'no' })
    expect(readFailure(upstream(500, 422))).toMatchObject({ code: 'bad-request', charged: 'no' })
    expect(readFailure(upstream(500, 504))).toMatchObject({ code: 'service-error', charged: 'unknown' })
  })
})

describe('a refusal for the content', () => {
  it.each([
    [400, { error: { code: 'content_policy_violation', message: 'Your request was rejected.' } }],
    [400, { error: { code: 'moderation_blocked', type: 'image_generation_user_error' } }],
    [403, { error: { message: 'Rejected by the safety system.', type: 'invalid_request_error' } }],
    [422, { detail: 'The prompt was flagged as NSFW.' }],
    [451, { error: { code: 'content_filter' } }],
    [500, { error: { code: 'content_policy_violation' } }],
    [200, { error: { code: 'content_policy_violation', message: 'no' } }],
  ])('is moderation under HTTP %i: %j', (status, body) => {
    const reply = json(status, body)
    expect(status === 200 ? readSubmitted(reply) : readFailure(reply)).toMatchObject({ code: 'moderated-request' })
  })

  it('is told in the service’s own words, as one short line', () => {
    const { said } = readFailure(
      json(400, { error: { code: 'content_policy_violation', message: `  Derivative\nWorks\u0000 Filter ${'x'.repeat(400)}` } }),
    )
    expect(said).toMatch(/^Derivative Works Filter x+…$/)
    expect(Array.from(said ?? '').length).toBeLessThanOrEqual(160)
  })
})

describe('an error inside of a success', () => {
  it.each([
    [{ error: { code: 'invalid_api_key', message: 'Incorrect API key provided' } }, 'key-rejected'],
    [{ success: false, message: 'user quota is not enough' }, 'no-credit'],
    [{ code: 'insufficient_user_quota', message: '用户额度不足' }, 'no-credit'],
    [{ code: 'rate_limit_exceeded', message: 'slow down' }, 'rate-limited'],
    [{ error: 'model_not_found' }, 'model-unavailable'],
    [{ code: 401, message: 'Unauthorized' }, 'key-rejected'],
    [{ success: false, error: { message: 'permission denied for this model' } }, 'forbidden'],
    [{ code: 'invalid_request', message: 'steps is too large' }, 'bad-request'],
    [{ success: false, message: 'user quota is not enough', request_id: 'req-1' }, 'no-credit'],
    [{ success: 'false', message: 'user quota is not enough' }, 'no-credit'],
    [{ status: 'error', message: 'insufficient balance' }, 'no-credit'],
    [{ errors: [{ message: 'Invalid API key' }] }, 'key-rejected'],
    [{ errors: ['Invalid API key'] }, 'key-rejected'],
    [{ error_code: 401, error_msg: 'refused' }, 'key-rejected'],
    [{ error: { code: 401, message: 'refused' } }, 'key-rejected'],
    [{ status: 401, message: 'refused' }, 'key-rejected'],
    [{ detail: 'Unauthorized' }, 'key-rejected'],
    [{ code: -1, msg: '余额不足' }, 'no-credit'],
    [{ code: '429', msg: 'later' }, 'rate-limited'],
    [{ base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, 'no-credit'],
    [{ message: 'You exceeded your current quota' }, 'no-credit'],
  ])('is read by its words on a submit: %j', (body, code) => {
    expect(readSubmitted(json(200, body))).toMatchObject({ code, charged: 'no' })
  })

  it('may have been charged where its words prove nothing', () => {
    expect(readSubmitted(json(200, { success: false, message: 'oops' }))).toMatchObject({ code: 'service-error', charged: 'unknown' })
  })

  it('does not hide the id of a task that was accepted', () => {
    expect(readSubmitted(json(200, { id: 'abc-123456', error: { message: 'webhook could not be set' } }))).toEqual({ id: 'abc-123456' })
  })

  it.each([
    [{ error: { code: 'fail_to_fetch_task', message: 'upstream timed out' } }, 'service-error'],
    [{ success: false }, 'service-error'],
    [{ code: 'fail_to_fetch_task', message: '', data: null }, 'service-error'],
    [{ error: { code: 'invalid_api_key' } }, 'key-rejected'],
    [{ success: false, message: 'user quota is not enough' }, 'no-credit'],
    [{ status: 'error', error: { code: 'invalid_api_key', message: 'bad' } }, 'key-rejected'],
    [{ status: 'error', message: 'user quota is not enough' }, 'no-credit'],
    [{ errors: [{ message: 'Invalid API key' }] }, 'key-rejected'],
    [{ code: -1, msg: 'x' }, 'service-error'],
    [{ success: 'false' }, 'service-error'],
    [{ detail: 'Unauthorized' }, 'key-rejected'],
  ])('is an error of the poll, never work: %j', (body, code) => {
    expect(poll(body)).toMatchObject({ kind: 'error', failure: { code } })
  })

  it('that says the task is unknown is told as such', () => {
    expect(poll({ code: 'task_not_exist', message: 'task not found' })).toEqual({ kind: 'missing' })
    expect(poll({ error: { message: 'no such task' } })).toEqual({ kind: 'missing' })
    expect(poll({ status: 'error', message: 'task not found' })).toEqual({ kind: 'missing' })
    expect(poll({ status: 'FAILED', error: 'task does not exist' })).toEqual({ kind: 'missing' })
  })
})

describe('a proxy', () => {
  it.each([521, 522, 523, 525, 526, 530])('that never reached the service has charged nothing: %i', (status) => {
    expect(readFailure(page(status, `api.example.com | ${status}: Web server is down`))).toMatchObject({
      code: 'unreachable',
      charged: 'no',
    })
  })

  it.each([502, 504, 520, 524])('that may have reached it leaves the question open: %i', (status) => {
    expect(readFailure(page(status, 'Bad gateway'))).toMatchObject({ code: 'service-error', charged: 'unknown' })
  })
})

describe('a web page', () => {
  it.each([401, 403, 407, 429, 451, 511])('is not the service’s word under HTTP %i', (status) => {
    expect(readFailure(page(status, 'Just a moment...'))).toMatchObject({ code: 'web-page', charged: 'no', said: 'Just a moment...' })
    expect(readFailure(page(status, 'Company network – sign in'))).toMatchObject({ code: 'web-page', charged: 'no' })
  })

  it('of a challenge is one under any status', () => {
    for (const status of [200, 400, 404, 503])
      expect(readFailure(page(status, 'Attention Required!', '<div class="cf-chl-widget"></div>'))).toMatchObject({
        code: 'web-page',
        charged: 'no',
      })
  })

  it('of a gateway that does not know the path leads to the next spelling', () => {
    for (const status of [200, 404])
      expect(readFailure(page(status, 'CometAPI console'))).toMatchObject({ code: 'model-unavailable', charged: 'no' })
  })

  it('is told by its text where its type says something else', () => {
    for (const type of ['application/json', 'text/plain', ''])
      expect(readFailure({ status: 403, type, text: '\n<html><head><TITLE>Blocked &amp; logged</TITLE></head></html>' })).toMatchObject({
        code: 'web-page',
        said: 'Blocked & logged',
      })
  })

  it('without a title is told by its heading, or by nothing', () => {
    expect(readFailure({ status: 403, type: 'text/html', text: '<h1>403 <b>Forbidden</b></h1>' }).said).toBe('403 Forbidden')
    expect(readFailure({ status: 403, type: 'text/html', text: '' })).toMatchObject({ code: 'web-page' })
  })

  it('is told by the one line that proxies give in its place, and by pages without a head', () => {
    for (const said of ['error code: 1020', '<script>challenge()</script>', '<meta http-equiv="refresh" content="0">'])
      expect(readFailure({ status: 403, type: 'text/plain', text: said })).toMatchObject({ code: 'web-page', charged: 'no' })
  })

  it('never says that a task is unknown', () => {
    expect(saysMissing(page(404, 'Page not found'))).toBe(false)
  })
})

describe('the id of an accepted task', () => {
  it.each([
    [{ data: { taskId: 'abc123' } }, 'abc123'],
    [{ request_id: 'req-9' }, 'req-9'],
    [{ data: { request_id: 'req-9' } }, 'req-9'],
    [{ request_id: 'req-9', data: { task_id: 'task-1' } }, 'task-1'],
    [{ code: 'success', message: '', data: 'd6c1a0e2-task' }, 'd6c1a0e2-task'],
    [{ data: [{ task_id: 'first' }, { task_id: 'second' }] }, 'first'],
    [{ output: { task: { id: 'deep' } } }, 'deep'],
    [{ code: 200, result: { jobId: 'j-1' } }, 'j-1'],
    [{ polling_url: 'https://api.eu2.bfl.ai/v1/get_result?id=abc-77' }, 'abc-77'],
    [{ data: JSON.stringify({ task_id: 'inside-text' }) }, 'inside-text'],
    [{ id: 'with-null-error', error: null, success: true }, 'with-null-error'],
    [{ TaskID: 'abc' }, 'abc'],
    [{ 'task-id': 'abc' }, 'abc'],
    [{ prompt_id: 'p-1', number: 4 }, 'p-1'],
    [{ generation: { id: 'g1' } }, 'g1'],
    [{ data: { tasks: [{ id: 't1' }] } }, 't1'],
    [{ task: 'abc-123456' }, 'abc-123456'],
    [{ status_url: 'https://queue.example/model/requests/abc-1/status' }, 'abc-1'],
    [{ urls: { get: 'https://api.example/v1/predictions/p123' } }, 'p123'],
  ])('is found in %j', (body, id) => {
    expect(readSubmitted(json(200, body))).toEqual({ id })
  })

  it.each([
    ['{"data":{"task_id":1788888888888888881}}', '1788888888888888881'],
    ['{"id":12345678901234567890123}', '12345678901234567890123'],
    ['{"id": 9007199254740993, "note": "1788888888888888882"}', '9007199254740993'],
    ['{"data":"{\\"task_id\\":1788888888888888883}"}', '1788888888888888883'],
    ['{"id":120034}', '120034'],
  ])('keeps every digit: %s', (raw, id) => {
    expect(readSubmitted(text(200, raw))).toEqual({ id })
  })

  it('is no word that happens to stand where one could', () => {
    for (const body of [{ result: 'success' }, { task: 'text-to-image' }, { data: 'accepted' }])
      expect(readSubmitted(json(200, body))).toMatchObject({ code: 'service-error', charged: 'unknown' })
  })

  it('in a form nobody knows is no reason to send again unasked', () => {
    expect(readSubmitted(json(200, { ok: true, ticket: { number: 'x' } }))).toMatchObject({ code: 'service-error', charged: 'unknown' })
  })
})

describe('numbers of a service', () => {
  it('are exact, and strings are left alone', () => {
    expect(readAnswer('{"seed":18446744073709551615,"small":42,"share":0.12345678901234568,"text":"\\"18446744073709551615"}')).toEqual({
      seed: '18446744073709551615',
      small: 42,
      share: 0.12345678901234568,
      text: '"18446744073709551615',
    })
  })
})

describe('a finished picture', () => {
  const link = 'https://delivery.eu2.bfl.ai/a/sample.png?sig=1'
  const png = `iVBORw0KGgo${'A'.repeat(100)}`

  it.each([
    [{ code: 'success', data: { status: 'SUCCESS', data: JSON.stringify({ sample: link }) } }],
    [{ status: 'SUCCESS', result_url: link }],
    [{ status: 'completed', images: [{ url: link, width: 1024 }] }],
    [{ status: 'Ready', result: { pictures: { final: { address: link } } } }],
    [{ status: 'succeeded', output: [link], urls: { get: 'https://api.example.com/v1/predictions/1' } }],
    [{ status: 'Ready', result: { input_image: 'https://example.com/sent.png', finalImage: link } }],
    [{ status: 'COMPLETED', data: { data: { images: [link] } } }],
    [{ task_status: 'succeed', task_result: { images: [{ url: link }] } }],
    [{ images: [{ url: link }], seed: 7 }],
    [{ status: 'SUCCESSFUL', imageUrl: link }],
    [{ status: 'TASK_STATUS_SUCCEED', task_result: { images: [{ image_url: link }] } }],
    [{ state: 'finish', data: { resultJson: JSON.stringify({ resultUrls: [link] }) } }],
    [{ status: 'Ready', result: `![picture](${link})` }],
    [{ choices: [{ message: { content: `Here it is: ${link}` } }] }],
  ])('is found in %j', (body) => {
    expect(poll(body)).toMatchObject({ kind: 'ready', url: link })
  })

  it('is taken as bytes too', () => {
    expect(poll({ status: 'Ready', result: { sample: `data:image/png;base64,${png}` } })).toMatchObject({
      kind: 'ready',
      url: `data:image/png;base64,${png}`,
    })
    expect(poll({ status: 'completed', data: [{ b64_json: png }] })).toMatchObject({ kind: 'ready', url: `data:image/png;base64,${png}` })
  })

  it('is taken as bytes whose format is told by their head alone', () => {
    const avif = `AAAAIGZ0eXBhdmlm${'A'.repeat(100)}`
    expect(poll({ status: 'Ready', b64: avif })).toMatchObject({ kind: 'ready', url: `data:image/avif;base64,${avif}` })
  })

  it('is not what was sent, nor an address to ask', () => {
    expect(
      poll({ status: 'Ready', control_image: link, polling_url: link, webhook_url: link, urls: { get: link }, status_url: link }).kind,
    ).toBe('working')
    expect(poll({ id: 'x', status: 'Pending', result: { sample: link } }).kind).toBe('working')
  })
})

describe('moderation', () => {
  it.each([
    [
      { status: 'Content Moderated', details: { 'Moderation Reasons': ['Derivative Works Filter', 'Safety Filter'] } },
      'moderated-result',
      'Derivative Works Filter, Safety Filter',
    ],
    [
      { status: 'Request Moderated', details: { 'Moderation Reasons': ['Safety Filter'] }, result: null },
      'moderated-request',
      'Safety Filter',
    ],
    [
      { code: 'success', data: { status: 'FAILURE', fail_reason: 'Content Moderated: Safety Filter' } },
      'moderated-result',
      'Content Moderated: Safety Filter',
    ],
    [
      { status: 'Failed', error: { code: 'content_policy_violation', message: 'prompt rejected' } },
      'moderated-request',
      'content_policy_violation, prompt rejected',
    ],
    [{ status: 'failed', error: 'NSFW content detected in the output' }, 'moderated-result', 'NSFW content detected in the output'],
  ])('is told with its reasons: %j', (body, code, said) => {
    expect(poll(body)).toMatchObject({ kind: 'over', failure: { code, said } })
  })

  it.each([
    ['Prompt Moderated', 'moderated-request'],
    ['Moderation Blocked', 'moderated-result'],
    ['CONTENT_MODERATED', 'moderated-result'],
    ['NSFW', 'moderated-result'],
  ])('is told by its status alone: %s', (status, code) => {
    expect(poll({ status })).toMatchObject({ kind: 'over', failure: { code } })
  })

  it.each(['Moderating', 'Pending Moderation', 'Not Ready', 'Almost done', 'Rendering'])('is not over yet with %s', (status) => {
    expect(poll({ status })).toMatchObject({ kind: 'working' })
  })

  it('is no word that happens to stand in an ordinary failure', () => {
    expect(poll({ status: 'Error', details: 'CUDA out of memory' })).toMatchObject({
      kind: 'over',
      failure: { code: 'task-failed', said: 'CUDA out of memory' },
    })
  })
})

describe('a denial of a task', () => {
  it.each([
    [410, { error: 'gone' }],
    [400, { detail: 'Task expired' }],
    [404, { message: 'The task has been deleted' }],
    [404, '404 page not found'],
  ])('is told by HTTP %i %j', (status, body) => {
    expect(saysMissing(typeof body === 'string' ? text(status, body) : json(status, body))).toBe(true)
  })
})
