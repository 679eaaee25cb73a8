// Dispatches the calls of the sandbox. Every error message begins with where it happened, like Figma's.

import { nodeOf } from '../document/scene.ts'
import type { Desk } from './desk.ts'
import { callGlobal } from './globals.ts'
import { beginGlobal, beginMethod } from './later.ts'
import { callMethod } from './methods.ts'
import { readMember } from './read.ts'
import { writeMember } from './write.ts'

/** One call: ['get', id, member], ['set', id, member, value], ['call', id, method, args] or ['figma', name, args]. */
export function answer(desk: Desk, call: readonly unknown[]): unknown {
  const [kind, first, second, third] = call
  const name = String(kind === 'figma' ? first : second)
  switch (kind) {
    case 'get':
      return readFrom(desk, String(first), name)
    case 'set':
      return writeTo(desk, String(first), name, third)
    case 'call':
      return at(name, () => callMethod(desk, nodeOf(desk.scene, String(first)), name, third as unknown[]))
    default:
      return at(name, () => callGlobal(desk, name, second as unknown[]))
  }
}

export function readFrom(desk: Desk, id: string, member: string): unknown {
  try {
    return readMember(desk, nodeOf(desk.scene, id), member)
  } catch (error) {
    throw located(`get_${member}`, error)
  }
}

export function writeTo(desk: Desk, id: string, member: string, value: unknown): void {
  try {
    writeMember(desk, nodeOf(desk.scene, id), member, value)
  } catch (error) {
    throw located(`set_${member}`, error)
  }
}

/** ['node', id, method, args] or ['figma', name, args]. */
export async function begin(desk: Desk, call: readonly unknown[]): Promise<unknown> {
  const [kind, first, second, third] = call
  const name = String(kind === 'node' ? second : first)
  try {
    return await (kind === 'node'
      ? beginMethod(desk, nodeOf(desk.scene, String(first)).id, name, third as unknown[])
      : beginGlobal(desk, name, second as unknown[]))
  } catch (error) {
    throw located(name, error)
  }
}

function at(place: string, work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    throw located(place, error)
  }
}

function located(place: string, error: unknown): Error {
  return new Error(`in ${place}: ${error instanceof Error ? error.message : String(error)}`)
}
