// The page's API for tests and for people at the console: the document, the plugin, the prepared states.

import type { Host, Manifest } from '../host/types.ts'
import { samples, sceneNames, scenes, type SceneName } from '../scenes/scenes.ts'
import type { Config } from '../serve/page-server.ts'
import { findState } from '../states.ts'
import type { PlaygroundApi, Theme } from './api.ts'
import type { makeCrossings } from './crossings.ts'
import { openDocument } from './document.ts'
import { openFile } from './open-file.ts'
import type { Editor } from './editor.ts'
import type { Keep } from './keep.ts'
import { playState, storeKey } from './play-state.ts'
import type { Plugin } from './plugin.ts'
import type { Saving } from './saving.ts'
import { countOrders, tellService } from './script.ts'
import { findByName } from './tree.ts'

export type Page = {
  /** Contains the key and base URL given in the page's URL parameters. */
  readonly config: Config
  readonly manifest: Manifest
  readonly keep: Keep
  /** The same store, wrapped so that writes are reported before they happen. */
  readonly held: Keep
  readonly crossings: ReturnType<typeof makeCrossings>
  readonly plugin: Plugin
  readonly editor: Editor
  readonly saving: Saving
  setTheme(theme: Theme): void
  /** Sets the document's name in the top bar. */
  setTitle(title: string): void
  /** Shows a short-lived line at the lower edge. */
  say(text: string): void
}

export function apiOf(page: Page): PlaygroundApi {
  const { keep, crossings, plugin, editor, saving } = page
  return {
    ...documentApi(editor),
    run: plugin.run,
    close: plugin.close,
    kill: plugin.kill,
    isRunning: plugin.isRunning,
    onCrossing: crossings.listen,
    whenRunning: plugin.whenRunning,
    openScene: (name) => openScene(page, name),
    openFile: (name, bytes) => openFile(page, name, bytes),
    sample: (name) => sampleOf(page, name),
    storage: {
      dump: async () =>
        Object.fromEntries(await Promise.all((await keep.storage.keys()).map(async (key) => [key, await keep.storage.get(key)] as const))),
      set: keep.storage.set,
      clear: async () => {
        for (const key of await keep.storage.keys()) await keep.storage.delete(key)
      },
    },
    problems: plugin.problems,
    windowProblems: plugin.windowProblems,
    notices: plugin.notices,
    opened: plugin.opened,
    windowSize: plugin.size,
    setTheme: page.setTheme,
    script: tellService,
    openState: (name) => openState(page, name),
    reset: () => reset(page),
    save: saving.now,
    whenDrawn: editor.whenDrawn,
    // A getter, because a reset replaces the host. It comes last in the object.
    get host() {
      return editor.host()
    },
  }
}

function documentApi(editor: Editor) {
  return {
    select: (ids: readonly string[]) => editor.host().select(ids),
    selection: () => editor.host().selection(),
    find: (name: string) => findByName(editor.host(), editor.page(), name),
    describe: (id: string) => editor.host().describe(id),
    children: (id: string) => editor.host().children(id),
    box: (id: string) => editor.host().box(id),
    exportPng: (id: string, scale?: number) => editor.host().exportPng(id, scale),
    screenshot: editor.screenshot,
    move: (id: string, dx: number, dy: number) => editor.host().move(id, dx, dy),
    remove: (id: string) => editor.host().remove(id),
    undo: () => editor.host().undo(),
  }
}

function pageOfScene({ editor }: Page, name: SceneName): string {
  const pages = editor.host().pages()
  return pages.find((page) => page.name === scenes[name].page)?.id ?? editor.page()
}

export function openScene(page: Page, name: SceneName): string {
  const id = pageOfScene(page, name)
  page.editor.openPage(id)
  return id
}

function openedScene(page: Page): SceneName | undefined {
  return sceneNames.find((name) => pageOfScene(page, name) === page.editor.page())
}

function sampleOf(page: Page, name: SceneName): string | null {
  return findByName(page.editor.host(), pageOfScene(page, name), samples[name])
}

export function selectSample(page: Page): void {
  const scene = openedScene(page)
  const id = scene ? sampleOf(page, scene) : null
  if (id !== null) page.editor.host().select([id])
}

/** Plants the scenes again and reopens the current one. */
async function clear(page: Page): Promise<void> {
  const { plugin, keep, held, editor, saving } = page
  const scene = openedScene(page)
  plugin.kill()
  const former: Host = editor.host()
  await saving.without(async () => {
    await keep.clear()
    const opened = await openDocument(held, page)
    editor.use(opened.host, opened.page)
  })
  former.dispose()
  page.setTitle('Restyle samples')
  if (scene) openScene(page, scene)
}

export async function reset(page: Page): Promise<void> {
  const { config, keep } = page
  await clear(page)
  if (config.isSimulated) await tellService({})
  if (config.key !== '') await storeKey(keep.storage, config)
}

export async function openState(page: Page, name: string): Promise<void> {
  const { keep, config, plugin } = page
  const state = findState(name)
  if (!state) throw new Error(`There is no state ${name}`)
  const stage = {
    storage: keep.storage,
    config,
    clear: async () => {
      await clear(page)
      selectSample(page)
    },
    script: tellService,
    run: plugin.run,
    press: plugin.press,
    kill: plugin.kill,
    count: async () => page.say(await countOrders()),
  }
  await playState(stage, state)
}
