// Runs the built plugin: code.js in the host's sandbox, ui.html in its window, and messages between the two.

import type { Host, Manifest, PluginRun, ShowUi, Size } from '../host/types.ts'
import type { Theme } from './api.ts'
import type { Crossing } from './crossings.ts'
import { policyOf } from './csp.ts'
import { openFrame, type PluginFrame } from './frame.ts'
import { openWindow, type PluginWindow } from './window.ts'

export type PluginOptions = {
  /** Called at each start, because a reset replaces the host. */
  host(): Host
  readonly manifest: Manifest
  readonly around: HTMLElement
  theme(): Theme
  onNotice(text: string): void
  onOpened(url: string): void
  onChange(): void
  /** Called before something passes from one program to the other. */
  onCrossing(crossing: Crossing): void
}

export type Plugin = ReturnType<typeof makePlugin>

type UiEvent = Parameters<Parameters<PluginRun['onUi']>[0]>[0]

/** The current run with its window, and the lines collected over all runs. */
type Playing = {
  readonly options: PluginOptions
  readonly heard: Record<'problems' | 'windowProblems' | 'notices' | 'opened', string[]>
  open: { run: PluginRun; look(): void; stop(): void } | null
  frame: PluginFrame | null
  shown: PluginWindow | null
  size: Size | null
  /** Counts the starts, so that a slow one can give way to the next. */
  starts: number
  /** Resolves when the window's page has been written. */
  running: ReturnType<typeof promised>
}

export function makePlugin(options: PluginOptions) {
  const playing: Playing = {
    options,
    heard: { problems: [], windowProblems: [], notices: [], opened: [] },
    open: null,
    frame: null,
    shown: null,
    size: null,
    starts: 0,
    running: promised(),
  }
  const upToDate = (list: keyof Playing['heard']): readonly string[] => {
    playing.open?.look()
    return playing.heard[list]
  }
  return {
    problems: () => upToDate('problems'),
    windowProblems: () => upToDate('windowProblems'),
    notices: () => upToDate('notices'),
    opened: () => upToDate('opened'),
    isRunning: () => playing.open !== null,
    size: () => playing.size,
    whenRunning: () => playing.running.promise,
    run: (command?: string) => start(playing, command),
    press: (name: string) => playing.frame?.press(name),
    close: () => playing.open?.run.close(),
    kill: () => {
      playing.open?.run.kill()
      if (playing.open) shut(playing)
    },
    setTheme: (next: Theme) => playing.frame?.setTheme(next),
    /** Moves the window over the canvas, so that fitting can keep clear of it. */
    place: (left: number, top: number) => playing.shown?.place(left, top),
    covers: () => playing.shown?.element.getBoundingClientRect() ?? null,
  }
}

async function start(playing: Playing, command?: string): Promise<void> {
  const { host, onCrossing, onChange } = playing.options
  const mine = ++playing.starts
  playing.open?.run.close()
  const [code, html] = await Promise.all([textAt('/plugin/code.js'), textAt('/plugin/ui.html')])
  const run = await host().run(code, html, { ...(command === undefined ? {} : { command }), onConsole: (line) => console.info(line) })
  // The plugin was started again meanwhile, and that run takes over.
  if (mine !== playing.starts) return run.close()
  playing.open = { run, ...watch(run, sinksOf(playing)) }
  // The window comes first: messages sent before anyone listened are delivered next.
  run.onUi((event) => hear(playing, run, event))
  run.onMessage((message) => {
    onCrossing({ kind: 'message', from: 'sandbox', message })
    playing.frame?.post(message)
  })
  onChange()
  await playing.running.promise
}

function hear(playing: Playing, run: PluginRun, event: UiEvent): void {
  switch (event.kind) {
    case 'show':
      return show(playing, run, event.ui)
    case 'resize':
      playing.size = event.size
      playing.shown?.resize(event.size)
      return playing.options.onChange()
    case 'closed':
      return shut(playing)
    default:
      event satisfies never
  }
}

function show(playing: Playing, run: PluginRun, ui: ShowUi): void {
  const { manifest, around, theme, onCrossing, onChange } = playing.options
  playing.shown?.remove()
  const frame = openFrame({
    html: ui.html,
    policy: policyOf(manifest),
    title: ui.title,
    theme: ui.themeColors ? theme() : null,
    onMessage: (message) => {
      onCrossing({ kind: 'message', from: 'window', message })
      run.post(message)
    },
    onProblem: (problem) => void playing.heard.windowProblems.push(problem),
  })
  playing.frame = frame
  playing.shown = openWindow(ui, frame, around, () => run.close())
  playing.size = { width: ui.width, height: ui.height }
  void frame.whenWritten.then(playing.running.settle)
  onChange()
}

function shut(playing: Playing): void {
  playing.shown?.remove()
  playing.open?.stop()
  playing.open = playing.frame = playing.shown = playing.size = null
  playing.running = promised()
  playing.options.onChange()
}

/** What to do with each new line of the lists that the host keeps for a run. */
type Sinks = { notice(text: string): void; opened(url: string): void; problem(text: string): void }

/** The host keeps notices and opened URLs in lists, so this polls them, and reads them at once when someone asks. */
function watch(run: PluginRun, sinks: Sinks): { look(): void; stop(): void } {
  const looks = [fresh(run.notices, sinks.notice), fresh(run.opened, sinks.opened), fresh(run.problems, sinks.problem)]
  const look = (): void => looks.forEach((one) => one())
  const timer = setInterval(look, 120)
  const stop = (): void => {
    clearInterval(timer)
    look()
  }
  return { look, stop }
}

/** Passes on the items added to a list since the last call. */
function fresh<T>(list: readonly T[], take: (item: T) => void): () => void {
  let seen = 0
  return () => {
    const items = list.slice(seen)
    seen = list.length
    items.forEach(take)
  }
}

function sinksOf({ heard, options }: Playing): Sinks {
  return {
    notice(text) {
      heard.notices.push(text)
      options.onNotice(text)
    },
    opened(url) {
      heard.opened.push(url)
      options.onOpened(url)
    },
    problem(text) {
      heard.problems.push(text)
      console.error(text)
    },
  }
}

function promised(): { promise: Promise<void>; settle: () => void } {
  let settle = (): void => undefined
  const promise = new Promise<void>((resolve) => (settle = resolve))
  return { promise, settle }
}

async function textAt(address: string): Promise<string> {
  const response = await fetch(address, { cache: 'no-store' })
  if (!response.ok) throw new Error(`${address} answered ${response.status}. Was the plugin built?`)
  return response.text()
}
