// The stand-in Figma: one document, its history, and the plugin runs on it. It does not depend on Node or a browser.

import type { QuickJSWASMModule } from 'quickjs-emscripten-core'
import { at, type Point } from './document/affine.ts'
import { fromText, toText } from './document/file.ts'
import { absoluteBox, hitAt } from './document/geometry.ts'
import { historyOf, type History } from './document/history.ts'
import { isGroup, type Node } from './document/node.ts'
import { announce, type Change, emptyScene, findNode, nodeOf, openPage, type Scene, selectNodes } from './document/scene.ts'
import { remove, settle } from './document/structure.ts'
import { describe, glance } from './figma/describe.ts'
import { pictureOf, type ExportSettings } from './figma/export.ts'
import { oddly, withoutNewImages } from './figma/quirks.ts'
import { openEye } from './figma/view.ts'
import { reachOf } from './figma/network-access.ts'
import type { Renderer } from './render/renderer.ts'
import { shotOf } from './shot.ts'
import { openRun } from './run.ts'
import type { RunInside, RunOptions } from './run-state.ts'
import { systemClock } from './system-clock.ts'
import type { Eye, Host, HostOptions } from './types.ts'

/** What differs between Node and a browser. Each part is loaded once per process and shared by all hosts. */
export type Platform = { readonly quickjs: QuickJSWASMModule; renderer(): Promise<Renderer>; readonly fetch: typeof fetch }

type Opened = {
  readonly platform: Platform
  readonly options: HostOptions
  readonly scene: Scene
  readonly history: History
  readonly runs: Set<RunInside>
  readonly watchers: Set<() => void>
  eye: Eye
  renderer: Renderer | null
  hasRun: boolean
}

export function openHost(platform: Platform, options: HostOptions): Host {
  const scene = options.file === undefined ? emptyScene() : fromText(options.file)
  if (options.fileName !== undefined) nodeOf(scene, scene.rootId).values['name'] = options.fileName
  const opened: Opened = {
    platform,
    options,
    scene,
    history: historyOf(scene),
    runs: new Set(),
    watchers: new Set(),
    eye: openEye(),
    renderer: null,
    hasRun: false,
  }
  scene.listeners.add(inOneGo(() => opened.watchers.forEach((watch) => watch())))
  return {
    ...programsOf(opened),
    ...handOf(opened),
    ...eyesOn(opened),
    seeThrough: (eye) => void (opened.eye = eye),
    seen: () => opened.eye.read(),
    onChange(listen) {
      opened.watchers.add(listen)
      return () => void opened.watchers.delete(listen)
    },
    onNodeChange(listen) {
      const hear = (change: Change | 'selection' | 'page'): void => {
        if (typeof change !== 'string') listen({ type: change.type, id: change.id })
      }
      scene.listeners.add(hear)
      return () => void scene.listeners.delete(hear)
    },
    save: () => toText(scene),
    dispose() {
      for (const run of opened.runs) run.kill()
      opened.watchers.clear()
    },
  }
}

/** Batches calls: `work` runs once, after the current turn. */
function inOneGo(work: () => void): () => void {
  let isDue = false
  return () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      work()
    })
  }
}

async function rendererOf(opened: Opened): Promise<Renderer> {
  return (opened.renderer ??= await opened.platform.renderer())
}

async function paint(opened: Opened, id: string, settings: ExportSettings): Promise<Uint8Array> {
  const { scene, options } = opened
  const quirks = options.quirks ?? []
  const node = nodeOf(scene, id)
  const picture = oddly(quirks, scene, node, pictureOf(scene, node, settings))
  return (await rendererOf(opened)).paint(withoutNewImages(quirks, scene, node), picture, options.remembersPictures)
}

/** Loaded fonts are tracked per run: fonts that the author loaded do not help a plugin. */
function deskFor(opened: Opened, { isDynamic = true, command = '', html = '' }): RunOptions['desk'] {
  const { platform, options, scene, history } = opened
  return {
    scene,
    history,
    isDynamic,
    command,
    html,
    storage: options.storage,
    clock: options.clock ?? systemClock,
    fetch: options.fetch ?? platform.fetch,
    mayReach: reachOf(options.manifest),
    renderer: () => rendererOf(opened),
    readyRenderer: () => opened.renderer,
    exportNode: (id, settings) =>
      options.exportHangs?.(id) === true
        ? new Promise(() => undefined)
        : (options.exportNode ?? ((one, asked) => paint(opened, one, asked as ExportSettings)))(id, settings),
    hasQuirk: (name) => options.quirks?.includes(name) ?? false,
    movesMissingFonts: options.movesMissingFonts ?? false,
    refusesModes: options.refusesModes ?? false,
    clonesInsideInstances: options.clonesInsideInstances ?? false,
    loadedPages: new Set([scene.page]),
    fonts: new Set<string>(),
    eye: () => opened.eye,
  }
}

/** What runs on the document: plugins, and the author's scripts. */
function programsOf(opened: Opened): Pick<Host, 'run' | 'author'> {
  const { platform, options, runs } = opened
  return {
    async run(code, html, { command = '', onConsole } = {}) {
      opened.hasRun = true
      // One plugin at a time: starting one closes the other (platform §3.7).
      for (const other of runs) other.close()
      const run: RunInside = openRun({
        quickjs: platform.quickjs,
        desk: deskFor(opened, { command, html }),
        deadlineMs: options.deadlineMs ?? 10_000,
        otherRealm: options.otherRealm ?? false,
        ...(onConsole ? { onConsole } : {}),
        onEnd: () => runs.delete(run),
      })
      runs.add(run)
      run.start(code)
      return run
    },
    author: <T>(source: string) => runAsAuthor<T>(opened, source),
  }
}

function runAsAuthor<T>(opened: Opened, source: string): Promise<T> {
  const { platform, history } = opened
  return new Promise((resolve, reject) => {
    history.commit()
    const run = openRun({
      quickjs: platform.quickjs,
      desk: deskFor(opened, { isDynamic: false }),
      deadlineMs: 60_000,
      onEnd: () => undefined,
      onDone(isFine, value) {
        // Before the first run, this is the file as a person opens it, with nothing to undo.
        if (opened.hasRun) history.commit()
        else history.forget()
        queueMicrotask(() => run.kill())
        // Only plain data arrives; the caller asserts its type.
        if (isFine) resolve(value as T)
        else reject(new Error(String(value)))
      },
    })
    run.start(authorText(source))
    if (run.problems.length > 0) reject(new Error(run.problems.join('\n')))
  })
}

/** What a person can do. */
function handOf({
  scene,
  history,
  runs,
}: Opened): Pick<Host, 'select' | 'selection' | 'pages' | 'openPage' | 'hit' | 'remove' | 'loseImages' | 'move' | 'undo'> {
  /** Runs the work as an undo step of its own, after closing the step that a plugin left open. */
  const byHand = (work: () => void): void => {
    history.commit()
    work()
    history.commit()
  }
  return {
    select: (ids) =>
      selectNodes(
        scene,
        ids.filter((id) => findNode(scene, id)),
      ),
    selection: () => scene.selection,
    pages: () => nodeOf(scene, scene.rootId).children.map((id) => ({ id, name: String(nodeOf(scene, id).values['name']) })),
    openPage: (id) => {
      nodeOf(scene, id)
      openPage(scene, id)
      for (const run of runs) run.visit(id)
    },
    hit: (x, y, deep = false) => hitAt(scene, { x, y } satisfies Point, deep),
    remove: (id) => byHand(() => remove(scene, id)),
    loseImages: () => scene.images.clear(),
    move: (id, dx, dy) =>
      byHand(() => {
        const node = nodeOf(scene, id)
        moveNode(scene, node, dx, dy)
        announce(scene, node, 'PROPERTY_CHANGE', 'x')
        settle(scene, node.parent)
      }),
    undo: () => history.undo(),
  }
}

/** What can be read of the document, and its pictures. */
function eyesOn(opened: Opened): Pick<Host, 'box' | 'describe' | 'glance' | 'children' | 'screenshot' | 'pixels' | 'exportPng'> {
  const { scene, options } = opened
  return {
    box: (id) => {
      const node = findNode(scene, id)
      return node ? absoluteBox(scene, node) : null
    },
    describe: (id) => describe(scene, id),
    glance: (id) => glance(scene, id),
    children: (id) => findNode(scene, id)?.children ?? [],
    screenshot: async (part, scale) =>
      (await rendererOf(opened)).paint(scene, shotOf(scene, part, scale, 'PNG'), options.remembersPictures),
    async pixels(part, scale) {
      const shot = shotOf(scene, part, scale, 'RGBA')
      return { ...shot.size, rgba: (await rendererOf(opened)).paint(scene, shot, options.remembersPictures) }
    },
    exportPng: (id, scale = 1) => paint(opened, id, { format: 'PNG', constraint: { type: 'SCALE', value: scale } }),
  }
}

function authorText(source: string): string {
  return `Promise.resolve().then(() => (${source})(figma)).then((value) => __done(true, value), (error) => __done(false, error instanceof Error ? error.message : String(error)))`
}

function moveNode(scene: Scene, node: Node, dx: number, dy: number): void {
  node.transform = at(node.transform, node.transform[0][2] + dx, node.transform[1][2] + dy)
  if (isGroup(node.type)) for (const id of node.children) moveNode(scene, nodeOf(scene, id), dx, dy)
}
