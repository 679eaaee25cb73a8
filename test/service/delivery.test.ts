import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Pause, PauseWatch } from '../../src/core/service/pause.ts'
import { fitForFigma, makeFetchPicture } from '../../src/ui/service/delivery.ts'
import type { HttpResult } from '../../src/ui/service/request.ts'
import { type VirtualTime, blocked, html, lost, rejection, reply, scriptedNetwork, virtualTime } from '../support/network.ts'

const url = 'https://delivery.eu2.bfl.ai/a.png?sig=1'

function calm(): AbortSignal {
  return new AbortController().signal
}

function grey(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#888' } })
}

let [png, webp, huge] = [new Uint8Array(), new Uint8Array(), new Uint8Array()]

beforeAll(async () => {
  png = new Uint8Array(await grey(64, 48).png().toBuffer())
  webp = new Uint8Array(await grey(64, 48).webp().toBuffer())
  huge = new Uint8Array(await grey(5000, 16).png().toBuffer())
})

/** Decodes and shrinks for real, as the worker does in a browser. */
const tools = {
  convert: async ({ bytes, maxSide }: { readonly bytes: Uint8Array; readonly maxSide: number }): Promise<Uint8Array> =>
    new Uint8Array(await sharp(bytes).resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true }).png().toBuffer()),
}

const unheard: PauseWatch = { paused: () => {}, continued: () => {} }

function fetching(answers: readonly HttpResult[] | (() => HttpResult), time: VirtualTime = virtualTime(), link = url) {
  const network = scriptedNetwork({ ask: answers })
  const paused: Pause[] = []
  const watch: PauseWatch = { paused: (pause) => void paused.push(pause), continued: () => {} }
  return { network, time, fetched: (signal = calm()) => makeFetchPicture(network, time, tools)(link, watch, signal), paused }
}

describe('a picture for Figma', () => {
  it('passes untouched where Figma takes it', async () => {
    expect(await fitForFigma(png, tools, calm())).toEqual({ bytes: png, notes: [] })
  })

  it('is converted where Figma does not take its format', async () => {
    const fit = await fitForFigma(webp, tools, calm())
    expect(fit).toMatchObject({ notes: ['converted'] })
    expect('bytes' in fit && (await sharp(fit.bytes).metadata())).toMatchObject({ format: 'png', width: 64, height: 48 })
  })

  it('is shrunk where a side is over 4096', async () => {
    const fit = await fitForFigma(huge, tools, calm())
    expect('bytes' in fit && (await sharp(fit.bytes).metadata())).toMatchObject({ width: 4096 })
  })

  it.each([
    ['a web page', () => new TextEncoder().encode('<html>expired</html>'), '20 bytes that cannot be decoded'],
    ['a picture cut off', () => png.subarray(0, 60), '60 bytes that cannot be decoded'],
    ['a WebP that only looks like one', () => new TextEncoder().encode('RIFF\u0004\0\0\0WEBPVP8 '), '16 bytes that cannot be decoded'],
  ])('is none where there is %s', async (_, bytes, detail) => {
    expect(await fitForFigma(bytes(), tools, calm())).toEqual({ code: 'bad-picture', charged: 'yes', detail })
  })
})

describe('the first delivery method', () => {
  it('reads the bytes, and sends neither key nor cookie to the picture’s host', async () => {
    const { network, fetched } = fetching([reply(200, png)])
    expect(await fetched()).toEqual({ kind: 'bytes', bytes: png, notes: [] })
    expect(network.asked[0]).toMatchObject({ url, method: 'GET', headers: {}, followsRedirects: true })
  })

  it('tries a link without TLS, which no page with TLS may read, with it: without a key as well', async () => {
    const plain = url.replace('https', 'http')
    const { network, fetched } = fetching([blocked, reply(200, png)], virtualTime(), plain)
    expect(await fetched()).toEqual({ kind: 'bytes', bytes: png, notes: [] })
    expect(network.asked).toMatchObject([
      { url: plain, headers: {} },
      { url, headers: {} },
    ])
    const here = fetching([blocked], virtualTime(), 'http://localhost:9/a.png')
    expect([(await here.fetched()).kind, here.network.asked.length]).toEqual(['unreadable', 1])
    const { fetched: none } = fetching([blocked, html(404)], virtualTime(), plain)
    expect(await none()).toMatchObject({ kind: 'unreadable', failure: { code: 'delivery-blocked' } })
  })

  it('tells that it waits for a link that does not work yet, with the end of each wait', async () => {
    const { time, fetched, paused } = fetching([html(404), html(404), reply(200, png)])
    const start = time.now()
    await fetched()
    expect(paused).toEqual([
      { because: 'delivery-blocked', until: start + 1500 },
      { because: 'delivery-blocked', until: start + 1500 + 2250 },
    ])
  })

  it.each([400, 403, 404, 410])('believes %i of a fresh link after half a minute of it', async (status) => {
    const { time, fetched } = fetching(() => html(status))
    const start = time.now()
    expect(await fetched()).toEqual({ kind: 'link-expired' })
    expect(time.now() - start).toBeGreaterThanOrEqual(30_000)
    expect(time.now() - start).toBeLessThan(40_000)
  })

  it('looks once more at a link that was denied for so long, and at a new one for as long again', async () => {
    const time = virtualTime()
    const network = scriptedNetwork({ ask: () => html(403) })
    const fetchPicture = makeFetchPicture(network, time, tools)
    const start = time.now()
    for (let look = 0; look < 3; look++) expect(await fetchPicture(url, unheard, calm())).toEqual({ kind: 'link-expired' })
    expect(time.now() - start).toBeLessThan(40_000)
    await fetchPicture(`${url}2`, unheard, calm())
    expect(time.now() - start).toBeGreaterThanOrEqual(60_000)
  })

  it.each([403, 404])('fetches a picture that its host denied at first with %i', async (status) => {
    const { fetched } = fetching([html(status), html(status), reply(200, png)])
    expect(await fetched()).toEqual({ kind: 'bytes', bytes: png, notes: [] })
  })

  it('reads a picture that stands in its address without asking anybody', async () => {
    const network = scriptedNetwork({ ask: [] })
    const fetchPicture = makeFetchPicture(network, virtualTime(), tools)
    const inside = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
    expect(await fetchPicture(inside, unheard, calm())).toEqual({ kind: 'bytes', bytes: png, notes: [] })
    expect(await fetchPicture('data:image/png;base64,%%%', unheard, calm())).toMatchObject({
      kind: 'unreadable',
      failure: { code: 'bad-picture' },
    })
  })

  it.each([
    ['nobody may read', lost, 'TypeError'],
    ['the manifest does not allow', blocked, 'the manifest does not allow the host'],
  ])('gives a host that %s up at once', async (_, answer, detail) => {
    const { network, fetched } = fetching([answer])
    expect(await fetched()).toEqual({ kind: 'unreadable', failure: { code: 'delivery-blocked', charged: 'yes', detail } })
    expect(network.asked).toHaveLength(1)
  })

  it('tries again after an error of the host, and after a picture cut off', async () => {
    const { network, time, fetched } = fetching([reply(500, ''), reply(200, png.slice(0, 60)), reply(200, png)])
    expect(await fetched()).toMatchObject({ kind: 'bytes' })
    expect(network.asked).toHaveLength(3)
    expect(time.delays).toHaveLength(2)
  })

  it('says after three tries what was wrong with the last', async () => {
    const { fetched } = fetching([reply(500, ''), reply(502, ''), reply(200, '<html>')])
    expect(await fetched()).toMatchObject({ kind: 'unreadable', failure: { code: 'bad-picture' } })
  })

  it('waits for the network before it asks', async () => {
    const time = virtualTime()
    const start = time.now()
    time.goOffline(60_000)
    await fetching([reply(200, png)], time).fetched()
    expect(time.now() - start).toBe(60_000)
  })

  it('ends when it is cancelled', async () => {
    const controller = new AbortController()
    const time = virtualTime()
    time.meanwhile = () => controller.abort()
    expect(await rejection(fetching([reply(500, '')], time).fetched(controller.signal))).toMatchObject({ name: 'AbortError' })
  })
})
