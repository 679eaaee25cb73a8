import { describe, expect, it } from 'vitest'
import { makeCancel } from '../../src/ui/service/cancel.ts'
import { html, lost, reply, scriptedNetwork } from '../support/network.ts'

const account = () => ({ baseUrl: 'https://relay.example.com', key: 'sk-1' })

describe('taking a task back', () => {
  it('asks the relay, with the key, and tells what that saved', async () => {
    const network = scriptedNetwork({ ask: [reply(200, { cancelled: true, charged: 'no' })] })
    const cancel = makeCancel(network, account, { isRelay: () => true })
    expect(await cancel('r 1')).toEqual({ isCancelled: true, charged: 'no' })
    expect(network.asked[0]).toMatchObject({
      url: 'https://relay.example.com/flux/v1/cancel?id=r%201',
      method: 'POST',
      headers: { Authorization: 'Bearer sk-1' },
    })
  })

  it('is never asked of a service, which would know no such address', async () => {
    const network = scriptedNetwork({ ask: [] })
    expect(await makeCancel(network, account, { isRelay: () => false })('r1')).toBeNull()
    expect(network.asked).toHaveLength(0)
  })

  it.each([
    ['nothing', lost],
    ['a web page', html(404)],
    ['an answer without a charge', reply(200, { cancelled: true })],
    ['a refusal', reply(404, { error: { code: 'expired' }, charged: 'yes' })],
  ])('tells nothing where the relay answers %s', async (_, answer) => {
    expect(await makeCancel(scriptedNetwork({ ask: [answer] }), account, { isRelay: () => true })('r1')).toBeNull()
  })
})
