// How long each kind of task took, learned from picture to picture and kept between windows.

import { readDurations, remember } from '../../core/service/pace.ts'
import type { Ports } from '../job/generate.ts'
import type { StorePorts } from '../ports.ts'

export function makeDurations({ figma }: Pick<StorePorts, 'figma'>): Ports['durations'] & { restore(stored: unknown): void } {
  let durations: Readonly<Record<string, readonly number[]>> = {}
  return {
    of: (kind) => durations[kind] ?? [],
    learn: (kind, seconds) => {
      durations = { ...durations, [kind]: remember(durations[kind] ?? [], seconds) }
      // Lost lessons cost a request or two; nobody needs to know.
      figma.saveDurations(durations).catch(() => {})
    },
    restore: (stored) => {
      durations = readDurations(stored)
    },
  }
}
