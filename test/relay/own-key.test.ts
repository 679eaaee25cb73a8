// The relay's own key, echoed by a service in every way we could think of: no designer ever sees it, and the rest of the answer is unchanged.

import { describe, expect, it } from 'vitest'
import { makeOwnKey } from '../../relay/own-key.ts'
import { JPEG, post, relayBefore, TOKEN } from './support.ts'

const key = 'sk-Own7Key/of+the_Relay.2026=Zx9'
const team = { key, tokens: [TOKEN] }
const mine = { headers: { authorization: `Bearer ${TOKEN}` } }

function each(to: (char: string, code: number) => string, text = key): string {
  return Array.from(text, (char) => to(char, char.charCodeAt(0))).join('')
}

function hex(code: number): string {
  return code.toString(16).padStart(2, '0')
}

const half = Math.ceil(key.length / 2)

/** Each is valid inside a JSON string. */
const forms: Readonly<Record<string, string>> = {
  'as it is': key,
  'in capitals': key.toUpperCase(),
  'as a header': `Authorization: Bearer ${key}`,
  'in an address': `https://api.example/v1?key=${encodeURIComponent(key)}`,
  'with every letter in percent': each((_, code) => `%${hex(code)}`),
  'in percent of percent': each((_, code) => `%25${hex(code)}`),
  'with some letters in percent': each((char, code) => (code % 3 ? char : `%${hex(code)}`)),
  'with every letter escaped': each((_, code) => `\\u00${hex(code)}`),
  'with some letters escaped': each((char, code) => (code % 2 ? char : `\\u00${hex(code).toUpperCase()}`)),
  'with slashes escaped': key.replaceAll('/', '\\/'),
  'in JSON in JSON': each((_, code) => `\\\\u00${hex(code)}`),
  'in the long escapes of scripts': each((_, code) => `\\\\u{${hex(code)}}`),
  'in the short escapes of scripts': each((_, code) => `\\\\x${hex(code)}`),
  'in entities': each((_, code) => `&#${code};`),
  'in entities of hex': each((_, code) => `&#x${hex(code)};`),
  'in entities of entities': each((_, code) => `&amp;#${code};`),
  'in percent, escaped': each((_, code) => `\\u0025${hex(code)}`),
  'packed as base64': btoa(key),
  'packed as base64 with its scheme': btoa(`Bearer ${key}`),
  'packed as base64 of a login': btoa(`user:${key}`),
  'packed as base64 one letter later': btoa(`x${key} and more`),
  'packed as base64 for addresses': btoa(`"${key}"`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  'packed as base64 in percent': encodeURIComponent(btoa(key)),
  'packed as base64 twice': btoa(btoa(key)),
  'as hex': each((_, code) => hex(code)),
  'as hex in capitals': each((_, code) => hex(code).toUpperCase()),
  'as hex with colons': Array.from(key, (char) => hex(char.charCodeAt(0))).join(':'),
  'as hex with spaces': Array.from(key, (char) => hex(char.charCodeAt(0))).join(' '),
  'as numbers': `[${Array.from(key, (char) => char.charCodeAt(0)).join(',')}]`,
  'with spaces between': Array.from(key).join(' '),
  'with breaks between': Array.from(key).join('\\n'),
  'with marks of no width between': Array.from(key).join('\u200b'),
  'with noughts between': Array.from(key).join('\\u0000'),
  'in two lines': `${key.slice(0, half)}\\r\\n ${key.slice(half)}`,
  'with tags between': `<b>${key.slice(0, half)}</b><i>${key.slice(half)}</i>`,
  backwards: Array.from(key).reverse().join(''),
  'but its last letter': key.slice(0, -1),
  'but its first letters': key.slice(5),
  'by its halves': `${key.slice(0, half)} then ${key.slice(half)}`,
  'many times': `${key},${key}${key} ${encodeURIComponent(key)}`,
}

/** Whether half of the key is left in the text, ignoring spaces and case, as it is or URL-decoded. */
function tellsOf(text: string): boolean {
  const plain = (said: string): string => said.replace(/[\s\0\u200b]/g, '').toLowerCase()
  const parts = [key.slice(0, half), key.slice(-half)].map((part) => part.toLowerCase())
  return parts.some(
    (part) => plain(text).includes(part) || plain(decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, ''))).includes(part),
  )
}

describe.each(Object.entries(forms))('the key %s', (_name, form) => {
  const expectSilence = async (said: string, type: string, status: number, told = status, init: RequestInit = mine): Promise<string> => {
    const { call } = relayBefore(() => new Response(said, { status, headers: { 'content-type': type } }), { team })
    const answer = await call(init === mine ? '/flux/v1/get_result?id=a' : '/flux/v1/flux-2-pro', init)
    expect(answer.status).toBe(told)
    const text = await answer.text()
    expect(text).not.toContain(form)
    expect(tellsOf(text)).toBe(false)
    return text
  }
  const ending = `{"id":"task-1","status":"Failed","details":"before ${form} after","result":null}`
  const order = post('{}', mine.headers)

  it('is not in a good answer, which stays one', async () => {
    const text = await expectSilence(ending, 'application/json', 200)
    const { id, status, error } = JSON.parse(text) as { id: string; status: string; error: { message: string } }
    expect([id, status, error.message]).toEqual(['a', 'Error', expect.stringMatching(/^before .*\*\*\*.* after$/s)])
    expect(await expectSilence(`{"id":"task-1","said":"${form}"}`, 'application/json', 200, 200, order)).toBe('{"id":"task-1"}')
  })

  it('is not in an error, nor in a page', async () => {
    const refused = `{"error":{"message":"before ${form} after","code":"invalid_value"}}`
    expect(await expectSilence(refused, 'application/json', 422, 422, order)).toMatch(/before .*\*\*\*.* after/s)
    await expectSilence(refused, 'application/json', 401, 503)
    await expectSilence(`<!doctype html><title>before ${form} after</title>`, 'text/html', 403, 502)
  })
})

describe('the key', () => {
  const headOf = async (headers: Record<string, string>): Promise<string> => {
    const { call } = relayBefore(() => new Response('{}', { status: 429, headers }), { team })
    const answer = await call('/flux/v1/get_result?id=a', mine)
    return JSON.stringify([...answer.headers])
  }

  it.each([
    ['the type', { 'content-type': `text/${key}` }],
    ['the type, split', { 'content-type': `application/json; charset=${key.slice(0, half)}`, 'retry-after': key.slice(half) }],
    ['a name in the type', { 'content-type': `text/html; name="${key}"` }],
    ['Retry-After', { 'retry-after': key }],
    ['Retry-After behind a number', { 'retry-after': `7 ${key}` }],
    ['Retry-After as a date', { 'retry-after': `Wed, 21 Oct 2026 07:28:00 GMT (${key})` }],
    ['a header of the service', { 'x-key': key, link: `<https://a/${key}>` }],
    ['a cookie', { 'set-cookie': `key=${key}` }],
  ])('is not in %s', async (_name, headers) => {
    const told = await headOf(headers)
    for (const part of [key.slice(0, half), key.slice(half)]) expect(told.toLowerCase()).not.toContain(part.toLowerCase())
  })

  it('takes no proper time to come back with it', async () => {
    expect(await headOf({ 'content-type': 'Text/HTML; Charset=UTF-8', 'retry-after': '7' })).toMatch(/application\/json.*"retry-after","7"/)
    const soon = new Date(Date.now() + 30_000).toUTCString()
    expect(await headOf({ 'retry-after': soon })).toMatch(/"retry-after","(29|30)"/)
  })

  it('is not in the address of a picture, whoever keeps it', async () => {
    const sample = `https://delivery.eu2.bfl.ai/a.jpeg?key=${encodeURIComponent(key)}`
    const { call, sent } = relayBefore(() => Response.json({ status: 'Ready', result: { sample } }), { team })
    const text = await (await call('/flux/v1/get_result?id=a', mine)).text()
    expect(tellsOf(decodeURIComponent(text))).toBe(false)
    expect(sent).toHaveLength(1)
  })

  it('is not in the log, where a request fails for a reason that names it', async () => {
    const lines: string[] = []
    const fails = (): never => {
      throw new Error(`no such key ${key}`)
    }
    const store = { list: fails, read: fails, write: fails, picture: fails, remove: fails }
    const { call } = relayBefore(() => Promise.reject(new Error(key)), {
      team,
      keep: { store, minutes: 1, maxBytes: 1000 },
      log: (line) => lines.push(line),
    })
    await call('/flux/v1/get_result?id=a', mine)
    await call('/flux/v1/flux-2-pro', post('{}', mine.headers))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('\n')).not.toContain(key)
  })

  it.each([1, 7, 1000])('does not come with a picture in pieces of %i', async (size) => {
    const whole = new Uint8Array([...JPEG, ...new TextEncoder().encode(`before ${key} after`), ...JPEG])
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < whole.length; at += size) controller.enqueue(whole.slice(at, at + size))
        controller.close()
      },
    })
    const { picture } = relayBefore(() => new Response(pieces), { team })
    const reader = (await picture('https://delivery.eu2.bfl.ai/a.jpeg')).body?.getReader()
    let seen = ''
    const all = async (): Promise<void> => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        seen += Buffer.from(part.value).toString('latin1')
    }
    await expect(all()).rejects.toThrow('must not')
    expect(seen).not.toContain(key.slice(0, 2))
  })

  it('leaves a picture alone that only begins like it, byte for byte', async () => {
    const whole = new Uint8Array([...JPEG, ...new TextEncoder().encode(`${key.slice(0, -1)}${key.slice(0, 4)}`)])
    const { picture } = relayBefore(() => new Response(whole), { team })
    expect(new Uint8Array(await (await picture('https://delivery.eu2.bfl.ai/a.jpeg')).arrayBuffer())).toEqual(whole)
  })

  it('that is not the relay’s is nobody’s business', async () => {
    const { call } = relayBefore(() => Response.json({ status: 'Failed', details: 'sk-mine' }))
    expect(await (await call('/flux/v1/get_result?id=a', { headers: { authorization: 'Bearer sk-mine' } })).text()).toContain('sk-mine')
  })
})

describe('an answer without the key', () => {
  const { clean } = makeOwnKey(key)
  it.each([
    ['letters of the world', new TextEncoder().encode('{"a":"ключ 钥匙 🔑 \\u00e9 100% &#169; a%20b"}')],
    ['bytes that are no letters', new Uint8Array([0xff, 0xfe, 0, 1, 2, 0x80])],
    ['nothing', new Uint8Array()],
    ['words that look like it', new TextEncoder().encode('the relay has its own key of 2026')],
  ])('of %s stays as it is, byte for byte', (_name, bytes) => {
    expect(clean(bytes)).toBe(bytes)
  })

  it.each([
    ['backslashes', '\\'],
    ['percents', '%25'],
    ['letters in percent', '%41'],
    ['ampersands', '&amp;'],
    ['entities', '&#00065;'],
    ['opened tags', '<a '],
    ['beginnings of the key', key.slice(0, -1)],
  ])('of a million %s is read in a moment', (_name, part) => {
    const bytes = new TextEncoder().encode(part.repeat(Math.ceil(1_000_000 / part.length)))
    const start = performance.now()
    clean(bytes)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
