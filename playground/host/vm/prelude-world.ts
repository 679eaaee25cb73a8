// The environment of `figma` in the VM: the bridge, events, timers, console and fetch, and the single entry point from the host. The
// functions' source text runs inside the VM (prelude-text.ts), so they may only use names of their own and their arguments.

import type { Codec, codecParts, makeCodec, Ref } from './codec.ts'
import type { buildFigma, FigmaParts, Start } from './prelude-figma.ts'
import type { Bridge, buildNodes, nodeParts, Nodes, Schema } from './prelude-nodes.ts'
import { buildConsole, buildFetch } from './prelude-services.ts'

/** A value from the host: JSON text, or a list of it followed by buffers, if there are any. */
type Wire = string | [string, ...ArrayBuffer[]]
export type HostSide = {
  op(json: string, buffers?: ArrayBuffer[]): Wire
  /** A string is prefixed with `=` and a list of nodes with `@`; packed values start with neither. */
  get(id: string, member: string): number | boolean | Wire
  set(id: string, member: string, value: number | boolean): void
  start(id: number, json: string, buffers?: ArrayBuffer[]): void
  log(level: string, line: string): void
  timer(id: number, ms: number): void
  clear(id: number): void
}
type Run = (...args: unknown[]) => unknown

/** Formats errors, and handles uncaught ones. */
export type Complaints = { textOf(error: unknown): string; report(problem: string): void; guarded(run: () => unknown): void }

export function buildComplaints(host: HostSide): Complaints {
  const textOf = (error: unknown): string =>
    error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error)
  const report = (problem: string): void => host.log('problem', problem)
  return {
    textOf,
    report,
    // Reports handlers that throw or reject, as this VM has no hook for unhandled rejections.
    guarded(run) {
      try {
        const result = run()
        if (result instanceof Promise) result.then(undefined, (error: unknown) => report(`Unhandled rejection: ${textOf(error)}`))
      } catch (error) {
        report(`Uncaught ${textOf(error)}`)
      }
    },
  }
}

export type Events = Bridge['events'] & { fire(type: string, args: unknown[]): void }

export function buildEvents(listen: (type: string) => void, guarded: Complaints['guarded']): Events {
  const handlers = new Map<string, { run: Run; isOnce: boolean }[]>()
  const add = (type: string, run: unknown, isOnce: boolean): void => {
    if (typeof run !== 'function') throw new Error('Expected the callback to be a function')
    handlers.set(type, [...(handlers.get(type) ?? []), { run: run as Run, isOnce }])
    listen(type)
  }
  const off = (type: string, run: unknown): void =>
    void handlers.set(
      type,
      (handlers.get(type) ?? []).filter((handler) => handler.run !== run),
    )
  return {
    on: (type, run) => add(type, run, false),
    once: (type, run) => add(type, run, true),
    off,
    fire(type, args) {
      for (const handler of handlers.get(type) ?? []) {
        if (handler.isOnce) off(type, handler.run)
        guarded(() => handler.run(...args))
      }
    },
  }
}

/** The bridge to the host, and the function that settles an asynchronous call. */
export type Crossing = {
  bridge: Bridge
  settle(id: number, answer: unknown[]): void
  read(wire: Wire): unknown
  copy(value: unknown): unknown
}

export function buildCrossing(
  host: HostSide,
  mixed: symbol,
  complaints: Complaints,
  parts: Parts,
  schema: Schema,
): Crossing & { events: Events } {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>()
  const images = new WeakMap<object, string>()
  let nodes: Nodes | null = null
  let nextId = 1
  const image = (hash: string): object => {
    const made = {
      hash,
      getSizeAsync: () => later('figma', 'getSizeAsync', [hash]),
      getBytesAsync: () => later('figma', 'getBytesAsync', [hash]),
    }
    images.set(made, hash)
    return Object.freeze(made)
  }
  const refOf = (value: object): Ref | null => {
    const hash = images.get(value)
    return hash === undefined ? (nodes?.refOf(value) ?? null) : { kind: 'image', hash }
  }
  const revive = (ref: Ref): unknown => (ref.kind === 'image' ? image(ref.hash) : nodes?.wrap(ref))
  const codec = parts.makeCodec({ mixed, refOf, revive }, parts)
  const wiring = parts.buildWiring(host, codec, (ref) => nodes?.wrap(ref))
  const later = (...call: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { json, buffers } = codec.pack(call)
      const id = nextId++
      waiting.set(id, { resolve, reject })
      host.start(id, json, buffers)
    })
  const events = parts.buildEvents((type) => void wiring.op(['listen', type]), complaints.guarded)
  const bridge: Bridge = { ...wiring.members, later, report: complaints.report, events }
  nodes = parts.buildNodes(bridge, schema, parts)
  return {
    bridge,
    events,
    read: (wire) => wiring.read(wire, false),
    copy: (value) => codec.unpack(codec.pack(value)),
    settle(id, [isFine, value]) {
      const promise = waiting.get(id)
      waiting.delete(id)
      if (isFine) promise?.resolve(value)
      else promise?.reject(new Error(String(value)))
    },
  }
}

/** Synchronous calls, in the cheapest possible encodings (HostSide). */
export type Wiring = {
  op(call: unknown): Wire
  read(wire: Wire, freeze: boolean): unknown
  members: Pick<Bridge, 'op' | 'get' | 'set'>
}

export function buildWiring(host: HostSide, codec: Codec, wrap: (ref: { id: string; type: string }) => unknown): Wiring {
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
    for (let i = 0; i < refs.length; i += 2) found.push(wrap({ id: refs[i] ?? '', type: refs[i + 1] ?? '' }))
    return Object.freeze(found)
  }
  return {
    op,
    read,
    members: {
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
    },
  }
}

export type Timers = { set(run: Run, ms: number, every: boolean, args: unknown[]): number; clear(id: number): void; tick(id: number): void }

export function buildTimers(host: HostSide, guarded: Complaints['guarded']): Timers {
  const timers = new Map<number, { run: () => unknown; every: number | null }>()
  let nextId = 1
  return {
    set(run, ms, every, args) {
      const id = nextId++
      timers.set(id, { run: () => run(...args), every: every ? Math.max(1, ms) : null })
      host.timer(id, ms)
      return id
    },
    clear(id) {
      if (timers.delete(id)) host.clear(id)
    },
    tick(id) {
      const timer = timers.get(id)
      if (!timer) return
      if (timer.every === null) timers.delete(id)
      else host.timer(id, timer.every)
      guarded(timer.run)
    },
  }
}

/** The functions of the world. In the sandbox a function can only be reached as one of these parts. */
export const worldParts = { buildComplaints, buildEvents, buildCrossing, buildWiring, buildTimers, buildConsole, buildFetch }

/** Each part under the name by which the others call it. */
export type Parts = typeof codecParts &
  typeof nodeParts &
  FigmaParts & { makeCodec: typeof makeCodec; buildNodes: typeof buildNodes; buildFigma: typeof buildFigma } & {
    buildEvents: typeof buildEvents
    buildComplaints: typeof buildComplaints
    buildWiring: typeof buildWiring
    buildTimers: typeof buildTimers
    buildConsole: typeof buildConsole
    buildFetch: typeof buildFetch
    buildCrossing(host: HostSide, mixed: symbol, complaints: Complaints, parts: Parts, schema: Schema): Crossing & { events: Events }
  }

export function buildWorld(scope: Record<string, unknown>, host: HostSide, parts: Parts, schema: Schema, start: Start): void {
  const mixed = Symbol('figma.mixed')
  const complaints = parts.buildComplaints(host)
  const { bridge, events, read, copy, settle } = parts.buildCrossing(host, mixed, complaints, parts, schema)
  const timers = parts.buildTimers(host, complaints.guarded)

  for (const name of ['performance', 'queueMicrotask', 'navigator', '__host']) delete scope[name]
  Object.assign(scope, {
    figma: parts.buildFigma(bridge, mixed, start, parts),
    __html__: start.html,
    __uiFiles__: {},
    console: parts.buildConsole(host, complaints),
    setTimeout: (run: Run, ms = 0, ...args: unknown[]) => timers.set(run, Number(ms), false, args),
    setInterval: (run: Run, ms = 0, ...args: unknown[]) => timers.set(run, Number(ms), true, args),
    clearTimeout: timers.clear,
    clearInterval: timers.clear,
    fetch: parts.buildFetch(bridge),
    structuredClone: copy,
  })
  if (start.isAuthor) scope['__done'] = (isFine: boolean, value: unknown) => bridge.op('done', isFine, value)
  Object.defineProperty(scope, '__enter', {
    configurable: true,
    value: (kind: string, id: number, wire?: Wire): void => {
      const value = wire === undefined ? undefined : read(wire)
      if (kind === 'settle') settle(id, value as unknown[])
      else if (kind === 'timer') timers.tick(id)
      else if (kind === 'message') events.fire('message', [value, { origin: 'null' }])
      else if (kind === 'event') events.fire(String((value as unknown[])[0]), (value as unknown[]).slice(1))
    },
  })
}
