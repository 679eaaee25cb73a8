// Answers with the right content in an unusual form: types, statuses, wrappers and names that other vendors' hosts use.

import { describe, expect, it } from 'vitest'
import { bytesOfDataUrl } from '../../src/core/picture/data-url.ts'
import { readSubmitted } from '../../src/core/service/comet.ts'
import { readPoll } from '../../src/core/service/polling.ts'
import { cometapi } from '../../src/core/service/services/cometapi.ts'
import type { Reply } from '../../src/core/service/reply.ts'

const link = 'https://delivery.eu2.bfl.ai/a/sample.png?sig=1'
const typed = (type: string, text: string, status = 200): Reply => ({ status, type, text })
const json = (status: number, body: unknown): Reply => typed('application/json', JSON.stringify(body), status)
const done = { id: 'x', status: 'Ready', result: { sample: link } }

describe('JSON that is called HTML', () => {
  it('is the service’s answer: a second order would be paid', () => {
    expect(readSubmitted(typed('text/html; charset=utf-8', '{"id":"abc"}'))).toEqual({ id: 'abc' })
    expect(readPoll(typed('text/html', JSON.stringify(done)), null)).toMatchObject({ kind: 'ready', url: link })
  })

  it.each([
    [401, { error: { message: 'Invalid token' } }, 'key-rejected'],
    [402, { detail: 'no credit' }, 'no-credit'],
    [422, { detail: [{ msg: 'guidance' }] }, 'bad-request'],
  ])('is its refusal under %i', (status, body, code) => {
    expect(readSubmitted(typed('text/html', JSON.stringify(body), status))).toMatchObject({ code, charged: 'no' })
  })
})

describe('JSON with something around it', () => {
  it.each(['data: {"id":"abc"}\n\n', ')]}\',\n{"id":"abc"}', 'Warning: deprecated in x.php\n{"id":"abc"}\n'])('is read: %j', (text) => {
    expect(readSubmitted(typed('text/plain', text))).toEqual({ id: 'abc' })
  })

  it('is not looked for in a page', () => {
    expect(readSubmitted(typed('text/html', '<script>app = {"id":"abc"}</script>'))).toMatchObject({ code: 'model-unavailable' })
  })
})

describe('the id of a task', () => {
  it.each(['任务-17', 'a|b:1', 'tenant,17', '{6f1e-2c}', 'e'.repeat(400)])('may have any letters: %s', (id) => {
    expect(readSubmitted(json(200, { id }))).toEqual({ id })
  })

  it.each([
    { payload: { id: 'abc' } },
    { results: [{ id: 'abc' }] },
    { data: [{ taskUUID: 'abc' }] },
    { run_id: 'abc' },
    { ID: null, Id: '', id: 'abc' },
  ])('has other names: %j', (body) => {
    expect(readSubmitted(json(200, body))).toEqual({ id: 'abc' })
  })

  it.each([
    { status: 'Ready', result: { sample: link } },
    { created: 1, data: [{ url: link }] },
    { request_id: 'q-1', status: 'Ready', result: { sample: link } },
  ])('is the address of the picture where that came at once: %j', (body) => {
    expect(readSubmitted(json(200, body))).toEqual({ id: link })
    const route = cometapi.routes[0].read(json(200, body), 'flux-2-pro')
    expect(route).toMatchObject({ kind: 'finished', look: { kind: 'ready', url: link } })
  })

  it('stands above a picture that came along', () => {
    expect(readSubmitted(json(200, { id: 'abc', status: 'Ready', result: { sample: link } }))).toEqual({ id: 'abc' })
  })

  it('is not needed to hear that the order was refused for its content', () => {
    expect(readSubmitted(json(200, { status: 'Request Moderated', result: null }))).toMatchObject({ code: 'moderated-request' })
  })
})

describe('the end of a task', () => {
  it.each([
    { output: { task_status: 'FAILED', message: 'out of memory' }, request_id: 'q' },
    { result: { status: 'Failed', error: 'out of memory' } },
    { task: { status: 'FAILED', reason: 'out of memory' } },
    { data: [{ id: 'x', status: 'Failed', error: 'out of memory' }] },
    [{ id: 'x', status: 'aborted', error: 'out of memory' }],
    { id: 'x', status: 'rejected', error: 'out of memory' },
  ])('is found inside of any wrapper: %j', (body) => {
    expect(readPoll(json(200, body), null)).toMatchObject({ kind: 'over', failure: { code: 'task-failed', said: 'out of memory' } })
  })

  it('is the one inside, where the wrapper only says that its task has ended', () => {
    const held = { status: 'Content Moderated', result: null, details: { 'Moderation Reasons': ['Safety Filter'] } }
    expect(readPoll(json(200, { code: 'success', data: { status: 'SUCCESS', data: held } }), null)).toMatchObject({
      kind: 'over',
      failure: { code: 'moderated-result', said: 'Safety Filter' },
    })
    expect(readPoll(json(200, { status: 'SUCCESS', data: { status: 'Pending' } }), null)).toMatchObject({ kind: 'working' })
  })

  it('is moderation where its reasons are named so', () => {
    const body = { id: 'x', status: 'Failed', details: { 'Moderation Reasons': ['Derivative Works Filter'] } }
    expect(readPoll(json(200, body), null)).toMatchObject({ kind: 'over', failure: { code: 'moderated-result' } })
  })

  it('is believed under a status of failure, where it is beyond doubt', () => {
    expect(readPoll(json(500, done), null)).toMatchObject({ kind: 'ready', url: link })
    expect(readPoll(json(422, { id: 'x', status: 'Content Moderated' }), null)).toMatchObject({ failure: { code: 'moderated-result' } })
    expect(readPoll(json(500, { id: 'request-7', status: 'error', message: 'oops' }), null)).toMatchObject({ kind: 'fault' })
    expect(readPoll(typed('text/html', `<img src="${link}">`, 502), null)).toMatchObject({ kind: 'fault' })
  })

  it('has expired only once it has said so for a while', () => {
    expect(readPoll(json(200, { id: 'x', status: 'Expired' }), null)).toMatchObject({ kind: 'denial', failure: { code: 'expired' } })
  })
})

describe('a picture beside the address that was asked', () => {
  it.each(['/files/x.png', '/files/x.JPEG?sig=1', '//cdn.cometapi.com/files/x'])('is read: %s', (url) => {
    expect(readPoll(json(200, { status: 'Ready', result: { sample: url } }), null)).toMatchObject({ kind: 'ready', url })
  })

  it.each(['/v1/tasks/7', '//', '// a note', 'x.png', '/9j/4AAQSkZJRg.png is here'])('is none where it says %s', (url) => {
    expect(readPoll(json(200, { status: 'Ready', result: { sample: url } }), null)).toMatchObject({ kind: 'working' })
  })
})

describe('a picture that came along', () => {
  it.each(['data:application/octet-stream;base64,iVBORw0KGgo=', 'data:;base64,iVBORw0KGgo='])('may be called anything: %s', (url) => {
    expect(readPoll(json(200, { status: 'Ready', result: { sample: url } }), null)).toMatchObject({ kind: 'ready', url })
    expect([...(bytesOfDataUrl(url) ?? [])]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  })
})

describe('a picture of many megabytes inside the answer', () => {
  const large = 'A'.repeat(24_000_000)
  const exactSeed = '18446744073709551615'

  it.each([
    ['a data address', `data:image/png;base64,iVBORw0KGgo${large}`, 'data:image/png;base64,iVBORw0KGgo'],
    ['bare base64 of a PNG', `iVBORw0KGgo${large}`, 'data:image/png;base64,iVBORw0KGgo'],
    ['bare base64 of a JPEG', `/9j/${large}`, 'data:image/jpeg;base64,/9j/'],
  ])('is read: %s', (_, sample, begins) => {
    for (const text of [
      JSON.stringify({ id: 'x', status: 'Ready', result: { sample } }),
      // A number that needs care leads through all of the text.
      `{"id":"x","seed":${exactSeed},"status":"Ready","result":{"sample":"${sample}"}}`,
      JSON.stringify({ code: 'success', data: { status: 'SUCCESS', data: JSON.stringify({ sample }) } }),
    ]) {
      const read = readPoll(typed('application/json', text), null)
      const url = read.kind === 'ready' ? read.url : ''
      expect([read.kind, url.startsWith(begins), url.endsWith(large)]).toEqual(['ready', true, true])
    }
  })

  it('becomes its bytes', () => {
    expect(bytesOfDataUrl(`data:image/png;base64,${large}`)).toHaveLength(18_000_000)
  })
})

describe('an answer that no service gives', () => {
  const nested = (open: string, close: string): string => `${open.repeat(100_000)}1${close.repeat(100_000)}`

  it.each([
    ['a quote that nothing closes', `{"id":1788888888888888881,"${'\\"'.repeat(500_000)}`],
    ['braces that nothing closes', '{'.repeat(1_000_000)],
    ['lists in lists', nested('[', ']')],
    ['objects in objects', nested('{"a":', '}')],
    ['a picture nested too deep', `{"status":"Ready","result":${nested('[', ']')}}`],
    ['a picture that is never named', JSON.stringify({ status: 'Ready', result: '!['.repeat(200_000) })],
    ['a status without end', JSON.stringify({ status: 'x'.repeat(5_000_000) })],
  ])('is answered at once: %s', (_, text) => {
    const answer = typed('application/json', text)
    const read = readPoll(answer, null)
    expect(['working', 'fault']).toContain(read.kind)
    expect(JSON.stringify(read).length).toBeLessThan(1000)
    expect(readSubmitted(answer)).toMatchObject({ code: 'service-error', charged: 'unknown' })
    expect(JSON.stringify(cometapi.readAsked({ ...answer }, { model: 'm', id: 'x' })).length).toBeLessThan(1000)
  })
})
