import { describe, expect, it } from 'vitest'
import { makeReach } from '../../src/ui/service/reach.ts'
import type { HttpRequest, HttpResult } from '../../src/ui/service/request.ts'
import { blocked, html, lost, reply, scriptedNetwork } from '../support/network.ts'

const baseUrl = 'https://relay.studio'
const account = { baseUrl, key: 'sk-1' }
const calm = (): AbortSignal => new AbortController().signal

describe('an address', () => {
  it.each([
    ['an answer about a task that nobody has', reply(404, { detail: 'Task not found' })],
    ['a refusal of the key', reply(401, '')],
    ['a web page', html(200)],
  ])('is reached where it gives %s, and is then not asked again', async (_, answer) => {
    const network = scriptedNetwork({ ask: [answer] })
    const reach = makeReach(network)
    expect(await reach.check(account, calm())).toBeNull()
    expect(reach.isProven(baseUrl)).toBe(true)
    expect(await reach.check(account, calm())).toBeNull()
    expect(network.asked).toHaveLength(1)
    expect(network.asked[0]).toMatchObject({ method: 'GET', headers: { Authorization: 'Bearer sk-1' } })
  })

  it('that is silent altogether is told by its host, and nothing was sent', async () => {
    const network = scriptedNetwork({ ask: () => lost })
    expect(await makeReach(network).check(account, calm())).toEqual({
      code: 'unreachable',
      charged: 'no',
      detail: 'TypeError',
      said: 'relay.studio',
    })
  })

  it('that answers without letting the window read it keeps no order back', async () => {
    const ask = ({ isOpaque }: HttpRequest): HttpResult => (isOpaque ? reply(0, '') : lost)
    const network = scriptedNetwork({ ask })
    const reach = makeReach(network)
    expect(await reach.check(account, calm())).toBeNull()
    expect(reach.isProven(baseUrl)).toBe(false)
    // The key is sent only in a request that the browser preflights, never in a `no-cors` one.
    expect(network.asked.map(({ headers }) => Object.keys(headers))).toEqual([['Authorization'], []])
    // A browser's `no-cors` requests always follow redirects.
    expect(network.asked[1]).toMatchObject({ isOpaque: true, followsRedirects: true })
  })

  it('that leads elsewhere, where the manifest lets nobody go, has answered', async () => {
    const network = scriptedNetwork({ ask: ({ isOpaque }: HttpRequest) => (isOpaque ? blocked : lost) })
    expect(await makeReach(network).check(account, calm())).toBeNull()
  })

  it('that the manifest does not allow is named', async () => {
    const network = scriptedNetwork({ ask: [blocked] })
    expect(await makeReach(network).check(account, calm())).toMatchObject({
      code: 'not-allowed-by-manifest',
      charged: 'no',
      said: 'https://relay.studio',
    })
  })

  it('is asked again after an answer was lost there', async () => {
    const network = scriptedNetwork({ ask: [reply(404, ''), reply(404, '')] })
    const reach = makeReach(network)
    await reach.check(account, calm())
    reach.doubt(baseUrl)
    await reach.check(account, calm())
    expect(network.asked).toHaveLength(2)
  })

  it('is asked once for all that wait for it, and each of them can stop waiting', async () => {
    const network = scriptedNetwork({ ask: [reply(404, '')] })
    const reach = makeReach(network)
    const controller = new AbortController()
    const waiting = [reach.check(account, controller.signal), reach.check(account, calm())]
    controller.abort()
    expect(await Promise.allSettled(waiting)).toMatchObject([{ status: 'rejected', reason: { name: 'AbortError' } }, { value: null }])
    expect(network.asked).toHaveLength(1)
  })

  it('that was silent is asked again by the next order', async () => {
    const network = scriptedNetwork({ ask: [lost, lost, reply(404, '')] })
    const reach = makeReach(network)
    expect(await reach.check(account, calm())).toMatchObject({ code: 'unreachable' })
    expect(await reach.check(account, calm())).toBeNull()
  })
})
