// "Check connection" in a real browser: from the window's null origin, under the manifest's own policy, against a service that plays each possible
// outcome.

import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { bundlePage } from '../../playground/serve/bundle.ts'
import { listenOn } from '../../playground/serve/listen.ts'
import { createPageServer } from '../../playground/serve/page-server.ts'
import { listen } from '../../playground/service/listen.ts'
import { createService, type Handler, type Service } from '../../playground/service/service.ts'
import { hut } from './frames.ts'
import { makeJourney, soon, type Journey } from './journey.ts'
import { leaksOf } from './leaks.ts'
import { productionUrl, relayUrl } from './support.ts'
import { expectAccessible } from './themes.ts'
import type { CheckStep } from '../../src/core/connection/steps.ts'

const key = 'sk-canary-connection'
/** Listed in the manifest, but cannot be resolved here. */
const unknownHost = 'https://bfldeliverysc.blob.core.windows.net'

let browser: Browser
let journey: Journey
let service: Service
/** The current behaviour of the service's address. */
let api: Handler
let close: () => Promise<void>

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

beforeAll(async () => {
  service = createService({ taskMs: 0, imageCors: true, paint: 'identity', keys: [key] })
  // Preflights are not cached, so that each check sends its own.
  const changed: Handler = async (request) => {
    const answer = await api(request)
    const headers = new Headers(answer.headers)
    headers.set('access-control-max-age', '0')
    return new Response(answer.body, { status: answer.status, headers })
  }
  const sockets = await listen({ ...service, api: { fetch: changed } }, { tls: true })
  const config = { isSimulated: false, baseUrl: productionUrl, key: '', remembersPictures: true }
  const serving = await listenOn(createPageServer(await bundlePage(), config, null).fetch, 0)
  const rules = [
    sockets.hostRules,
    `MAP localhost:8787 127.0.0.1:${await closedPort()}`,
    `MAP localhost:${serving.port} 127.0.0.1:${serving.port}`,
    'MAP * ~NOTFOUND',
  ]
  browser = await launch([`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors'])
  const context = await browser.newContext({ viewport: { width: 960, height: 800 }, deviceScaleFactor: 2, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const allows = /elsewhere\.example|blocked https:\/\/api\.cometapi\.com|www\.cometapi\.com/
  journey = await makeJourney({ page, service, key, address: `http://localhost:${serving.port}/?scene=building`, allows })
  await page.evaluate(
    async ([kept, script]) => {
      const { playground } = globalThis
      await playground?.storage.set('settings', kept)
      playground?.select((await playground.host.author<string[]>(script)) ?? [])
    },
    [{ version: 1, key, baseUrl: productionUrl }, hut] as const,
  )
  await journey.reopen()
  close = async () => {
    await browser.close()
    await Promise.all([sockets.close(), serving.close()])
  }
})
afterAll(() => close())

beforeEach(async () => {
  api = service.api.fetch
  service.settings.models = ['flux-pro-1.0-depth', 'flux-pro-1-0-depth']
  await journey.press('Settings')
})
afterEach(async () => {
  await journey.page.keyboard.press('Escape')
  await journey.window.locator('dialog').waitFor({ state: 'detached' })
  service.faults.clear()
  const problems = [...(await journey.problems()), ...(await leaksOf(journey))]
  if (problems.length > 0) throw new Error(`It went well, but:\n${problems.join('\n')}`)
})

function dialog(): Locator {
  return journey.window.getByRole('dialog', { name: 'Settings' })
}

function line(step: CheckStep): Locator {
  return dialog().getByRole('list', { name: 'Connection' }).locator(`[data-step=${step}]`)
}

async function check({ baseUrl = productionUrl, used = key } = {}): Promise<void> {
  await dialog().getByRole('textbox', { name: 'API base URL' }).fill(baseUrl)
  await dialog().getByRole('textbox', { name: 'API key' }).fill(used)
  await dialog().getByRole('button', { name: 'Check connection' }).click()
  // A failure is an alert, everything else a status.
  await soon(async () => expect(await dialog().locator('[role=status], [role=alert]').innerText()).not.toBe(''))
}

/** The failed step and its words. */
async function stopped(): Promise<readonly [string | null, string]> {
  const failed = dialog().locator('[data-state=failed]')
  expect(await failed.count()).toBe(1)
  expect(await dialog().getByRole('alert').count()).toBe(1)
  return [await failed.getAttribute('data-step'), (await failed.innerText()).replace(/\s+/g, ' ')]
}

function saved(): Promise<string> {
  return journey.page.evaluate(() => globalThis.playground?.host.save() ?? '')
}

function without(header: string): Handler {
  return async (request) => {
    const answer = await service.api.fetch(request)
    const headers = new Headers(answer.headers)
    headers.delete(header)
    return new Response(answer.body, { status: answer.status, headers })
  }
}

describe('the check fails at', () => {
  it('the manifest, for a relay that it does not list', async () => {
    await check({ baseUrl: 'https://relay.elsewhere.example' })
    expect(await stopped()).toEqual(['manifest', expect.stringContaining('does not allow https://relay.elsewhere.example. ')])
    await dialog().getByRole('button', { name: 'Copy instructions for your developer' }).click()
    await dialog().getByText('Copied.').waitFor()
    await expectAccessible(journey, 'check-manifest')
  })

  it('a relay that was not started, or a host that does not exist', async () => {
    await check({ baseUrl: relayUrl })
    expect(await stopped()).toEqual(['reach', expect.stringContaining('Nothing answers at localhost:8787.')])
    await check({ baseUrl: unknownHost })
    expect(await stopped()).toEqual(['reach', expect.stringContaining('firewall')])
  })

  it('a service that lets no page read it', async () => {
    api = without('access-control-allow-origin')
    await check()
    expect(await stopped()).toEqual(['cors', expect.stringContaining('blocks requests from plugins')])
    await expectAccessible(journey, 'check-cors')
    expect(service.requests.every(({ headers }) => headers['origin'] !== undefined || headers['authorization'] === undefined)).toBe(true)
  })

  it('a service that sends on to where the manifest does not reach, which does not make it forbidden', async () => {
    api = async () => new Response(null, { status: 301, headers: { location: 'https://elsewhere.example/' } })
    await check()
    expect(await stopped()).toEqual(['cors', expect.stringContaining('sends on to another address')])
    api = async () => Promise.reject(new Error('down'))
    await check()
    expect((await stopped())[0]).toBe('reach')
  })

  it('a preflight that does not allow the key', async () => {
    api = without('access-control-allow-headers')
    await check()
    expect(await stopped()).toEqual(['cors', expect.stringContaining('blocks keys from plugins (CORS: the header Authorization)')])
  })

  it('a wrong key', async () => {
    await check({ used: 'sk-somebody-else' })
    expect(await stopped()).toEqual(['key', expect.stringContaining('does not accept this key')])
  })

  it('a model that is gone, and leads to the others', async () => {
    service.settings.models = ['flux-kontext-pro']
    await check()
    expect(await stopped()).toEqual(['model', expect.stringContaining('flux-pro-1-0-depth and flux-pro-1.0-depth')])
    await dialog().getByRole('button', { name: 'Choose another model' }).click()
    await journey.window.getByRole('combobox', { name: 'Model' }).waitFor()
  })
})

describe('a check that passes', () => {
  it('works, makes nothing, and on request makes one picture that is shown and lies nowhere', async () => {
    const before = service.accepted.length
    const document = await saved()
    await check({ baseUrl: `${productionUrl}/flux/v1/get_result?id=pasted` })
    expect(await dialog().locator('[data-state=passed]').count()).toBe(6)
    expect(await line('address').innerText()).toContain(`Kept as ${productionUrl}: the plugin adds the rest itself.`)
    expect(await dialog().getByRole('status').innerText()).toMatch(/^It works\./)
    expect(service.accepted).toHaveLength(before)
    await expectAccessible(journey, 'check-passed')

    await dialog().getByRole('button', { name: 'Make a test picture (paid)' }).click()
    await soon(async () => expect(await journey.window.locator(':focus').innerText()).toContain('Restyle a test picture'))
    expect(await journey.window.locator('#sum').innerText()).toMatch(/^A cube, not from your file, about \$0\.06/)
    await expectAccessible(journey, 'test-picture-chosen')
    expect(service.accepted).toHaveLength(before)
    await journey.press('Restyle a test picture')
    const shown = dialog().getByRole('img', { name: 'The test picture' })
    await shown.waitFor()
    expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))).toEqual(
      [512, 512],
    )
    expect(await line('picture').innerText()).toMatch(/512 × 512 (PNG|JPEG)\. The plugin’s window can read it by itself\./)
    expect(service.accepted).toHaveLength(before + 1)
    await expectAccessible(journey, 'check-picture')
    expect((await saved()) === document).toBe(true)
  })

  it('ends in a picture that Figma cannot read either, where the host of pictures lets nobody', async () => {
    service.settings.imageCors = false
    try {
      await check()
      await dialog().getByRole('button', { name: 'Make a test picture (paid)' }).click()
      await journey.press('Restyle a test picture')
      await soon(async () => expect(await line('picture').getAttribute('data-state')).toBe('failed'))
      expect(await line('picture').innerText()).toMatch(/does not let the plugin read it\. Probably charged\./)
      await expectAccessible(journey, 'check-blocked')
      await dialog().getByRole('button', { name: 'Open picture' }).click()
      await soon(async () =>
        expect((await journey.page.evaluate(() => globalThis.playground?.opened()))?.at(-1)).toMatch(/^https:\/\/delivery\.eu2\.bfl\.ai\//),
      )
    } finally {
      service.settings.imageCors = true
    }
  })
})
