// How long each kind of task took, in seconds: learned with every picture and stored between windows.

import { readDurations, remember } from '../../core/service/pace.ts'
import type { ServiceApi } from '../../core/service/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'

export type Durations = {
  /** The latest durations of a kind (`kindOf`), newest last; empty when none are known. */
  of(kind: string): readonly number[]
  learn(kind: string, seconds: number): void
}

type DurationPorts = { readonly figma: RemoteApi<Pick<ServiceApi, 'saveDurations'>> }

/** `restore` takes over the readable part of what was stored. */
export function makeDurations({ figma }: DurationPorts): Durations & { restore(stored: unknown): void } {
  let durations: Readonly<Record<string, readonly number[]>> = {}
  return {
    of: (kind) => durations[kind] ?? [],
    learn: (kind, seconds) => {
      durations = { ...durations, [kind]: remember(durations[kind] ?? [], seconds) }
      // If this is not stored, the next window polls once or twice more than needed. That is not worth an error message.
      figma.saveDurations(durations).catch(() => {})
    },
    restore: (stored) => {
      durations = readDurations(stored)
    },
  }
}
