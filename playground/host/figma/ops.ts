// The calls of the sandbox, told apart and answered. Every refusal begins with where it happened, as Figma's do.

import { nodeOf } from '../document/scene.ts'
import type { Node } from '../document/node.ts'
import type { Desk } from './desk.ts'
import { callGlobal } from './globals.ts'
import { beginGlobal, beginMethod } from './later.ts'
import { callMethod } from './methods.ts'
import { readMember } from './read.ts'
import { writeMember } from './write.ts'

/** One call: ['get', id, member], ['set', id, member, value], ['call', id, method, args] or ['figma', name, args]. */
export const answer = (desk: Desk, call: readonly unknown[]): unknown => {
  const [kind, first, second, third] = call
  const name = String(kind === 'figma' ? first : second)
  switch (kind) {
    case 'get':
      return at(`get_${name}`, () => readMember(desk, existing(desk, first), name))
    case 'set':
      return at(`set_${name}`, () => writeMember(desk, existing(desk, first), name, third))
    case 'call':
      return at(name, () => callMethod(desk, existing(desk, first), name, third as unknown[]))
    default:
      return at(name, () => callGlobal(desk, name, second as unknown[]))
  }
}

/** ['node', id, method, args] or ['figma', name, args]. */
export const begin = async (desk: Desk, call: readonly unknown[]): Promise<unknown> => {
  const [kind, first, second, third] = call
  const name = String(kind === 'node' ? second : first)
  try {
    return await (kind === 'node'
      ? beginMethod(desk, existing(desk, first).id, name, third as unknown[])
      : beginGlobal(desk, name, second as unknown[]))
  } catch (error) {
    throw located(name, error)
  }
}

const existing = (desk: Desk, id: unknown): Node => nodeOf(desk.scene, String(id))

const at = (place: string, work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    throw located(place, error)
  }
}

const located = (place: string, error: unknown): Error =>
  new Error(`in ${place}: ${error instanceof Error ? error.message : String(error)}`)
