// Everything that can keep the window from a picture: the first step that fails is named, with what to do about it.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Service } from '../../playground/service/service.ts'
import type { VirtualTime } from '../support/network.ts'
import { type Options, failedAt, home, key, lonely, openCheck, relay, says, stepsByState, without } from '../support/checking.ts'
import { type checkSteps, outcomeOf } from '../../src/core/connection/steps.ts'

afterEach(() => vi.unstubAllGlobals())

type Row = readonly [
  name: string,
  step: (typeof checkSteps)[number],
  message: RegExp,
  next: RegExp,
  remedy: unknown,
  entry?: { key?: string; baseUrl?: string },
  options?: Options,
  script?: (service: Service, time: VirtualTime) => void,
]

const useRelay = { do: 'use-address', address: relay }

function use(address: string) {
  return { do: 'use-address', address }
}

/** For users who can change the manifest: the button copies instructions. */
function advice(origin: string, text: string) {
  return { do: 'copy', text: `The plugin’s manifest does not allow ${origin}. ${text} in manifest.json and import the plugin again.` }
}

const table: readonly Row[] = [
  ['no address', 'address', /No address/, /api\.cometapi\.com/, use(home), { baseUrl: '  ' }],
  ['no scheme', 'address', /begins with https/, /Type https:\/\/relay\.studio\./, use('https://relay.studio'), { baseUrl: 'relay.studio' }],
  ['another scheme', 'address', /begins with https/, /Type/, use('https://relay.studio'), { baseUrl: 'ftp://relay.studio' }],
  ['a relay here without scheme', 'address', /begins with https/, /Type/, use(relay), { baseUrl: 'localhost:8787' }],
  [
    'credentials',
    'address',
    /before its @/,
    /Type https:\/\/relay\.studio\./,
    use('https://relay.studio'),
    { baseUrl: 'https://me:pw@relay.studio' },
  ],
  [
    'a query',
    'address',
    /with a \?/,
    /Type https:\/\/relay\.studio\/x\./,
    use('https://relay.studio/x'),
    { baseUrl: 'https://relay.studio/x?y=1' },
  ],
  ['http to another machine', 'address', /read the key/, /Type/, use('https://relay.studio'), { baseUrl: 'http://relay.studio' }],
  ['words', 'address', /no web address/, /looks like https/, null, { baseUrl: 'https://my relay' }],
  [
    'a host that the manifest does not list',
    'manifest',
    /does not allow https:\/\/relay\.studio\./,
    /Your developer can add it/,
    advice('https://relay.studio', 'Add "https://relay.studio" to networkAccess.allowedDomains'),
    { baseUrl: 'https://relay.studio/prefix' },
  ],
  [
    'another port of this machine',
    'manifest',
    /does not allow http:\/\/localhost:9000/,
    /Your developer can add it/,
    advice('http://localhost:9000', 'Add "http://localhost:9000" to networkAccess.devAllowedDomains'),
    { baseUrl: 'http://localhost:9000' },
  ],
  ['this machine by number', 'manifest', /127\.0\.0\.1:8787/, /use the name/, use(relay), { baseUrl: 'http://127.0.0.1:8787' }],
  ['nobody at a relay', 'reach', /Nothing answers at localhost:8787/, /Start the relay/, null, { baseUrl: relay }],
  ['nobody at a host', 'reach', /Nothing answers at/, /firewall/, null, { baseUrl: 'https://bfldeliverysc.blob.core.windows.net' }],
  [
    'no network',
    'reach',
    /This computer is offline/,
    /Connect it/,
    null,
    {},
    { hosts: () => ({ [home]: async () => Promise.reject(new Error('no network')) }) },
    (_, time) => time.goOffline(1e9),
  ],
  [
    'no CORS at all',
    'cors',
    /api\.cometapi\.com blocks requests from plugins/,
    /A relay gets around this/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.delete('access-control-allow-origin')) }) },
  ],
  [
    'an origin that is not ours',
    'cors',
    /blocks requests from plugins/,
    /relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.set('access-control-allow-origin', home)) }) },
  ],
  [
    'a relay of one’s own without CORS, which is not told to use itself',
    'cors',
    /blocks requests from plugins/,
    /relay/,
    null,
    { baseUrl: relay },
    { hosts: ({ api }) => ({ [relay]: without(api.fetch, (headers) => headers.delete('access-control-allow-origin')) }) },
  ],
  [
    'a header Authorization that is allowed by a star only',
    'cors',
    /blocks keys from plugins \(CORS: the header Authorization\)/,
    /relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.set('access-control-allow-headers', '*')) }) },
  ],
  [
    'questions allowed and posting not',
    'cors',
    /blocks pictures from plugins \(CORS: POST with Content-Type\)/,
    /relay/,
    useRelay,
    {},
    { hosts: ({ api }) => ({ [home]: without(api.fetch, (headers) => headers.set('access-control-allow-headers', 'authorization')) }) },
  ],
  [
    'a redirect to where the manifest does not reach',
    'cors',
    /sends on to another address/,
    /Enter the address/,
    null,
    {},
    { hosts: () => ({ [home]: async () => new Response(null, { status: 301, headers: { location: 'https://elsewhere.example/' } }) }) },
  ],
  [
    'a redirect that may be read',
    'cors',
    /sends on to another address/,
    /Enter the address/,
    null,
    {},
    {
      hosts: () => ({
        [home]: async () => new Response(null, { status: 301, headers: { location: home, 'access-control-allow-origin': '*' } }),
      }),
    },
  ],
  ['no key', 'key', /Paste your key first/, /field above/, null, { key: ' ' }],
  ['a key with a space in it', 'key', /a space or a letter/, /Copy it once more/, null, { key: 'sk ü' }],
  ['a wrong key', 'key', /does not accept this key/, /Copy the key once more/, null, { key: 'sk-somebody-else' }],
  [
    'an exhausted account',
    'key',
    /no credit left/,
    /Fill it up/,
    { do: 'open', label: 'Open billing page', url: 'https://api.cometapi.com/console/topup' },
    {},
    {},
    ({ faults }) => faults.always('poll', 'exhausted-token'),
  ],
  [
    'an exhausted account behind a relay on this computer',
    'key',
    /no credit left/,
    /Fill it up/,
    { do: 'open', label: 'Open billing page', url: 'https://api.cometapi.com/console/topup' },
    { baseUrl: relay },
    { hosts: ({ api }) => ({ [relay]: api.fetch }) },
    ({ faults }) => faults.always('poll', 'no-quota'),
  ],
  [
    'an account that is found empty only when something is ordered',
    'key',
    /no credit left/,
    /Fill it up/,
    expect.anything(),
    {},
    {},
    ({ faults }) => faults.always('submit', 'task-quota'),
  ],
  ['a key that may not ask', 'key', /not allowed/, /another key/, null, {}, {}, ({ faults }) => faults.always('poll', 'forbidden')],
  ['an error of the service', 'key', /error \(500\)/, /few minutes/, null, {}, {}, ({ faults }) => faults.always('poll', 'server-error')],
  [
    'a relay that does not reach its service',
    'key',
    /localhost:8787 answers, but does not reach the service behind it/,
    /UPSTREAM_URL/,
    null,
    { baseUrl: relay },
    { hosts: () => ({ [relay]: async (request) => lonely.fetch(request) }) },
  ],
  ['a service that is busy', 'key', /busy/, /minute/, null, {}, {}, ({ faults }) => faults.always('poll', 'rate-limited')],
  [
    'a web page',
    'key',
    /answers, but not as the service does/,
    /Check the address/,
    null,
    {},
    {},
    ({ faults }) => faults.always('poll', 'html'),
  ],
  [
    'a web page under a path',
    'key',
    /not as the service does/,
    /path/,
    use(home),
    { baseUrl: `${home}/team` },
    { hosts: () => ({ [home]: says(200, '<!doctype html>', 'text/html') }) },
  ],
  ['another API', 'key', /not as the service does/, /Check the/, null, {}, { hosts: () => ({ [home]: says(200, '{"weather":"fine"}') }) }],
  [
    'a path that is not found',
    'key',
    /not as the service does/,
    /Check the/,
    null,
    {},
    { hosts: () => ({ [home]: says(404, '{"detail":"Not Found"}') }) },
  ],
  [
    'a model that is gone under every spelling',
    'model',
    /FLUX\.1 Depth \[pro\] is not offered\. Asked for as flux-pro-1-0-depth and flux-pro-1\.0-depth\./,
    /Choose another model/,
    { do: 'choose-model' },
    {},
    { service: { models: ['flux-kontext-pro'] } },
  ],
  [
    'a model that this key may not use',
    'model',
    /not allowed to use this model/,
    /another key/,
    null,
    {},
    {},
    ({ faults }) => faults.always('submit', 'forbidden'),
  ],
  [
    'an error about the model',
    'model',
    /error \(500\)/,
    /few minutes/,
    null,
    {},
    {},
    ({ faults }) => faults.always('submit', 'server-error'),
  ],
]

describe('the first step that fails', () => {
  it.each(table.map((row) => [row[0], row[1], row] as const))(
    '%s: %s',
    async (_, step, [, , message, next, remedy, entry, options, script]) => {
      const opened = openCheck(options)
      script?.(opened.service, opened.time)
      const lines = await opened.runCheck(entry)
      expect(stepsByState(lines)).toEqual(failedAt(step))
      const found = lines.find((line) => line.step === step)?.finding
      expect(found?.message).toMatch(message)
      expect(found?.next).toMatch(next)
      expect(found?.remedy ?? null).toEqual(remedy)
      expect(outcomeOf(lines)).toContain(found?.message)
      // No picture was made, and the key is in no URL and no `no-cors` request.
      expect(opened.service.accepted).toHaveLength(0)
      for (const { url, mode, authorization, body } of opened.browser.seen) {
        expect(url).not.toContain(key)
        expect(body).not.toContain(key)
        if (mode === 'no-cors') expect(authorization).toBeNull()
      }
    },
  )
})
