// What surrounds `figma` in the VM: the bridge, events, timers, console and fetch, and the one way in from the host.
// The function's own text runs inside the VM (prelude-text.ts): it may name nothing outside itself and its arguments.

import type { Members } from '../document/schema.ts'
import type { makeCodec } from './codec.ts'
import type { buildFigma, Start } from './prelude-figma.ts'
import type { Bridge, buildNodes, Nodes } from './prelude-nodes.ts'

/** What the host hands over: the JSON text, or a list of it and the buffers where there are some. */
type Wire = string | [string, ...ArrayBuffer[]]
export type HostSide = {
  op(json: string, buffers?: ArrayBuffer[]): Wire
  /** A text begins with `=`, a list of nodes with `@`, and nothing that is packed does. */
  get(id: string, member: string): number | boolean | Wire
  set(id: string, member: string, value: number | boolean): void
  start(id: number, json: string, buffers?: ArrayBuffer[]): void
  log(level: string, line: string): void
  timer(id: number, ms: number): void
  clear(id: number): void
}
export type Parts = { makeCodec: typeof makeCodec; buildNodes: typeof buildNodes; buildFigma: typeof buildFigma }
export type Schema = { members: Record<string, Members>; typed: readonly string[]; asyncMethods: readonly string[] }

export function buildWorld(scope: Record<string, unknown>, host: HostSide, parts: Parts, schema: Schema, start: Start): void {
  type Run = (...args: unknown[]) => unknown
  const mixed = Symbol('figma.mixed')
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>()
  const handlers = new Map<string, { run: Run; isOnce: boolean }[]>()
  const timers = new Map<number, { run: () => unknown; every: number | null }>()
  let nextId = 1

  const textOf = (error: unknown): string =>
    error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error)
  const report = (problem: string): void => host.log('problem', problem)

  // A handler that throws or rejects must be heard: this VM has no hook for unhandled rejections.
  const guarded = (run: () => unknown): void => {
    try {
      const result = run()
      if (result instanceof Promise) result.then(undefined, (error: unknown) => report(`Unhandled rejection: ${textOf(error)}`))
    } catch (error) {
      report(`Uncaught ${textOf(error)}`)
    }
  }

  const images = new WeakMap<object, string>()
  let nodes: Nodes | null = null
  const image = (hash: string): object => {
    const made = {
      hash,
      getSizeAsync: () => bridge.later('figma', 'getSizeAsync', [hash]),
      getBytesAsync: () => bridge.later('figma', 'getBytesAsync', [hash]),
    }
    images.set(made, hash)
    return Object.freeze(made)
  }
  const codec = parts.makeCodec({
    mixed,
    refOf(value) {
      const hash = images.get(value)
      return hash === undefined ? (nodes?.refOf(value) ?? null) : { kind: 'image', hash }
    },
    revive: (ref) => (ref.kind === 'image' ? image(ref.hash) : nodes?.wrap(ref)),
  })
  const op = (call: unknown): Wire => {
    const { json, buffers } = codec.pack(call)
    return buffers.length === 0 ? host.op(json) : host.op(json, buffers)
  }
  const read = (wire: Wire, freeze: boolean): unknown => {
    if (typeof wire === 'string') return codec.unpack({ json: wire, buffers: [] }, freeze)
    const [json, ...buffers] = wire
    return codec.unpack({ json, buffers }, freeze)
  }

  const readNodes = (refs: readonly string[]): unknown => {
    const found: unknown[] = []
    for (let i = 0; i < refs.length; i += 2) found.push(nodes?.wrap({ id: refs[i] ?? '', type: refs[i + 1] ?? '' }))
    return Object.freeze(found)
  }

  const events = {
    on(type: string, run: unknown): void {
      if (typeof run !== 'function') throw new Error('Expected the callback to be a function')
      const list = handlers.get(type) ?? []
      handlers.set(type, [...list, { run: run as Run, isOnce: false }])
      op(['listen', type])
    },
    once(type: string, run: unknown): void {
      events.on(type, run)
      const list = handlers.get(type) ?? []
      const last = list[list.length - 1]
      if (last) last.isOnce = true
    },
    off: (type: string, run: unknown): void =>
      void handlers.set(
        type,
        (handlers.get(type) ?? []).filter((handler) => handler.run !== run),
      ),
  }

  const bridge: Bridge = {
    op: (...call) => read(op(call), false),
    get(id, member) {
      const wire = host.get(id, member)
      if (typeof wire === 'number' || typeof wire === 'boolean') return wire
      if (typeof wire !== 'string') return read(wire, true)
      if (wire.charCodeAt(0) === 61) return wire.slice(1)
      return wire.charCodeAt(0) === 64 ? readNodes(wire.slice(1).split(' ')) : read(wire, true)
    },
    set(id, member, value) {
      if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) host.set(id, member, value)
      else op(['set', id, member, value])
    },
    later(...call) {
      return new Promise((resolve, reject) => {
        const { json, buffers } = codec.pack(call)
        const id = nextId++
        waiting.set(id, { resolve, reject })
        host.start(id, json, buffers)
      })
    },
    report,
    events,
  }
  nodes = parts.buildNodes(bridge, schema.members, schema.typed, schema.asyncMethods)

  const fire = (type: string, args: unknown[]): void => {
    for (const handler of handlers.get(type) ?? []) {
      if (handler.isOnce) events.off(type, handler.run)
      guarded(() => handler.run(...args))
    }
  }

  const settle = (id: number, [isFine, value]: unknown[]): void => {
    const promise = waiting.get(id)
    waiting.delete(id)
    if (isFine) promise?.resolve(value)
    else promise?.reject(new Error(String(value)))
  }

  const tick = (id: number): void => {
    const timer = timers.get(id)
    if (!timer) return
    if (timer.every === null) timers.delete(id)
    else host.timer(id, timer.every)
    guarded(timer.run)
  }

  const setTimer = (run: Run, ms: number, every: boolean, args: unknown[]): number => {
    const id = nextId++
    timers.set(id, { run: () => run(...args), every: every ? Math.max(1, ms) : null })
    host.timer(id, ms)
    return id
  }
  const clearTimer = (id: number): void => {
    if (timers.delete(id)) host.clear(id)
  }

  const show = (value: unknown): string => {
    if (typeof value === 'string') return value
    if (value instanceof Error) return textOf(value)
    try {
      return JSON.stringify(value) ?? String(value)
    } catch {
      return String(value)
    }
  }
  const levels = ['log', 'error', 'info', 'warn', 'assert']

  const fetchOf = async (url: unknown, init?: unknown): Promise<object> => {
    const { bytes, text, ...answer } = (await bridge.later('figma', 'fetch', [url, init])) as { bytes: Uint8Array; text: string }
    return {
      ...answer,
      arrayBuffer: async () => bytes.slice().buffer,
      text: async () => text,
      json: async () => JSON.parse(text) as unknown,
    }
  }

  for (const name of ['performance', 'queueMicrotask', 'navigator', '__host']) delete scope[name]
  Object.assign(scope, {
    figma: parts.buildFigma(bridge, mixed, start),
    __html__: start.html,
    __uiFiles__: {},
    console: Object.fromEntries([
      ...levels.map((level) => [level, (...args: unknown[]) => host.log(level, args.map(show).join(' '))]),
      ['clear', () => undefined],
    ]),
    setTimeout: (run: Run, ms = 0, ...args: unknown[]) => setTimer(run, Number(ms), false, args),
    setInterval: (run: Run, ms = 0, ...args: unknown[]) => setTimer(run, Number(ms), true, args),
    clearTimeout: clearTimer,
    clearInterval: clearTimer,
    fetch: fetchOf,
    structuredClone: (value: unknown) => codec.unpack(codec.pack(value)),
  })
  if (start.isAuthor) scope['__done'] = (isFine: boolean, value: unknown) => op(['done', isFine, value])
  Object.defineProperty(scope, '__enter', {
    configurable: true,
    value: (kind: string, id: number, wire?: Wire): void => {
      const value = wire === undefined ? undefined : read(wire, false)
      if (kind === 'settle') settle(id, value as unknown[])
      else if (kind === 'timer') tick(id)
      else if (kind === 'message') fire('message', [value, { origin: 'null' }])
      else if (kind === 'event') fire(String((value as unknown[])[0]), (value as unknown[]).slice(1))
    },
  })
}
