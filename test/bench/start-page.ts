// Opens the plugin's window and an empty Preact page alternately, and waits until each has a Restyle button that can be pressed.

import type { Saved } from '../../src/core/protocol.ts'
import { rest } from './heartbeat.ts'

export type StartReport = { readonly plugin: readonly number[]; readonly empty: readonly number[] }

const rounds = 21

const saved: Saved = {
  settings: { version: 1, key: 'sk-bench' },
  durations: {},
  presets: undefined,
  tasks: [],
  selection: {
    kind: 'one',
    source: {
      id: '1:2',
      name: 'Villa',
      type: 'FRAME',
      size: { width: 1440, height: 1024 },
      position: { x: 0, y: 0 },
      nodeSize: { width: 1440, height: 1024 },
      layers: { texts: 0, images: 0, vectors: 40 },
      recipe: '',
      ancestors: [],
    },
  },
  canStore: true,
  relaunched: null,
}

/** Inside the frame: reports once the button is drawn and the thread is free. */
const probe = `<script>(() => {
  const isUsable = (button) => button.textContent.trim().startsWith('Restyle') && button.getAttribute('aria-disabled') !== 'true'
  const look = () => [...document.querySelectorAll('button')].some(isUsable) && (observer.disconnect(), requestAnimationFrame(() => setTimeout(() => parent.postMessage('usable', '*'))))
  const observer = new MutationObserver(look)
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
})()</script>`

function open(html: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.width = '360'
    frame.height = '680'
    frame.srcdoc = html
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      if (source !== frame.contentWindow) return
      if (data === 'usable') return end(() => resolve(performance.now() - from))
      // The sandbox, as far as the window needs it to be usable.
      const call = (data as { pluginMessage?: { kind: string; id: number; method: string } }).pluginMessage
      if (call?.method === 'load') frame.contentWindow?.postMessage({ pluginMessage: { kind: 'reply', id: call.id, value: saved } }, '*')
    }
    const end = (then: () => void): void => {
      clearTimeout(timer)
      removeEventListener('message', hear)
      frame.remove()
      then()
    }
    const timer = setTimeout(() => end(() => reject(new Error('no Restyle button became usable'))), 10_000)
    addEventListener('message', hear)
    const from = performance.now()
    document.body.append(frame)
  })
}

async function measure(): Promise<StartReport> {
  const pageAt = async (path: string): Promise<string> => (await (await fetch(path)).text()).replace(/<head[^>]*>/i, (head) => head + probe)
  const [plugin, empty] = await Promise.all([pageAt('/ui.html'), pageAt('/preact.html')])
  const told = { plugin: [] as number[], empty: [] as number[] }
  for (let round = -1; round < rounds; round++) {
    const order = round % 2 === 0 ? (['plugin', 'empty'] as const) : (['empty', 'plugin'] as const)
    for (const which of order) {
      await rest(150)
      const ms = await open(which === 'plugin' ? plugin : empty)
      if (round >= 0) told[which].push(ms)
    }
  }
  return told
}

function tell(result: unknown): Promise<Response> {
  return fetch('/result', { method: 'POST', body: JSON.stringify(result) })
}
measure().then(tell, (error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }))
