// One run of a plugin: its VM, its window and its events, from the menu click to the end.

import type { QuickJSWASMModule } from 'quickjs-emscripten-core'
import type { Change } from './document/scene.ts'
import type { Desk } from './figma/desk.ts'
import { answer, begin, readFrom, writeTo } from './figma/ops.ts'
import { hostCodec, NodeRef } from './figma/refs.ts'
import type { PluginRun, ShowUi, Size } from './types.ts'
import { preludeText } from './vm/prelude-text.ts'
import type { Packed } from './vm/codec.ts'
import { openSandbox, type HostFunctions, type Plain, type Refs, type Sandbox } from './vm/sandbox.ts'

type UiEvent = Parameters<Parameters<PluginRun['onUi']>[0]>[0]
type DeskOfHost = Omit<Desk, 'showUi' | 'resizeUi' | 'closeUi' | 'post' | 'notify' | 'open' | 'close' | 'report'>

export type RunOptions = {
  readonly quickjs: QuickJSWASMModule
  readonly desk: DeskOfHost
  readonly deadlineMs: number
  onConsole?(line: string): void
  onEnd(): void
  /** What `author` code hands back: ['done', isFine, value]. */
  onDone?(isFine: boolean, value: unknown): void
}

export type RunInside = PluginRun & { readonly end: Promise<void>; start(code: string): void; visit(page: string): void }

/** Ids and types in turns, where all are nodes: children are the longest lists that cross. */
function refsOf(value: unknown): Refs | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const refs: string[] = []
  for (const item of value) {
    if (!(item instanceof NodeRef)) return null
    refs.push(item.id, item.type)
  }
  return { refs }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

type Run = {
  readonly options: RunOptions
  readonly desk: Desk
  readonly sandbox: Sandbox
  readonly problems: string[]
  readonly notices: string[]
  readonly opened: string[]
  readonly messageListeners: Set<(message: unknown) => void>
  readonly uiListeners: Set<(event: UiEvent) => void>
  /** The events that the plugin asked to hear. */
  readonly listening: Set<string>
  readonly timers: Map<number, unknown>
  /** Messages that nobody has listened to yet. */
  queued: unknown[]
  shown: ShowUi | null
  changes: Change[]
  /** The close handler has run: whatever the plugin still calls is refused. */
  isClosing: boolean
  isEnding: boolean
  stopListening(): void
  settleEnd(): void
}

export function openRun(options: RunOptions): RunInside {
  let settleEnd = (): void => undefined
  const end = new Promise<void>((resolve) => (settleEnd = resolve))
  const run: Run = {
    options,
    desk: { ...options.desk, ...windowOf(() => run) },
    sandbox: openSandbox(
      options.quickjs,
      functionsOf(() => run),
      (text) => run.problems.push(`Uncaught ${text}`),
      options.deadlineMs,
    ),
    problems: [],
    notices: [],
    opened: [],
    messageListeners: new Set(),
    uiListeners: new Set(),
    listening: new Set(),
    timers: new Map(),
    queued: [],
    shown: null,
    changes: [],
    isClosing: false,
    isEnding: false,
    stopListening: () => void options.desk.scene.listeners.delete(onScene),
    settleEnd,
  }
  const onScene = (change: Change | 'selection' | 'page'): void => hearScene(run, change)
  options.desk.scene.listeners.add(onScene)
  return { end, ...actionsOf(run) }
}

function actionsOf(run: Run): Omit<RunInside, 'end'> {
  const { desk, sandbox, messageListeners, uiListeners } = run
  return {
    problems: run.problems,
    notices: run.notices,
    opened: run.opened,
    close: () => close(run),
    // A page somebody looks at is a loaded one.
    visit: (page) => void desk.loadedPages.add(page),
    start(code) {
      sandbox.evaluate(
        preludeText({ html: desk.html, command: desk.command, pluginId: '0', isAuthor: !desk.isDynamic }),
        'figma-prelude.js',
      )
      sandbox.evaluate(code, 'code.js')
      fire(run, 'run', { command: desk.command, parameters: undefined })
    },
    post(message) {
      const packed = hostCodec.pack(message)
      later(run, () => sandbox.enter('message', 0, packed))
    },
    onMessage(listen) {
      messageListeners.add(listen)
      const queued = run.queued
      run.queued = []
      for (const message of queued) later(run, () => messageListeners.has(listen) && listen(message))
      return () => void messageListeners.delete(listen)
    },
    onUi(listen) {
      uiListeners.add(listen)
      if (run.shown) queueMicrotask(() => void (run.shown && uiListeners.has(listen) && listen({ kind: 'show', ui: run.shown })))
      return () => void uiListeners.delete(listen)
    },
    kill() {
      if (!sandbox.isAlive) return
      run.isClosing = true
      finish(run)
    },
  }
}

/** What the sandbox does to its window, and what it says to whoever runs it. */
function windowOf(the: () => Run): Omit<Desk, keyof DeskOfHost> {
  return {
    showUi(ui) {
      the().shown = ui
      tellUi(the(), { kind: 'show', ui })
    },
    resizeUi(size: Size) {
      const run = the()
      if (run.shown) run.shown = { ...run.shown, ...size }
      tellUi(run, { kind: 'resize', size })
    },
    closeUi() {
      the().shown = null
      tellUi(the(), { kind: 'closed' })
    },
    post(message) {
      const run = the()
      if (!run.shown) throw new Error('There is no UI to post to: call figma.showUI first')
      later(run, () => deliver(run, message))
    },
    notify: (text) => void the().notices.push(text),
    open: (url) => void the().opened.push(url),
    close(message) {
      if (message !== undefined) the().notices.push(message)
      close(the())
    },
    report: (problem) => void the().problems.push(problem),
  }
}

/** What the sandbox may call. */
function functionsOf(the: () => Run): HostFunctions {
  return {
    op: (packed) => answerOp(the(), hostCodec.unpack(packed) as unknown[]),
    get(id, member) {
      const { isClosing, desk } = the()
      if (isClosing) refuse(`get_${member}`)
      const value = readFrom(desk, id, member)
      return isPlain(value) ? value : (refsOf(value) ?? hostCodec.pack(value))
    },
    set(id, member, value) {
      const { isClosing, desk } = the()
      if (isClosing) refuse(`set_${member}`)
      writeTo(desk, id, member, value)
    },
    start(id, packed) {
      const run = the()
      // A close handler may not wait for anything: what it begins is dropped with the VM (platform §3.7).
      if (run.isClosing || run.isEnding) return
      begin(run.desk, hostCodec.unpack(packed) as unknown[]).then(
        (value) => settle(run, id, true, value),
        (error: unknown) => settle(run, id, false, error instanceof Error ? error.message : String(error)),
      )
    },
    log(level, line) {
      const { problems, options } = the()
      if (level === 'problem') problems.push(line)
      else options.onConsole?.(line)
    },
    timer(id, ms) {
      const run = the()
      if (run.isClosing || run.isEnding) return
      run.timers.set(
        id,
        run.desk.clock.setTimeout(() => fireTimer(run, id), Math.max(0, ms)),
      )
    },
    clear(id) {
      const { timers, desk } = the()
      desk.clock.clearTimeout(timers.get(id))
      timers.delete(id)
    },
  }
}

function answerOp({ listening, options, isClosing, desk }: Run, call: unknown[]): Packed {
  if (call[0] === 'listen') listening.add(String(call[1]))
  else if (call[0] === 'done') options.onDone?.(call[1] === true, call[2])
  else {
    if (isClosing && call[1] !== 'closePlugin') refuse(String(call[1]))
    return hostCodec.pack(answer(desk, call))
  }
  return hostCodec.pack(undefined)
}

function refuse(place: string): never {
  throw new Error(`in ${place}: the plugin has been closed`)
}

function tellUi({ uiListeners }: Run, event: UiEvent): void {
  for (const listen of uiListeners) listen(event)
}

/** Everything between the two programs arrives later, as in Figma: nobody is called inside his own call. */
function later({ sandbox }: Run, work: () => void): void {
  queueMicrotask(() => void (sandbox.isAlive && work()))
}

function deliver({ messageListeners, queued }: Run, message: unknown): void {
  if (messageListeners.size === 0) queued.push(message)
  for (const listen of messageListeners) listen(message)
}

function fireTimer({ timers, sandbox }: Run, id: number): void {
  timers.delete(id)
  if (sandbox.isAlive) sandbox.enter('timer', id)
}

function settle({ sandbox }: Run, id: number, isFine: boolean, value: unknown): void {
  if (sandbox.isAlive) sandbox.enter('settle', id, hostCodec.pack([isFine, value]))
}

function fire({ listening, sandbox }: Run, type: string, ...values: unknown[]): void {
  if (listening.has(type) && sandbox.isAlive) sandbox.enter('event', 0, hostCodec.pack([type, ...values]))
}

function hearScene(run: Run, change: Change | 'selection' | 'page'): void {
  if (change === 'selection') later(run, () => fire(run, 'selectionchange'))
  else if (change === 'page') later(run, () => fire(run, 'currentpagechange'))
  else if (run.listening.has(`nodechange:${String(change.page)}`)) {
    run.changes.push(change)
    if (run.changes.length === 1) later(run, () => tellChanges(run))
  }
}

/** Tells of all changes since the last time, page by page. */
function tellChanges(run: Run): void {
  const pages = new Map<string, unknown[]>()
  for (const change of run.changes) {
    if (change.page === null) continue
    const entry = {
      type: change.type,
      id: change.id,
      origin: 'LOCAL',
      node: change.type === 'DELETE' ? { id: change.id, type: change.kind, removed: true } : new NodeRef(change.id, change.kind),
      ...(change.property === undefined ? {} : { properties: [change.property] }),
    }
    pages.set(change.page, [...(pages.get(change.page) ?? []), entry])
  }
  run.changes = []
  for (const [page, nodeChanges] of pages) fire(run, `nodechange:${page}`, { nodeChanges })
}

/** As a person closes the window: the plugin's close handler is the last thing that runs. */
function close(run: Run): void {
  if (run.isEnding || !run.sandbox.isAlive) return
  run.isEnding = true
  if (run.listening.has('close')) run.sandbox.enterLast('event', 0, hostCodec.pack(['close']))
  run.isClosing = true
  finish(run)
}

function finish(run: Run): void {
  const { timers, desk, sandbox, options } = run
  run.stopListening()
  for (const handle of timers.values()) desk.clock.clearTimeout(handle)
  timers.clear()
  sandbox.dispose()
  if (run.shown) tellUi(run, { kind: 'closed' })
  run.shown = null
  options.onEnd()
  run.settleEnd()
}
