// One run of a plugin, from the menu click to its end: its VM, its window and its events.

import type { Change } from './document/scene.ts'
import type { Desk } from './figma/desk.ts'
import { answer, begin, readFrom, writeTo } from './figma/ops.ts'
import { hostCodec, NodeRef } from './figma/refs.ts'
import type { Size } from './types.ts'
import {
  type Run,
  type RunOptions,
  type RunInside,
  type DeskOfHost,
  refuse,
  tellUi,
  later,
  deliver,
  fireTimer,
  settle,
  hearScene,
  close,
  finish,
  fire,
} from './run-state.ts'
import { preludeText } from './vm/prelude-text.ts'
import type { Packed } from './vm/codec.ts'
import { openSandbox, type HostFunctions, type Plain, type Refs } from './vm/sandbox.ts'

/** Ids and types alternating, if all items are nodes: lists of children are the longest lists that cross. */
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

/** Gives the plugin its own global classes, so that values the host creates belong to another realm. */
const otherRealmText = `for (const name of ['Uint8Array', 'Error']) globalThis[name] = { [name]: class extends globalThis[name] {} }[name]`

function actionsOf(run: Run): Omit<RunInside, 'end'> {
  const { desk, options, sandbox, messageListeners, uiListeners } = run
  return {
    loadedPages: desk.loadedPages,
    problems: run.problems,
    notices: run.notices,
    opened: run.opened,
    close: () => close(run),
    // A page counts as loaded once a person opens it.
    visit: (page) => void desk.loadedPages.add(page),
    start(code) {
      sandbox.evaluate(
        preludeText({ html: desk.html, command: desk.command, pluginId: '0', isAuthor: !desk.isDynamic }),
        'figma-prelude.js',
      )
      if (options.otherRealm === true) sandbox.evaluate(otherRealmText, 'other-realm.js')
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

/** What the sandbox does to its window, and what it reports to whoever runs it. */
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
    isUiShown: () => the().shown !== null,
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

/** The host functions that the sandbox can call. */
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
      // A close handler cannot wait for anything: what it starts is dropped with the VM (platform §3.7).
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
