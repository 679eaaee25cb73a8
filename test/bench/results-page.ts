// Opens the Results panel of the built window on a page with hundreds of results, and measures how long it keeps the window's thread busy.

import type { ResultEntry } from '../../src/core/results/protocol.ts'
import type { Saved } from '../../src/core/protocol.ts'
import { rest } from './heartbeat.ts'

/** Milliseconds per round, from the press until the panel is drawn and the thread is free. The sandbox answers at once. */
export type ResultsReport = { readonly opened: readonly number[]; readonly tiles: number }

const rounds = 15

const saved: Saved = {
  settings: { version: 1, key: 'sk-bench' },
  durations: {},
  presets: undefined,
  tasks: [],
  selection: { kind: 'none' },
  canStore: true,
  relaunched: null,
}

/** Inside the frame: presses on request, and reports how long it took until the tiles were drawn. */
const probe = `<script>
const pressed = (label) => [...document.querySelectorAll('button')].find((button) => button.getAttribute('aria-label') === label).click()
const count = () => document.querySelectorAll('dialog [data-node]').length
addEventListener('message', ({ data }) => {
  if (data === 'close') pressed('Close')
  if (data !== 'open') return
  const from = performance.now()
  const observer = new MutationObserver(() => {
    if (count() === 0) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => parent.postMessage({ opened: performance.now() - from, tiles: count() }, '*')))
  })
  observer.observe(document, { subtree: true, childList: true })
  pressed('Results')
})</script>`

async function frameWith(html: string, results: readonly ResultEntry[], thumbnail: Uint8Array) {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.width = '360'
  frame.height = '680'
  frame.srcdoc = html
  const answers: Readonly<Record<string, unknown>> = { load: saved, results: { results }, thumbnail: { bytes: thumbnail } }
  let hear: (told: { opened: number; tiles: number }) => void = () => {}
  let ready = (): void => {}
  const isReady = new Promise<void>((resolve) => (ready = resolve))
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow) return
    if (typeof data === 'object' && data !== null && 'opened' in data) return hear(data as { opened: number; tiles: number })
    const call = (data as { pluginMessage?: { kind: string; id: number; method: string } }).pluginMessage
    if (call === undefined) return
    frame.contentWindow?.postMessage({ pluginMessage: { kind: 'reply', id: call.id, value: answers[call.method] } }, '*')
    if (call.method === 'load') ready()
  })
  document.body.append(frame)
  await isReady
  return {
    tell: (what: 'open' | 'close') => frame.contentWindow?.postMessage(what, '*'),
    told: () => new Promise<{ opened: number; tiles: number }>((resolve) => (hear = resolve)),
  }
}

async function measure(): Promise<ResultsReport> {
  const ui = (await (await fetch('/ui.html')).text()).replace(/<head[^>]*>/i, (head) => head + probe)
  const results = (await (await fetch('/results')).json()) as readonly ResultEntry[]
  const thumbnail = new Uint8Array(await (await fetch('/thumbnail')).arrayBuffer())
  const frame = await frameWith(ui, results, thumbnail)
  const opened: number[] = []
  let tiles = 0
  for (let round = -1; round < rounds; round++) {
    await rest(300)
    const told = frame.told()
    frame.tell('open')
    const now = await told
    if (round >= 0) opened.push(now.opened)
    tiles = now.tiles
    await rest(100)
    frame.tell('close')
  }
  return { opened, tiles }
}

function tell(result: unknown): Promise<Response> {
  return fetch('/result', { method: 'POST', body: JSON.stringify(result) })
}
measure().then(tell, (error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }))
