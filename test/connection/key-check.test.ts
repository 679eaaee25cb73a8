// The free request that checks a saved key: the service accepts it, refuses it, or cannot be reached.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { createService } from '../../playground/service/service.ts'
import { createRelay } from '../../relay/relay.ts'
import { readKeyAnswer } from '../../src/core/connection/read-answer.ts'
import { makeKeyCheck } from '../../src/ui/connection/check.ts'
import { makeKeyState } from '../../src/ui/connection/key-state.ts'
import { openBrowserNetwork } from '../support/browser-network.ts'
import { home, key } from '../support/checking.ts'
import { virtualTime } from '../support/network.ts'
import { settled } from '../support/settled.ts'

afterEach(() => vi.unstubAllGlobals())

function stage() {
  const service = createService({ keys: [key] })
  const { network } = openBrowserNetwork({ [home]: service.api.fetch })
  const said: string[] = []
  const check = makeKeyCheck({ network, time: virtualTime(0) })
  return { service, said, check, ...makeKeyState({ check, announce: (text) => void said.push(text) }) }
}

const never = new AbortController().signal

describe('a key that was saved', () => {
  it.each([
    [key, home, null],
    ['hello', home, /does not accept this key/],
    [key, 'https://nobody.example', /Nothing answers|does not allow/],
  ])('%s at %s', async (typed, baseUrl, problem) => {
    const { check, service } = stage()
    const found = await check({ key: typed, baseUrl }, never)
    if (problem === null) expect(found).toBeNull()
    else expect(found?.message).toMatch(problem)
    expect(service.submits()).toHaveLength(0)
  })

  it('is not to blame where a relay refuses by itself, and the relay is', async () => {
    const team = { key, tokens: ['token-of-a-designer'] }
    const refusing = async (): Promise<Response> => Response.json({ error: { message: 'Invalid token' } }, { status: 401 })
    const relay = createRelay({ upstreamUrl: home, fetch: refusing, team, watchesAlways: false })
    const found = async (token: string): Promise<string | undefined> => {
      const answer = await relay.request('/flux/v1/get_result?id=reach', { headers: { authorization: `Bearer ${token}` } })
      return readKeyAnswer({ status: answer.status, type: 'application/json', text: await answer.text() }, 'https://relay.studio')?.message
    }
    expect(await found('token-of-a-designer')).toBe('The service does not accept the key of the relay.')
    expect(await found('token-of-a-stranger')).toBe('The relay does not know this team token.')
    const other = { status: 401, type: 'application/json', text: '{"error":{"type":"invalid_token"}}' }
    expect(readKeyAnswer(other, home)?.message).toBe('The service does not accept this key.')
  })

  it.each([
    ['{"error":{"code":"invalid_api_key"}}', /does not accept this key/],
    ['{"code":401,"message":"Unauthorized"}', /does not accept this key/],
    ['{"success":false,"message":"user quota is not enough"}', /credit/],
    ['{"code":403,"message":"access denied"}', /not allow|may not|no access/],
    ['{"code":"task_not_exist","message":"task_not_exist","data":null}', null],
    ['{"error":{"code":404,"message":"task not found"}}', null],
    ['{"status":"Task not found","result":null}', null],
  ])('is judged by the words of a success: %s', (text, problem) => {
    const found = readKeyAnswer({ status: 200, type: 'application/json', text }, home)
    if (problem === null) expect(found).toBeNull()
    else expect(found?.message).toMatch(problem)
  })

  it('is said to work, and only the last one counts', async () => {
    const { said, keyState, verify } = stage()
    verify({ key: 'hello', baseUrl: home })
    verify({ key, baseUrl: home })
    expect(keyState.value).toEqual({ kind: 'asking' })
    for (let turns = 0; turns < 50 && keyState.value.kind === 'asking'; turns++) await settled()
    expect(keyState.value).toEqual({ kind: 'works' })
    expect(said).toEqual(['The key works.'])
  })

  it('is no longer spoken of once it was deleted', async () => {
    const { keyState, verify, forget } = stage()
    verify({ key: 'hello', baseUrl: home })
    forget()
    for (let turns = 0; turns < 20; turns++) await settled()
    expect(keyState.value).toEqual({ kind: 'unasked' })
  })
})
