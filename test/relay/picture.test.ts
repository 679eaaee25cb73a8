import { describe, expect, it } from 'vitest'
import { JPEG, relayBefore, signedPath } from './support.ts'

const HOST = 'https://delivery.eu2.bfl.ai'

function image(bytes: Uint8Array, headers: Record<string, string> = {}): Response {
  return new Response(Buffer.from(bytes), { headers })
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}

describe('a picture through the relay', () => {
  it('comes byte for byte, typed by its own bytes, readable from any origin', async () => {
    const { picture } = relayBefore(() =>
      image(JPEG, { 'content-type': 'application/octet-stream', 'content-length': '64', 'set-cookie': 'a=b' }),
    )
    const answer = await picture(`${HOST}/a.jpeg?sig=a%2Bb`)
    expect(answer.status).toBe(200)
    expect(await bytesOf(answer)).toEqual(JPEG)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('content-length')).toBe('64')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('is asked for with its signature intact, and without key or cookies', async () => {
    const { picture, sent } = relayBefore(() => image(JPEG))
    await picture(`${HOST}/a.jpeg?sig=a%2Bb%2F%3D`)
    expect(sent.map(({ url }) => url)).toEqual([`${HOST}/a.jpeg?sig=a%2Bb%2F%3D`])
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ accept: 'image/*', 'accept-encoding': 'identity' })
  })

  it.each([
    'https://delivery-eu1.bfl.ai/a.jpeg',
    'https://files.cometapi.com/a.jpeg',
    'https://bfldeliverysc.blob.core.windows.net/a.jpeg',
    'https://bfldeliveryprod.blob.core.windows.net/a.jpeg',
    'https://DELIVERY.us1.BFL.ai:443/a.jpeg',
  ])('comes from %s', async (url) => {
    expect((await relayBefore(() => image(JPEG)).picture(url)).status).toBe(200)
  })

  it.each([
    '',
    'not an address',
    'https://evil.example/a.jpeg',
    'https://bfl.ai/a.jpeg',
    'https://evilbfl.ai/a.jpeg',
    'https://delivery.eu2.bfl.ai.evil.example/a.jpeg',
    'https://delivery.eu2.bfl.ai./a.jpeg',
    'https://delivery.eu2.bfl.ai@evil.example/a.jpeg',
    'https://user@delivery.eu2.bfl.ai/a.jpeg',
    'https://delivery.eu2.bfl.ai:8443/a.jpeg',
    'http://delivery.eu2.bfl.ai/a.jpeg',
    'https://other.blob.core.windows.net/a.jpeg',
    'https://127.0.0.1/a.jpeg',
    'https://2130706433/a.jpeg',
    'https://0x7f.1/a.jpeg',
    'https://[::1]/a.jpeg',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
  ])('never comes from %s', async (url) => {
    const { picture, sent } = relayBefore(() => image(JPEG))
    expect((await picture(url)).status).toBe(403)
    expect(sent).toEqual([])
  })

  it('comes from hosts that were added, by plain http only where that was said', async () => {
    const { picture } = relayBefore(() => image(JPEG), { imageHosts: ['http://localhost:9000', 'cdn.example'] })
    const status = async (url: string): Promise<number> => (await picture(url)).status
    expect(await status('http://localhost:9000/a.jpeg')).toBe(200)
    expect(await status('http://localhost:9001/a.jpeg')).toBe(403)
    expect(await status('https://localhost:9000/a.jpeg')).toBe(403)
    expect(await status('https://cdn.example/a.jpeg')).toBe(200)
    expect(await status('http://cdn.example/a.jpeg')).toBe(403)
  })

  it('follows a redirect to another listed host', async () => {
    const { picture, sent } = relayBefore((url) =>
      url.includes('eu2') ? new Response(null, { status: 302, headers: { location: 'https://delivery.us1.bfl.ai/b.jpeg' } }) : image(JPEG),
    )
    expect((await picture(`${HOST}/a.jpeg`)).status).toBe(200)
    expect(sent.map(({ redirect }) => redirect)).toEqual(['manual', 'manual'])
  })

  it('follows no redirect elsewhere, and not for ever', async () => {
    const away = relayBefore(() => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } }))
    expect((await away.picture(`${HOST}/a.jpeg`)).status).toBe(403)
    expect(away.sent.length).toBe(1)
    const round = relayBefore(() => new Response(null, { status: 302, headers: { location: '/a.jpeg' } }))
    expect((await round.picture(`${HOST}/a.jpeg`)).status).toBe(403)
    expect(round.sent.length).toBe(4)
  })

  it.each([
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['nothing', ''],
  ])('is refused when it is %s, whatever its header says', async (_name, body) => {
    const { picture } = relayBefore(() => new Response(body, { headers: { 'content-type': 'image/jpeg' } }))
    expect((await picture(`${HOST}/a.jpeg`)).status).toBe(415)
  })

  it('is recognised when its first bytes come one by one', async () => {
    const drops = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of JPEG) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const answer = await relayBefore(() => new Response(drops)).picture(`${HOST}/a.jpeg`)
    expect(await bytesOf(answer)).toEqual(JPEG)
  })

  it('is refused when it is announced as too large, and broken off when it turns out to be', async () => {
    const announced = relayBefore(() => image(JPEG, { 'content-length': '64' }), { maxImageBytes: 50 })
    expect((await announced.picture(`${HOST}/a.jpeg`)).status).toBe(413)
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(JPEG) })
    const answer = await relayBefore(() => new Response(endless), { maxImageBytes: 1000 }).picture(`${HOST}/a.jpeg`)
    await expect(answer.arrayBuffer()).rejects.toThrow('too large')
  })

  it.each([403, 404, 410])('reads as gone with its own status %d', async (status) => {
    const { picture } = relayBefore(() => new Response('<Error/>', { status, headers: { 'content-type': 'application/xml' } }))
    const answer = await picture(`${HOST}/a.jpeg`)
    expect([answer.status, await answer.json()]).toMatchObject([
      status,
      { error: { code: 'expired', type: 'picture_gone' }, charged: 'yes' },
    ])
  })

  it('reads as unreachable when its host fails', async () => {
    expect((await relayBefore(() => new Response(null, { status: 500 })).picture(`${HOST}/a.jpeg`)).status).toBe(502)
    expect((await relayBefore(() => Promise.reject(new TypeError('fetch failed'))).picture(`${HOST}/a.jpeg`)).status).toBe(502)
  })

  it('is fetched only from an address that the relay itself gave out, and not for ever', async () => {
    const { call, sent } = relayBefore(() => image(JPEG))
    const url = `${HOST}/a.jpeg`
    const good = await signedPath(url)
    const ask = async (path: string): Promise<unknown> => {
      const answer = await call(path)
      return [answer.status, ((await answer.json()) as { error: { type: string } }).error.type]
    }
    expect(await ask(`/flux/v1/picture?url=${encodeURIComponent(url)}`)).toEqual([403, 'not_signed'])
    expect(await ask(good.replace('a.jpeg', 'b.jpeg'))).toEqual([403, 'not_signed'])
    expect(await ask(good.replace(/until=\d+/, 'until=9999999999'))).toEqual([403, 'not_signed'])
    expect(await ask(good.replace(/until=\d+/, 'until=1e99'))).toEqual([403, 'not_signed'])
    expect(await ask(await signedPath(url, 'another-relay-s-secret'))).toEqual([403, 'not_signed'])
    expect(await ask(await signedPath(url, undefined, Date.now() / 1000 - 2))).toEqual([410, 'picture_gone'])
    expect(sent).toEqual([])
    expect((await call(good)).status).toBe(200)
  })

  it('is refused packed: its size would be anybody’s guess', async () => {
    const { picture } = relayBefore(() => image(JPEG, { 'content-encoding': 'gzip' }))
    expect((await picture(`${HOST}/a.jpeg`)).status).toBe(415)
  })

  it('is taken as it is where its host names an encoding that packs nothing', async () => {
    for (const name of ['base64', 'utf-8', 'aws-chunked', '']) {
      const { picture } = relayBefore(() => image(JPEG, { 'content-encoding': name }))
      expect(new Uint8Array(await (await picture(`${HOST}/a.jpeg`)).arrayBuffer())).toEqual(JPEG)
    }
  })

  it('is gone where its host does not take the signature any more, in whichever words', async () => {
    for (const status of [400, 401, 403, 404, 410]) {
      const { picture } = relayBefore(() => new Response('<Error><Code>ExpiredToken</Code></Error>', { status }))
      expect(await (await picture(`${HOST}/a.jpeg`)).json()).toMatchObject({ error: { code: 'expired' }, charged: 'yes' })
    }
  })

  it('never grows beyond what its host announced', async () => {
    const { picture } = relayBefore(() => image(JPEG, { 'content-length': '20' }))
    const answer = await picture(`${HOST}/a.jpeg`)
    await expect(answer.arrayBuffer()).rejects.toThrow('too large')
  })
})
