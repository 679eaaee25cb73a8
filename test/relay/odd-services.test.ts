// Services that compress their answers although asked not to, and odd headers, over real connections.

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cometapi } from '../../src/core/service/services/cometapi.ts'
import { comfyRouter } from '../../src/core/service/services/comfy-router.ts'
import { fal } from '../../src/core/service/services/fal.ts'
import { replicate } from '../../src/core/service/services/replicate.ts'
import { safeRetryAfter } from '../../relay/answer-head.ts'
import { type RunningRelay, type Scripted, startScripted, startTestRelay } from './sockets.ts'
import { post } from './support.ts'

let relay: RunningRelay
let service: Scripted
let answer: { readonly encoding: string; readonly bytes: Uint8Array }

beforeAll(async () => {
  service = await startScripted((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': answer.encoding }).end(answer.bytes)
  })
  relay = await startTestRelay({ UPSTREAM_URL: service.url })
})

afterAll(async () => {
  await relay.close()
  await service.close()
})

const text = '{"id":"task-1"}'

it.each([
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['GZIP', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
  ['utf-8', Buffer.from(text)],
  ['constructor', Buffer.from(text)],
])('an order whose answer comes packed as %s is no lost one', async (encoding, bytes) => {
  answer = { encoding, bytes }
  const told = await fetch(`${relay.url}/flux/v1/flux-2-pro`, post())
  expect([told.status, await told.json()]).toEqual([200, { id: 'task-1' }])
})

it.each(['__proto__', 'constructor', 'toString', 'a_new_one'])('an error that is called %s is one that nobody knows', (type) => {
  const refused = { status: 400, type: 'application/json', text: '{}', errorType: type }
  expect(comfyRouter.routes[0].read(refused, 'm')).toMatchObject({
    kind: 'refused',
    failure: { code: 'service-error', charged: 'unknown' },
  })
})

it.each([
  [cometapi, { id: 'a', status: 'Ready', result: null }],
  [replicate, { id: 'a', status: 'succeeded', output: null }],
  [replicate, { id: 'a', status: 'Completed' }],
])('a task that is ready without a picture is still at work', (service, body) => {
  const answer = { status: 200, type: 'application/json', text: JSON.stringify(body) }
  expect(service.readAsked(answer, { model: 'm', id: 'a' })).toMatchObject({ kind: 'working', status: 'Generating' })
})

it.each([
  [comfyRouter, '{"request_id":1788888888888888881}'],
  [fal, '{"request_id":1788888888888888881}'],
  [replicate, '{"id":1788888888888888881}'],
])('an order whose id is a number is known by each of its digits', (service, text) => {
  const taken = { status: 201, type: 'application/json', text }
  expect(service.routes[0].read(taken, 'm')).toEqual({ kind: 'accepted', ref: { model: 'm', id: '1788888888888888881' } })
})

it('a wrapping that breaks may have held the answer', async () => {
  answer = { encoding: 'gzip', bytes: gzipSync(text).subarray(0, 12) }
  const told = await fetch(`${relay.url}/flux/v1/flux-2-pro`, post())
  expect([told.status, await told.json()]).toMatchObject([502, { error: { code: 'maybe-submitted' }, charged: 'unknown' }])
})

it.each([
  ['7', '7'],
  ['7.5', '8'],
  ['30s', '30'],
  ['2 seconds', '2'],
  ['Thu, 01 Jan 1970 00:00:09 GMT', '9'],
  ['soon', undefined],
  ['-5', undefined],
  ['99999999', undefined],
])('the time to come back is told in whole seconds: %s', (told, seconds) => {
  expect(safeRetryAfter(told, 0)).toBe(seconds)
})

it('a question that names no task is told so, and asks the service nothing', async () => {
  const before = service.heard.length
  const headers = { authorization: 'Bearer sk-mine' }
  for (const [path, method] of [
    ['/flux/v1/get_result', 'GET'],
    ['/flux/v1/get_result?id=', 'GET'],
    ['/flux/v1/cancel', 'POST'],
  ] as const) {
    const told = await fetch(`${relay.url}${path}`, { method, headers })
    expect([told.status, await told.json()]).toMatchObject([400, { error: { code: 'bad-request' }, charged: 'no' }])
  }
  expect(service.heard.length).toBe(before)
})

it('a picture that comes inside the answer arrives, however large, as often as it is asked for', async () => {
  const picture = `data:image/png;base64,${Buffer.alloc(12_000_000, 7).toString('base64')}`
  answer = { encoding: 'identity', bytes: Buffer.from('{"id":"task-large"}') }
  await fetch(`${relay.url}/flux/v1/flux-2-pro`, post())
  answer = { encoding: 'identity', bytes: Buffer.from(JSON.stringify({ id: 'task-large', status: 'Ready', result: { sample: picture } })) }
  for (const prefer of ['', 'wait=5', 'wait=5']) {
    const headers = { authorization: 'Bearer sk-mine', prefer }
    const told = await fetch(`${relay.url}/flux/v1/get_result?id=task-large`, { headers })
    const { result } = (await told.json()) as { result?: { sample?: string } }
    // Compared by hand, because a difference would print all of it.
    expect(result?.sample === picture).toBe(true)
  }
})
