// The JavaScript VM of one run: the host functions it can call, one way back in (`enter`), and a deadline for every entry.

import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core'
import type { Packed } from './codec.ts'

export type Plain = string | number | boolean
/** Nodes: ids and types alternating. */
export type Refs = { readonly refs: readonly string[] }

export type HostFunctions = {
  /** Answers synchronously. */
  op(call: Packed): Packed
  /** Reads one member of a node: primitives as they are, everything else packed. These are the most frequent calls, so they avoid JSON. */
  get(id: string, member: string): Plain | Refs | Packed
  set(id: string, member: string, value: number | boolean): void
  /** Starts an asynchronous call; its result enters as `settle`. */
  start(id: number, call: Packed): void
  log(level: string, line: string): void
  timer(id: number, ms: number): void
  clear(id: number): void
}

export type Sandbox = {
  evaluate(source: string, fileName: string): void
  enter(kind: string, id: number, packed?: Packed): void
  /** The final entry: no promise reactions run after it. */
  enterLast(kind: string, id: number, packed: Packed): void
  /** Frees the VM, or as soon as the current call ends: it must not be freed while it runs. */
  dispose(): void
  readonly isAlive: boolean
}

type Vm = {
  readonly runtime: QuickJSRuntime
  readonly context: QuickJSContext
  readonly onError: (text: string) => void
  readonly deadlineMs: number
  /** Number of nested entries. */
  depth: number
  /** The VM is to be freed when the last entry is left. */
  isDoomed: boolean
  isFreed: boolean
  deadline: number
  entrance: QuickJSHandle | null
}

export function openSandbox(
  quickjs: QuickJSWASMModule,
  functions: HostFunctions,
  onError: (text: string) => void,
  deadlineMs: number,
): Sandbox {
  const runtime = quickjs.newRuntime()
  const context = runtime.newContext()
  const vm: Vm = {
    runtime,
    context,
    onError,
    deadlineMs,
    depth: 0,
    isDoomed: false,
    isFreed: false,
    deadline: Infinity,
    entrance: null,
  }
  runtime.setInterruptHandler(() => performance.now() > vm.deadline)
  install(context, functions)
  return {
    evaluate(source, fileName) {
      within(vm, () => {
        const result = context.evalCode(source, fileName, { type: 'global' })
        if (result.error) return onError(textOf(context, result.error))
        result.value.dispose()
        vm.entrance ??= takeEntrance(context)
      })
    },
    enter: (kind, id, packed) => within(vm, () => call(vm, kind, id, packed)),
    enterLast: (kind, id, packed) => within(vm, () => call(vm, kind, id, packed), { isLast: true }),
    dispose() {
      vm.isDoomed = true
      free(vm)
    },
    get isAlive() {
      return !vm.isDoomed
    },
  }
}

function free(vm: Vm): void {
  if (vm.isFreed || vm.depth > 0) return
  vm.isFreed = true
  vm.entrance?.dispose()
  vm.context.dispose()
  vm.runtime.dispose()
}

function within(vm: Vm, work: () => void, { isLast = false } = {}): void {
  if (vm.isDoomed) return
  if (vm.depth === 0) vm.deadline = performance.now() + vm.deadlineMs
  vm.depth += 1
  try {
    work()
    // The VM runs promise reactions only on request, so this is done after every entry.
    if (vm.depth === 1 && !isLast) runJobs(vm)
  } finally {
    vm.depth -= 1
    if (vm.isDoomed) free(vm)
  }
}

function call({ context, entrance, onError }: Vm, kind: string, id: number, packed?: Packed): void {
  if (!entrance) return
  const args = [context.newString(kind), context.newNumber(id), ...(packed ? [pass(context, packed)] : [])]
  const result = context.callFunction(entrance, context.undefined, args)
  for (const argument of args) if (argument.alive) argument.dispose()
  if (result.error) onError(textOf(context, result.error))
  else result.value.dispose()
}

/** Removes the entry point from the globals, so that the plugin cannot use it. */
function takeEntrance(context: QuickJSContext): QuickJSHandle {
  const entrance = context.getProp(context.global, '__enter')
  context.unwrapResult(context.evalCode('delete globalThis.__enter')).dispose()
  return entrance
}

function runJobs(vm: Vm): void {
  while (!vm.isDoomed && vm.runtime.hasPendingJob()) {
    const jobs = vm.runtime.executePendingJobs(64)
    if (jobs.error) return vm.onError(textOf(jobs.error.context, jobs.error))
    jobs.dispose()
  }
}

function install(context: QuickJSContext, functions: HostFunctions): void {
  const host = context.newObject()
  const define = (name: string, run: (...args: QuickJSHandle[]) => QuickJSHandle | void): void => {
    const handle = context.newFunction(name, (...args) => run(...args) ?? context.undefined)
    context.setProp(host, name, handle)
    handle.dispose()
  }
  const read = (json: QuickJSHandle, buffers?: QuickJSHandle): Packed => ({
    json: context.getString(json),
    buffers: buffers ? take(context, buffers) : [],
  })
  define('op', (json, buffers) => json && pass(context, functions.op(read(json, buffers))))
  define('get', (id, member) => id && member && plain(context, functions.get(context.getString(id), context.getString(member))))
  define(
    'set',
    (id, member, value) =>
      id && member && value && functions.set(context.getString(id), context.getString(member), numberOrFlag(context, value)),
  )
  define('start', (id, json, buffers) => id && json && functions.start(context.getNumber(id), read(json, buffers)))
  define('log', (level, line) => level && line && functions.log(context.getString(level), context.getString(line)))
  define('timer', (id, ms) => id && ms && functions.timer(context.getNumber(id), context.getNumber(ms)))
  define('clear', (id) => id && functions.clear(context.getNumber(id)))
  context.setProp(context.global, '__host', host)
  host.dispose()
}

/** Host to sandbox without JSON, which never starts with `=` or `@`. */
function plain(context: QuickJSContext, value: Plain | Refs | Packed): QuickJSHandle {
  if (typeof value === 'string') return context.newString(`=${value}`)
  if (typeof value === 'number') return context.newNumber(value)
  if (typeof value === 'boolean') return value ? context.true : context.false
  return 'refs' in value ? context.newString(`@${value.refs.join(' ')}`) : pass(context, value)
}

function numberOrFlag(context: QuickJSContext, value: QuickJSHandle): number | boolean {
  return context.typeof(value) === 'number' ? context.getNumber(value) : context.eq(value, context.true)
}

/** Host to sandbox: JSON text, or a list of it followed by buffers, if there are any. */
function pass(context: QuickJSContext, { json, buffers }: Packed): QuickJSHandle {
  const text = context.newString(json)
  if (buffers.length === 0) return text
  const list = context.newArray()
  const put = (index: number, handle: QuickJSHandle): void => {
    context.setProp(list, index, handle)
    handle.dispose()
  }
  put(0, text)
  buffers.forEach((buffer, i) => put(i + 1, context.newArrayBuffer(buffer)))
  return list
}

/** Sandbox to host: a list of buffers. */
function take(context: QuickJSContext, list: QuickJSHandle): ArrayBuffer[] {
  const count = context.getProp(list, 'length').consume((handle) => context.getNumber(handle))
  return Array.from({ length: count }, (_, i) => {
    const handle = context.getProp(list, i)
    const view = context.getArrayBuffer(handle)
    // The view points into the VM's memory, which may move, so it is copied and released.
    const copy = view.value.slice().buffer as ArrayBuffer
    view.dispose()
    handle.dispose()
    return copy
  })
}

function textOf(context: QuickJSContext, error: QuickJSHandle): string {
  const dumped: unknown = context.dump(error)
  error.dispose()
  if (typeof dumped !== 'object' || dumped === null) return String(dumped)
  const { name, message, stack } = dumped as { name?: string; message?: string; stack?: string }
  return `${name ?? 'Error'}: ${message ?? ''}${stack ? `\n${stack}` : ''}`
}
