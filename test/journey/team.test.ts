// A team's relay, started as the README says, carries the whole job: the window has a token, and the key never enters the plugin.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { bundlePage } from '../../playground/serve/bundle.ts'
import { listenOn } from '../../playground/serve/listen.ts'
import { createPageServer } from '../../playground/serve/page-server.ts'
import { listen } from '../../playground/service/listen.ts'
import { createService } from '../../playground/service/service.ts'
import { startByReadme } from '../relay/by-readme.ts'
import { results } from './canvas.ts'
import { isReady, makeJourney } from './journey.ts'
import { leaksOf } from './leaks.ts'
import { relayUrl } from './support.ts'

const key = 'sk-canary-of-the-team'
const token = 'token-of-a-designer'

const closing: (() => Promise<unknown>)[] = []
let start: () => Promise<{ readonly page: Page; readonly address: string }>
const service = createService({ taskMs: 0, paint: 'identity', keys: [key] })

beforeAll(async () => {
  const standIn = await listen(service)
  closing.unshift(() => standIn.close())
  const relay = await startByReadme({
    UPSTREAM_URL: standIn.apiUrl,
    IMAGE_HOSTS: standIn.imageUrl,
    COMETAPI_API_KEY: key,
    TEAM_TOKENS: token,
    PUBLIC_URL: relayUrl,
  })
  closing.unshift(() => relay.close())
  const serving = await listenOn(
    createPageServer(await bundlePage(), { isSimulated: false, baseUrl: relayUrl, key: '', remembersPictures: true }, null).fetch,
    0,
  )
  closing.unshift(() => serving.close())
  const browser = await launch([`--host-resolver-rules=MAP localhost:8787 127.0.0.1:${relay.port}`])
  closing.unshift(() => browser.close())
  start = async () => ({ page: await browser.newPage(), address: `http://localhost:${serving.port}/?scene=product` })
})
afterAll(async () => {
  for (const close of closing) await close()
})

it('restyles with a token of the team', async () => {
  const { page, address } = await start()
  const journey = await makeJourney({ page, service, key, address })
  await page.evaluate(
    async ([kept, scene]) => {
      await globalThis.playground?.storage.set('settings', kept)
      globalThis.playground?.select([globalThis.playground.sample(scene) ?? ''])
    },
    [{ version: 1, key: token, baseUrl: relayUrl }, 'product'] as const,
  )
  await isReady(page)
  await journey.reopen()
  await journey.restyle()
  expect(await journey.waitPhase('done')).toMatchObject({ phase: 'done', failure: null })

  expect(await results(page)).toHaveLength(1)
  expect(service.submits().map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${key}`])
  const pictures = service.requests.filter(({ kind }) => kind === 'picture')
  expect(pictures.map(({ headers }) => headers['authorization'])).toEqual([undefined])
  // The window contacted only its own page and the relay.
  const hosts = new Set(journey.asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).host))
  expect([...hosts].sort()).toEqual([new URL(address).host, new URL(relayUrl).host].sort())
  expect(await leaksOf(journey)).toEqual([])
  expect(await journey.problems()).toEqual([])
  expect(JSON.stringify(await page.evaluate(() => globalThis.playground?.storage.dump()))).not.toContain(key)
})
