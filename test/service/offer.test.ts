import { describe, expect, it } from 'vitest'
import { flux2Pro } from '../../src/core/model/models/flux-2-pro.ts'
import { priceText, readOffer, sumText, withSecondPicture } from '../../src/core/service/offer.ts'
import { makeOffered } from '../../src/ui/service/offered.ts'
import { html, lost, reply, scriptedNetwork } from '../support/network.ts'

const listed = {
  object: 'list',
  data: [
    { id: 'flux-depth-pro', service: 'comfy-router', price: { usd: 0.05, seen: '2026-11' } },
    { id: 'flux-depth-dev', service: 'comfyui' },
  ],
}
const read = [
  { id: 'flux-depth-pro', service: 'comfy-router', price: { usd: 0.05, seen: '2026-11' } },
  { id: 'flux-depth-dev', service: 'comfyui', price: null },
]

describe('what a relay has', () => {
  it('is read with service and price', () => {
    expect(readOffer(listed)).toEqual(read)
  })

  it('costs more with a second picture, where the model takes one', () => {
    const price = { usd: 0.045, seen: '2026-11' }
    expect(sumText(withSecondPicture(price, flux2Pro), 2)).toBe('about $0.12 (price seen 2026-11)')
    expect(sumText(withSecondPicture(price, {}), 2)).toBe('about $0.09 (price seen 2026-11)')
    expect(withSecondPicture(null, flux2Pro)).toBeNull()
  })

  it.each([
    ['nothing', undefined],
    ['a page', '<html>'],
    ['no list', { data: 'flux' }],
    ['models without an id', { data: [{ service: 'bfl' }, 7, null] }],
  ])('is empty where it says %s', (_, body) => {
    expect(readOffer(body)).toEqual([])
  })

  it('is believed once a model', () => {
    expect(readOffer({ data: [...listed.data, { id: 'flux-depth-pro', service: 'bfl' }] })).toEqual(read)
  })

  it('has a price in words', () => {
    expect(priceText({ usd: 0.05, seen: '2026-11' })).toBe('about $0.05 a picture (price seen 2026-11)')
    expect(priceText({ usd: 0.075, seen: '' })).toBe('about $0.075 a picture')
    expect(priceText({ usd: 0, seen: '' })).toBe('costs nothing here')
    expect(priceText(null)).toBe('')
  })
})

describe('asking a relay what it has', () => {
  it('counts only for the key that is saved by then', async () => {
    let key = 'sk-before'
    const network = scriptedNetwork({ ask: [reply(200, listed, { isRelay: true }), lost] })
    const offered = makeOffered(network, () => ({ baseUrl: 'https://relay.example.com', key }))
    const before = offered.ask()
    key = 'sk-now'
    await Promise.all([before, offered.ask()])
    expect(offered.offer.value).toBeNull()
  })

  const relay = () => ({ baseUrl: 'https://relay.example.com', key: 'sk-1' })

  it('is one free question with the key', async () => {
    const network = scriptedNetwork({ ask: [reply(200, listed, { isRelay: true })] })
    const offered = makeOffered(network, relay)
    await offered.ask()
    expect(network.asked).toMatchObject([{ url: 'https://relay.example.com/v1/models', headers: { Authorization: 'Bearer sk-1' } }])
    expect(offered.offer.value).toEqual(read)
  })

  it.each([
    ['nobody answers', lost],
    ['a gateway answers that is no relay', reply(200, listed)],
    ['a web page answers', html(200)],
    ['the key is refused', reply(401, { error: { code: 'key-rejected', message: 'no' } }, { isRelay: true })],
    ['the list is empty', reply(200, { data: [] }, { isRelay: true })],
  ])('leaves all models on offer where %s', async (_, answer) => {
    const offered = makeOffered(scriptedNetwork({ ask: [answer] }), relay)
    await offered.ask()
    expect(offered.offer.value).toBeNull()
  })

  it('is done before there is a key, for what costs is told then: nothing is sent in its place', async () => {
    const network = scriptedNetwork({ ask: [reply(200, listed, { isRelay: true })] })
    const offered = makeOffered(network, () => ({ baseUrl: 'https://relay.example.com', key: '' }))
    await offered.ask()
    expect(network.asked).toMatchObject([{ url: 'https://relay.example.com/v1/models', headers: {} }])
    expect(network.asked[0]?.headers).not.toHaveProperty('Authorization')
    expect(offered.offer.value).toEqual(read)
  })

  it.each(['sk-1', ''])('is not done at the service itself, with the key “%s”', async (key) => {
    const network = scriptedNetwork({ ask: [] })
    await makeOffered(network, () => ({ baseUrl: 'https://api.cometapi.com', key })).ask()
    expect(network.asked).toHaveLength(0)
  })
})
