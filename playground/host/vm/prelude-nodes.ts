// Nodes as the sandbox sees them. The functions' source text runs inside the VM (prelude-text.ts), so they must not use names from outside.

import type { Members } from '../document/schema.ts'
import type { Ref } from './codec.ts'

export type Bridge = {
  op(...call: unknown[]): unknown
  get(id: string, member: string): unknown
  set(id: string, member: string, value: unknown): void
  later(...call: unknown[]): Promise<unknown>
  report(problem: string): void
  /** Handlers of a page's own events. */
  events: { on(type: string, run: unknown): void; once(type: string, run: unknown): void; off(type: string, run: unknown): void }
}

export type NodeShape = { readonly id: string }
type NodeMethod = (this: NodeShape, ...args: unknown[]) => unknown
export type Schema = { members: Record<string, Members>; typed: readonly string[]; asyncMethods: readonly string[] }
export type Nodes = { wrap(ref: { id: string; type: string }): NodeShape; refOf(value: object): Ref | null }

/** The base of every node prototype: throws, with the name, on access to a member that the node does not have. */
export function strictNode(bridge: Bridge, type: string, typed: readonly string[], implemented: readonly string[]): object {
  // What JavaScript itself reads from any object must not throw: await reads `then`, JSON reads `toJSON`.
  const isOrdinary = (key: string | symbol): boolean =>
    typeof key === 'symbol' || key === 'then' || key === 'toJSON' || key in Object.prototype
  return new Proxy(
    {},
    {
      get(_, key) {
        if (isOrdinary(key)) return Reflect.get(Object.prototype, key)
        const name = String(key)
        if (typed.includes(name) && !implemented.includes(name)) {
          bridge.report(`${type}.${name}: not implemented by this host`)
          throw new Error(`${type}.${name}: not implemented by this host`)
        }
        throw new TypeError(`no such property '${name}' on ${type} node`)
      },
      set(_, key) {
        throw new TypeError(`Cannot add property ${String(key)}, object is not extensible`)
      },
      has: () => false,
    },
  )
}

/** Returns the implementation of a node's method by name. */
export function nodeMethods(bridge: Bridge, asyncMethods: readonly string[]): (name: string) => NodeMethod {
  const children = (node: NodeShape): NodeShape[] => bridge.get(node.id, 'children') as NodeShape[]
  const descendants = (node: NodeShape): NodeShape[] => bridge.op('call', node.id, 'descendants', []) as NodeShape[]

  const local: Record<string, (this: NodeShape, run: (node: NodeShape) => unknown) => unknown> = {
    findAll(run) {
      const all = descendants(this)
      return run === undefined ? all : all.filter((node) => run(node))
    },
    findOne(run) {
      return descendants(this).find((node) => run(node)) ?? null
    },
    findChildren(run) {
      return run === undefined ? children(this) : children(this).filter((node) => run(node))
    },
    findChild(run) {
      return children(this).find((node) => run(node)) ?? null
    },
  }

  return (name) => {
    const own = local[name]
    if (own)
      return function (run) {
        return own.call(this, run as (node: NodeShape) => unknown)
      }
    if (name === 'on' || name === 'once' || name === 'off')
      return function (type, run) {
        if (!bridge.op('figma', 'exists', [this.id])) throw new Error(`in ${name}: The node with id "${this.id}" does not exist`)
        bridge.events[name](`${String(type)}:${this.id}`, run)
      }
    // A collection or a variable crosses as its id, because its object has methods.
    if (name.endsWith('VariableModeForCollection'))
      return function (collection, mode) {
        if (typeof collection === 'string') throw new Error(`in ${name}: Cannot call with documentAccess: dynamic-page. Use a collection.`)
        return bridge.op('call', this.id, name, [(collection as NodeShape).id, mode])
      }
    if (name === 'setBoundVariable')
      return function (field, variable) {
        return bridge.op('call', this.id, name, [field, variable === null ? null : (variable as NodeShape).id])
      }
    if (asyncMethods.includes(name))
      return function (...args) {
        return bridge.later('node', this.id, name, args)
      }
    return function (...args) {
      return bridge.op('call', this.id, name, args)
    }
  }
}

/** All members of nodes of a type: getters, setters and methods over the bridge. */
export function nodePrototype(
  bridge: Bridge,
  type: string,
  members: Members,
  below: object,
  methodOf: (name: string) => NodeMethod,
): object {
  const prototype = Object.create(below) as object
  const getter = (name: string, get: (this: NodeShape) => unknown, set?: (this: NodeShape, value: unknown) => void): void =>
    void Object.defineProperty(prototype, name, { get, ...(set ? { set } : {}), enumerable: true, configurable: false })
  const reading = (name: string) =>
    function (this: NodeShape): unknown {
      return bridge.get(this.id, name)
    }
  getter('type', () => type)
  getter('removed', function () {
    return !bridge.op('figma', 'exists', [this.id])
  })
  for (const name of members.readable)
    getter(name, reading(name), () => {
      throw new TypeError(`Cannot assign to read only property '${name}' of object`)
    })
  for (const name of members.writable)
    getter(name, reading(name), function (value) {
      bridge.set(this.id, name, value)
    })
  for (const name of members.methods) Object.defineProperty(prototype, name, { value: methodOf(name), enumerable: true })
  Object.defineProperty(prototype, 'toString', {
    value(this: NodeShape) {
      return `[object ${type}Node]`
    },
  })
  return prototype
}

/** The functions of nodes. In the sandbox a function can only be reached as one of these parts. */
export const nodeParts = { strictNode, nodeMethods, nodePrototype }

export function buildNodes(bridge: Bridge, { members: schema, typed, asyncMethods }: Schema, parts: typeof nodeParts): Nodes {
  const prototypes: Record<string, object> = {}
  const known: Record<string, NodeShape> = {}
  const implemented = Object.values(schema).flatMap((members) => [...members.readable, ...members.writable, ...members.methods])
  const methodOf = parts.nodeMethods(bridge, asyncMethods)

  const prototypeOf = (type: string): object => {
    const made = prototypes[type]
    if (made) return made
    const members = schema[type]
    if (!members) throw new Error(`No schema for ${type}`)
    const below = parts.strictNode(bridge, type, typed, implemented)
    const prototype = parts.nodePrototype(bridge, type, members, below, methodOf)
    prototypes[type] = prototype
    return prototype
  }

  return {
    wrap(ref) {
      const old = known[ref.id]
      if (old) return old
      // A literal, because an assignment would reach the proxy that refuses new members.
      const node: NodeShape = Object.freeze({ __proto__: prototypeOf(ref.type), id: ref.id })
      known[ref.id] = node
      return node
    },
    refOf(value) {
      const { id, type } = value as { id?: unknown; type?: unknown }
      return typeof id === 'string' && known[id] === value ? { kind: 'node', id, type: String(type) } : null
    },
  }
}
