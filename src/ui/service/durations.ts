// How long each kind of task took: learned from picture to picture, and kept between windows. In seconds.

import { readDurations, remember } from '../../core/service/pace.ts'
import type { ServiceApi } from '../../core/service/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'

export type Durations = {
  /** The last durations of a kind (`kindOf`), the newest last; empty when none are known. */
  of(kind: string): readonly number[]
  learn(kind: string, seconds: number): void
}

type DurationPorts = { readonly figma: RemoteApi<Pick<ServiceApi, 'saveDurations'>> }

/** `restore` takes over what was stored, as far as it can be read. */
export function makeDurations({ figma }: DurationPorts): Durations & { restore(stored: unknown): void } {
  let durations: Readonly<Record<string, readonly number[]>> = {}
  return {
    of: (kind) => durations[kind] ?? [],
    learn: (kind, seconds) => {
      durations = { ...durations, [kind]: remember(durations[kind] ?? [], seconds) }
      // Without the record the next window asks once or twice more than needed, which is no failure to show.
      figma.saveDurations(durations).catch(() => {})
    },
    restore: (stored) => {
      durations = readDurations(stored)
    },
  }
}
