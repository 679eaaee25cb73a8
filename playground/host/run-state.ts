// The state of one plugin run, and the events and messages delivered to it.

import type { QuickJSWASMModule } from 'quickjs-emscripten-core'
import { ancestorsOf, type Change } from './document/scene.ts'
import type { Desk } from './figma/desk.ts'
import { hostCodec, NodeRef } from './figma/refs.ts'
import type { PluginRun, ShowUi } from './types.ts'
import type { Sandbox } from './vm/sandbox.ts'

export type UiEvent = Parameters<Parameters<PluginRun['onUi']>[0]>[0]
export type DeskOfHost = Omit<Desk, 'showUi' | 'resizeUi' | 'isUiShown' | 'closeUi' | 'post' | 'notify' | 'open' | 'close' | 'report'>

export type RunOptions = {
  readonly quickjs: QuickJSWASMModule
  readonly desk: DeskOfHost
  readonly deadlineMs: number
  readonly otherRealm?: boolean
  onConsole?(line: string): void
  onEnd(): void
  /** Receives the result of `author` code: ['done', isFine, value]. */
  onDone?(isFine: boolean, value: unknown): void
}

export type RunInside = PluginRun & { readonly end: Promise<void>; start(code: string): void; visit(page: string): void }

export type Run = {
  readonly options: RunOptions
  readonly desk: Desk
  readonly sandbox: Sandbox
  readonly problems: string[]
  readonly notices: string[]
  readonly opened: string[]
  readonly messageListeners: Set<(message: unknown) => void>
  readonly uiListeners: Set<(event: UiEvent) => void>
  /** The events the plugin listens to. */
  readonly listening: Set<string>
  readonly timers: Map<number, unknown>
  /** Messages that arrived before anyone listened. */
  queued: unknown[]
  shown: ShowUi | null
  changes: Change[]
  /** The close handler has run: further calls of the plugin are refused. */
  isClosing: boolean
  isEnding: boolean
  stopListening(): void
  settleEnd(): void
}

export function refuse(place: string): never {
  throw new Error(`in ${place}: the plugin has been closed`)
}

export function tellUi({ uiListeners }: Run, event: UiEvent): void {
  for (const listen of uiListeners) listen(event)
}

/** Everything between the two programs arrives later, as in Figma: no listener runs inside the call that caused it. */
export function later({ sandbox }: Run, work: () => void): void {
  queueMicrotask(() => void (sandbox.isAlive && work()))
}

export function deliver({ messageListeners, queued }: Run, message: unknown): void {
  if (messageListeners.size === 0) queued.push(message)
  for (const listen of messageListeners) listen(message)
}

export function fireTimer({ timers, sandbox }: Run, id: number): void {
  timers.delete(id)
  if (sandbox.isAlive) sandbox.enter('timer', id)
}

export function settle({ sandbox }: Run, id: number, isFine: boolean, value: unknown): void {
  if (sandbox.isAlive) sandbox.enter('settle', id, hostCodec.pack([isFine, value]))
}

export function fire({ listening, sandbox }: Run, type: string, ...values: unknown[]): void {
  if (listening.has(type) && sandbox.isAlive) sandbox.enter('event', 0, hostCodec.pack([type, ...values]))
}

export function hearScene(run: Run, change: Change | 'selection' | 'page'): void {
  if (change === 'selection') later(run, () => fire(run, 'selectionchange'))
  else if (change === 'page') {
    // A page counts as loaded once a person opens it.
    run.desk.loadedPages.add(run.desk.scene.page)
    later(run, () => fire(run, 'currentpagechange'))
  } else if (run.listening.has(`nodechange:${String(change.page)}`)) {
    run.changes.push(change)
    if (run.changes.length === 1) later(run, () => tellChanges(run))
  }
}

/** Of nodes that were created or deleted together, only the outermost is reported (typings, `PageNode.on('nodechange')`). */
function outermost({ changes, desk }: Run): readonly Change[] {
  const idsOf = (type: Change['type']): ReadonlySet<string> => new Set(changes.filter((one) => one.type === type).map(({ id }) => id))
  const [created, deleted] = [idsOf('CREATE'), idsOf('DELETE')]
  return changes.filter(({ type, id, parent }) => {
    if (type === 'DELETE') return !deleted.has(parent ?? '')
    return type !== 'CREATE' || !desk.scene.nodes.has(id) || !ancestorsOf(desk.scene, id).some((one) => created.has(one.id))
  })
}

/** Reports all changes since the last time, page by page. */
function tellChanges(run: Run): void {
  const pages = new Map<string, unknown[]>()
  for (const change of outermost(run)) {
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

/** Closes the run as a person closes the window: the plugin's close handler is the last thing that runs. */
export function close(run: Run): void {
  if (run.isEnding || !run.sandbox.isAlive) return
  run.isEnding = true
  if (run.listening.has('close')) run.sandbox.enterLast('event', 0, hostCodec.pack(['close']))
  run.isClosing = true
  finish(run)
}

export function finish(run: Run): void {
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
