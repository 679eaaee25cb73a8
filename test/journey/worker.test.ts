// Tools in a real worker: where they run, what they return, and what happens when there is no worker.

import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch } from '../../playground/chromium.ts'
import { root } from '../../playground/serve/bundle.ts'

type Tools = {
  where(job: null, signal: AbortSignal): Promise<string>
  sum(job: { readonly bytes: Uint8Array }, signal: AbortSignal): Promise<number>
  fail(job: string, signal: AbortSignal): Promise<never>
  wait(job: null, signal: AbortSignal): Promise<never>
}

declare const opened: { readonly worker: Tools; readonly page: Tools }

const workerScript = `
import { runWorker } from './src/ui/wire/run-worker.ts'
import { handOver } from './src/ui/wire/worker-on-page.ts'
const tools = {
  where: async () => (typeof document === 'undefined' ? 'worker' : 'page'),
  sum: async ({ bytes }) => bytes.reduce((sum, byte) => sum + byte, 0),
  fail: async (words) => { throw new Error(words) },
  wait: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('given up')))),
}
if (typeof document === 'undefined') runWorker(tools)
else handOver(document, tools)`

const pageScript = `
import { openWorkerClient } from './src/ui/wire/worker-client.ts'
import { toolsOnPage } from './src/ui/wire/worker-on-page.ts'
const source = document.getElementById('worker').textContent
const open = (startable) => openWorkerClient(() => startable, () => toolsOnPage(document, source)).tools
globalThis.opened = { worker: open(source), page: open('throw new Error("forbidden")') }`

async function bundle(contents: string): Promise<string> {
  const built = await build({ stdin: { contents, resolveDir: root }, bundle: true, write: false, format: 'iife', target: 'es2020' })
  return built.outputFiles[0]?.text ?? ''
}

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launch()
  page = await browser.newPage()
  await page.setContent(`<script type="text/plain" id="worker">${await bundle(workerScript)}</script>`)
  await page.addScriptTag({ content: await bundle(pageScript) })
})

afterAll(() => browser.close())

describe('a tool behind the worker', () => {
  it('runs in the worker', async () => {
    expect(await page.evaluate(() => opened.worker.where(null, new AbortController().signal))).toBe('worker')
  })

  it('gets bytes, and gives its value', async () => {
    const sum = await page.evaluate(() => opened.worker.sum({ bytes: new Uint8Array([1, 2, 3]) }, new AbortController().signal))
    expect(sum).toBe(6)
  })

  it('rejects with its own words', async () => {
    const words = await page.evaluate(() =>
      opened.worker.fail('no picture', new AbortController().signal).catch((thrown: unknown) => String(thrown)),
    )
    expect(words).toBe('Error: no picture')
  })

  it('hears that nobody waits for it any more', async () => {
    const words = await page.evaluate(async () => {
      const controller = new AbortController()
      const waiting = opened.worker.wait(null, controller.signal).catch((thrown: unknown) => String(thrown))
      // Answered after the previous call was received.
      await opened.worker.where(null, controller.signal)
      controller.abort()
      return waiting
    })
    expect(words).toBe('Error: given up')
  })

  it('runs on the page when no worker can be started', async () => {
    expect(await page.evaluate(() => opened.page.where(null, new AbortController().signal))).toBe('page')
    const sum = await page.evaluate(() => opened.page.sum({ bytes: new Uint8Array([1, 2, 3]) }, new AbortController().signal))
    expect(sum).toBe(6)
  })
})
