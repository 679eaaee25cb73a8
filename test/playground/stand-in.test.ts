// What a script sets lasts until the next script, because a user goes from state to state.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StandIn, startStandIn } from '../../playground/serve/stand-in.ts'

let standIn: StandIn
beforeAll(async () => void (standIn = await startStandIn()))
afterAll(() => standIn.close())

function headers() {
  return { authorization: `Bearer ${standIn.service.settings.keys[0] ?? ''}`, 'content-type': 'application/json' }
}

async function offered(): Promise<unknown> {
  return (await standIn.relay(new Request('http://localhost:8787/v1/models', { headers: headers() }))).json()
}

it('offers every model again once a state without one was left', async () => {
  const before = await offered()
  standIn.script({ settings: { gone: ['flux-2-pro'] } })
  const body = JSON.stringify({ prompt: 'a hut', input_image: 'iVBORw0KGgo=' })
  await standIn.relay(new Request('http://localhost:8787/flux/v1/flux-2-pro', { method: 'POST', headers: headers(), body }))
  expect(await offered()).not.toEqual(before)
  standIn.script({})
  expect(await offered()).toEqual(before)
})
