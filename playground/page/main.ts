// Composition of the page: the only file that names its globals.

import type { Manifest } from '../host/types.ts'
import { samples, sceneNames, scenes, type SceneName } from '../scenes/scenes.ts'
import type { Config } from '../serve/page-server.ts'
import { findState, type Script } from '../states.ts'
import type { PlaygroundApi, Theme } from './api.ts'
import { makeCrossings } from './crossings.ts'
import { openDocument } from './document.ts'
import { makeEditor, type Editor } from './editor.ts'
import { figmaColors } from './figma-colors.ts'
import { makeFurniture } from './furniture.ts'
import { openKeep } from './keep.ts'
import { attachKeys } from './keys.ts'
import { readParameters } from './parameters.ts'
import { playState, storeKey } from './play-state.ts'
import { makePlugin, type Plugin } from './plugin.ts'
import { makeToasts } from './toast.ts'
import { findByName } from './tree.ts'

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
  if (isFirst && config.isSimulated) await tell({})

  let theme: Theme = wishes.theme ?? (localStorage.getItem('theme') === 'dark' ? 'dark' : 'light')
  const wear = (next: Theme): void => {
    theme = next
    localStorage.setItem('theme', next)
    document.documentElement.className = `figma-${next}`
    colors.textContent = figmaColors(next)
    plugin?.setTheme(next)
  }
  const colors = document.head.appendChild(document.createElement('style'))
  let plugin: Plugin | null = null
  let editor: Editor | null = null
  wear(theme)

  const furniture = makeFurniture({
    isSimulated: config.isSimulated,
    onRun: () => void api.run(),
    onRelaunch: (command) => void api.run(command),
    onTheme: () => wear(theme === 'light' ? 'dark' : 'light'),
    onState: (name) => void api.openState(name),
    onReset: () => void api.reset(),
    onZoom: (factor) => editor?.zoomBy(factor),
    onFit: () => editor?.fitAll(),
  })
  const toasts = makeToasts()
  document.body.append(furniture.element, toasts.element)

  const crossings = makeCrossings(() => plugin?.isRunning() ?? false)
  const held = { ...keep, storage: crossings.over(keep.storage) }
  const opened = await openDocument(held, manifest)
  const well = furniture.stage.parentElement ?? furniture.stage
  const playing = makePlugin({
    host: () => editing.host(),
    manifest,
    around: well,
    theme: () => theme,
    onNotice: (text) => toasts.say(text),
    onCrossing: crossings.tell,
    onOpened: (url) => void window.open(url, '_blank', 'noopener'),
    onChange: () => {
      furniture.setRunning(playing.isRunning())
      if (playing.size()) editing.makeRoom()
    },
  })
  plugin = playing

  let saving: ReturnType<typeof setTimeout> | undefined
  const save = async (): Promise<void> => {
    clearTimeout(saving)
    await keep.writeFile(editing.host().save())
  }
  const editing = makeEditor({
    furniture,
    manifest,
    firstHost: opened.host,
    firstPage: opened.page,
    covers: () => playing.covers(),
    isRunning: () => playing.isRunning(),
    onDocument: () => {
      clearTimeout(saving)
      saving = setTimeout(() => void save(), 200)
    },
  })
  editor = editing
  attachKeys(editing)
  addEventListener('pagehide', () => void save())

  const pageOfScene = (name: SceneName): string =>
    editing
      .host()
      .pages()
      .find((page) => page.name === scenes[name].page)?.id ?? editing.page()
  const sample = (name: SceneName): string | null => findByName(editing.host(), pageOfScene(name), samples[name])
  const clear = async (): Promise<void> => {
    const scene = sceneNames.find((name) => pageOfScene(name) === editing.page())
    playing.kill()
    await keep.clear()
    const former = editing.host()
    const { host, page } = await openDocument(held, manifest)
    editing.use(host, page)
    former.dispose()
    if (scene) editing.openPage(pageOfScene(scene))
  }

  const api: PlaygroundApi = {
    get host() {
      return editing.host()
    },
    run: playing.run,
    close: playing.close,
    kill: playing.kill,
    isRunning: playing.isRunning,
    onCrossing: crossings.listen,
    whenRunning: playing.whenRunning,
    select: (ids) => editing.host().select(ids),
    selection: () => editing.host().selection(),
    find: (name) => findByName(editing.host(), editing.page(), name),
    describe: (id) => editing.host().describe(id),
    children: (id) => editing.host().children(id),
    box: (id) => editing.host().box(id),
    exportPng: (id, scale) => editing.host().exportPng(id, scale),
    screenshot: editing.screenshot,
    move: (id, dx, dy) => editing.host().move(id, dx, dy),
    remove: (id) => editing.host().remove(id),
    undo: () => editing.host().undo(),
    openScene: (name) => {
      const id = pageOfScene(name)
      editing.openPage(id)
      return id
    },
    sample,
    storage: {
      dump: async () =>
        Object.fromEntries(await Promise.all((await keep.storage.keys()).map(async (key) => [key, await keep.storage.get(key)] as const))),
      set: keep.storage.set,
      clear: async () => {
        for (const key of await keep.storage.keys()) await keep.storage.delete(key)
      },
    },
    problems: playing.problems,
    windowProblems: playing.windowProblems,
    notices: playing.notices,
    opened: playing.opened,
    windowSize: playing.size,
    setTheme: wear,
    script: tell,
    openState: async (name) => {
      const state = findState(name)
      if (!state) throw new Error(`There is no state ${name}`)
      await playState(
        {
          storage: keep.storage,
          config: used,
          clear: clearAndSelect,
          script: tell,
          run: playing.run,
          press: playing.press,
          kill: playing.kill,
        },
        state,
      )
    },
    reset: async () => {
      await clear()
      if (config.isSimulated) await tell({})
      if (used.key !== '') await storeKey(keep.storage, used)
    },
    save,
    whenDrawn: editing.whenDrawn,
  }

  const selectSample = (): void => {
    const scene = sceneNames.find((name) => pageOfScene(name) === editing.page())
    const id = scene ? sample(scene) : null
    if (id !== null) editing.host().select([id])
  }
  const clearAndSelect = async (): Promise<void> => {
    await clear()
    selectSample()
  }

  if (wishes.scene) api.openScene(wishes.scene)
  await editing.whenDrawn()
  globalThis.playground = api
  document.documentElement.dataset['ready'] = 'true'
  if (wishes.state !== null) await api.openState(wishes.state)
  else if (wishes.runs) {
    selectSample()
    await api.run()
  }
}

async function jsonAt<T>(address: string): Promise<T> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  // Served by our own server from our own files.
  return (await response.json()) as T
}

async function tell(script: Script): Promise<void> {
  const response = await fetch('/playground/script', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(script),
  })
  if (!response.ok) throw new Error('The service behind the relay is real and takes no script.')
}

await start()
