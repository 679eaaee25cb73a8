// Composition root of the page and the only file that names its globals.

import type { Manifest } from '../host/types.ts'
import type { Config } from '../serve/page-server.ts'
import type { Theme } from './api.ts'
import { makeCrossings } from './crossings.ts'
import { openDocument } from './document.ts'
import { makeEditor } from './editor.ts'
import { figmaColors } from './figma-colors.ts'
import { makeFurniture } from './furniture.ts'
import { openKeep } from './keep.ts'
import { attachDrop, openFile } from './open-file.ts'
import { attachKeys } from './keys.ts'
import { readParameters } from './parameters.ts'
import { storeKey } from './play-state.ts'
import { apiOf, openState, reset, selectSample, type Page } from './playground.ts'
import { makePlugin, type Plugin } from './plugin.ts'
import { makeSaving } from './saving.ts'
import { tellService } from './script.ts'
import { makeToasts } from './toast.ts'

async function start(): Promise<void> {
  const wishes = readParameters(location.search)
  const [config, manifest, keep] = await Promise.all([
    jsonAt<Config>('/playground/config'),
    jsonAt<Manifest>('/plugin/manifest.json'),
    openKeep(),
  ])
  const used = { ...config, baseUrl: wishes.base ?? config.baseUrl, key: wishes.key ?? config.key }
  const isFirst = (await keep.readFile()) === undefined
  if (wishes.base !== null || wishes.key !== null || (isFirst && used.key !== '')) await storeKey(keep.storage, used)
  if (isFirst && config.isSimulated) await tellService({})

  const page = await build({ config: used, manifest, keep }, wishes.theme)
  attachKeys(page.editor)
  addEventListener('pagehide', () => void page.saving.now())
  const api = apiOf(page)
  if (wishes.scene) api.openScene(wishes.scene)
  await page.editor.whenDrawn()
  globalThis.playground = api
  document.documentElement.dataset['ready'] = 'true'
  if (wishes.state !== null) await api.openState(wishes.state)
  else if (wishes.runs) {
    selectSample(page)
    await api.run()
  }
}

/** The current theme, stored for the next visit. */
function makeTheme(asked: Theme | null, plugin: () => Plugin | null) {
  const colors = document.head.appendChild(document.createElement('style'))
  let theme: Theme = asked ?? (localStorage.getItem('theme') === 'dark' ? 'dark' : 'light')
  const wear = (next: Theme): void => {
    theme = next
    localStorage.setItem('theme', next)
    document.documentElement.className = `figma-${next}`
    colors.textContent = figmaColors(next)
    plugin()?.setTheme(next)
  }
  wear(theme)
  return { worn: () => theme, wear }
}

type Beginnings = Pick<Page, 'config' | 'manifest' | 'keep'>

/** Creates the editor, opens the document, and prepares the plugin to be run. */
async function build({ config, manifest, keep }: Beginnings, asked: Theme | null): Promise<Page> {
  let plugin: Plugin | null = null
  const theme = makeTheme(asked, () => plugin)
  let tell: (page: Page) => void = () => undefined
  const built = new Promise<Page>((resolve) => (tell = resolve))
  /** Actions during loading wait until the page is built. */
  const on = (work: (page: Page) => unknown): void => void built.then(work)
  const furniture = makeFurniture({
    isSimulated: config.isSimulated,
    onRun: () => on(({ plugin: playing }) => playing.run()),
    onRelaunch: (command) => on(({ plugin: playing }) => playing.run(command)),
    onTheme: () => theme.wear(theme.worn() === 'light' ? 'dark' : 'light'),
    onState: (name) => on((page) => openState(page, name)),
    onReset: () => on(reset),
    onOpenFile: (file) => on((page) => open(page, file)),
    onTool: (tool) => on(({ editor }) => editor.take(tool)),
    onZoom: (factor) => on(({ editor }) => editor.zoomBy(factor)),
    onFit: () => on(({ editor }) => editor.fitAll()),
  })
  const toasts = makeToasts()
  const open = async (page: Page, file: File): Promise<void> => openFile(page, file.name, new Uint8Array(await file.arrayBuffer()))
  document.body.append(furniture.element, toasts.element)

  const crossings = makeCrossings(() => plugin?.isRunning() ?? false)
  const held = { ...keep, storage: crossings.over(keep.storage) }
  const opened = await openDocument(held, { config, manifest })
  const playing = makePlugin({
    host: () => page.editor.host(),
    manifest,
    around: furniture.stage.parentElement ?? furniture.stage,
    theme: theme.worn,
    onNotice: (text) => toasts.say(text),
    onCrossing: crossings.tell,
    onOpened: (url) => void window.open(url, '_blank', 'noopener'),
    onChange: () => {
      furniture.setRunning(playing.isRunning())
      if (playing.size()) page.editor.makeRoom()
    },
  })
  plugin = playing
  const saving = makeSaving(keep, () => page.editor.host())
  const editor = makeEditor({ furniture, manifest, opened, plugin: playing, onDocument: saving.soon })
  attachDrop(document.body, (file) => on((page) => open(page, file)))
  const page: Page = {
    config,
    manifest,
    keep,
    held,
    crossings,
    plugin: playing,
    editor,
    saving,
    setTheme: theme.wear,
    setTitle: furniture.setTitle,
    say: toasts.say,
  }
  tell(page)
  return page
}

async function jsonAt<T>(address: string): Promise<T> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  // Trusted, as our own server serves it from our own files.
  return (await response.json()) as T
}

await start()
