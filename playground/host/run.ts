// One run of a plugin: its VM, its window and its events, from the menu click to the end.

import type { QuickJSWASMModule } from 'quickjs-emscripten-core'
import type { Change } from './document/scene.ts'
import type { Desk } from './figma/desk.ts'
import { answer, begin, readFrom, writeTo } from './figma/ops.ts'
import { hostCodec, NodeRef } from './figma/refs.ts'
import type { PluginRun, ShowUi, Size } from './types.ts'
import { preludeText } from './vm/prelude-text.ts'
import { openSandbox, type Plain, type Refs, type Sandbox } from './vm/sandbox.ts'

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

export function openRun(options: RunOptions): RunInside {
  const problems: string[] = []
  const notices: string[] = []
  const opened: string[] = []
  const messageListeners = new Set<(message: unknown) => void>()
  const uiListeners = new Set<(event: UiEvent) => void>()
  const listening = new Set<string>()
  const timers = new Map<number, unknown>()
  let unheard: unknown[] = []
  let shown: ShowUi | null = null
  let changes: Change[] = []
  let isClosing = false
  let isEnding = false
  let settleEnd = (): void => undefined
  const end = new Promise<void>((resolve) => (settleEnd = resolve))

  const tellUi = (event: UiEvent): void => {
    for (const listen of uiListeners) listen(event)
  }

  /** Everything between the two programs arrives later, as in Figma: nobody is called inside his own call. */
  const later = (work: () => void): void => queueMicrotask(() => void (sandbox.isAlive && work()))

  const desk: Desk = {
    ...options.desk,
    showUi(ui) {
      shown = ui
      tellUi({ kind: 'show', ui })
    },
    resizeUi(size: Size) {
      if (shown) shown = { ...shown, ...size }
      tellUi({ kind: 'resize', size })
    },
    closeUi() {
      shown = null
      tellUi({ kind: 'closed' })
    },
    post(message) {
      if (!shown) throw new Error('There is no UI to post to: call figma.showUI first')
      later(() => deliver(message))
    },
    notify: (text) => void notices.push(text),
    open: (url) => void opened.push(url),
    close(message) {
      if (message !== undefined) notices.push(message)
      close()
    },
    report: (problem) => void problems.push(problem),
  }

  const deliver = (message: unknown): void => {
    if (messageListeners.size === 0) unheard.push(message)
    for (const listen of messageListeners) listen(message)
  }

  const ring = (id: number): void => {
    timers.delete(id)
    if (sandbox.isAlive) sandbox.enter('timer', id)
  }

  const settle = (id: number, isFine: boolean, value: unknown): void => {
    if (sandbox.isAlive) sandbox.enter('settle', id, hostCodec.pack([isFine, value]))
  }

  const refuse = (place: string): never => {
    throw new Error(`in ${place}: the plugin has been closed`)
  }

  const sandbox: Sandbox = openSandbox(
    options.quickjs,
    {
      op(packed) {
        const call = hostCodec.unpack(packed) as unknown[]
        if (call[0] === 'listen') listening.add(String(call[1]))
        else if (call[0] === 'done') options.onDone?.(call[1] === true, call[2])
        else {
          if (isClosing && call[1] !== 'closePlugin') refuse(String(call[1]))
          return hostCodec.pack(answer(desk, call))
        }
        return hostCodec.pack(undefined)
      },
      get(id, member) {
        if (isClosing) refuse(`get_${member}`)
        const value = readFrom(desk, id, member)
        return isPlain(value) ? value : (refsOf(value) ?? hostCodec.pack(value))
      },
      set(id, member, value) {
        if (isClosing) refuse(`set_${member}`)
        writeTo(desk, id, member, value)
      },
      start(id, packed) {
        // A close handler may not wait for anything: what it begins is dropped with the VM (platform §3.7).
        if (isClosing || isEnding) return
        begin(desk, hostCodec.unpack(packed) as unknown[]).then(
          (value) => settle(id, true, value),
          (error: unknown) => settle(id, false, error instanceof Error ? error.message : String(error)),
        )
      },
      log(level, line) {
        if (level === 'problem') problems.push(line)
        else options.onConsole?.(line)
      },
      timer(id, ms) {
        if (!isClosing && !isEnding)
          timers.set(
            id,
            desk.clock.setTimeout(() => ring(id), Math.max(0, ms)),
          )
      },
      clear(id) {
        desk.clock.clearTimeout(timers.get(id))
        timers.delete(id)
      },
    },
    (text) => problems.push(`Uncaught ${text}`),
    options.deadlineMs,
  )

  const fire = (type: string, ...values: unknown[]): void => {
    if (listening.has(type) && sandbox.isAlive) sandbox.enter('event', 0, hostCodec.pack([type, ...values]))
  }

  const flush = (): void => {
    const pages = new Map<string, unknown[]>()
    for (const change of changes) {
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
    changes = []
    for (const [page, nodeChanges] of pages) fire(`nodechange:${page}`, { nodeChanges })
  }

  const onScene = (change: Change | 'selection' | 'page'): void => {
    if (change === 'selection') later(() => fire('selectionchange'))
    else if (change === 'page') later(() => fire('currentpagechange'))
    else if (listening.has(`nodechange:${String(change.page)}`)) {
      changes.push(change)
      if (changes.length === 1) later(flush)
    }
  }
  desk.scene.listeners.add(onScene)

  const finish = (): void => {
    desk.scene.listeners.delete(onScene)
    for (const handle of timers.values()) desk.clock.clearTimeout(handle)
    timers.clear()
    sandbox.dispose()
    if (shown) tellUi({ kind: 'closed' })
    shown = null
    options.onEnd()
    settleEnd()
  }

  const close = (): void => {
    if (isEnding || !sandbox.isAlive) return
    isEnding = true
    if (listening.has('close')) sandbox.enterLast('event', 0, hostCodec.pack(['close']))
    isClosing = true
    finish()
  }

  return {
    end,
    problems,
    notices,
    opened,
    close,
    // A page somebody looks at is a loaded one.
    visit: (page) => void desk.loadedPages.add(page),
    start(code) {
      sandbox.evaluate(
        preludeText({ html: desk.html, command: desk.command, pluginId: '0', isAuthor: !desk.isDynamic }),
        'figma-prelude.js',
      )
      sandbox.evaluate(code, 'code.js')
      fire('run', { command: desk.command, parameters: undefined })
    },
    post(message) {
      const packed = hostCodec.pack(message)
      later(() => sandbox.enter('message', 0, packed))
    },
    onMessage(listen) {
      messageListeners.add(listen)
      const queued = unheard
      unheard = []
      for (const message of queued) later(() => messageListeners.has(listen) && listen(message))
      return () => void messageListeners.delete(listen)
    },
    onUi(listen) {
      uiListeners.add(listen)
      if (shown) queueMicrotask(() => void (shown && uiListeners.has(listen) && listen({ kind: 'show', ui: shown })))
      return () => void uiListeners.delete(listen)
    },
    kill() {
      if (!sandbox.isAlive) return
      isClosing = true
      finish()
    },
  }
}
