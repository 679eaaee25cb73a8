import { signal } from '@preact/signals'
import { makeInTurn } from '../../src/core/base/in-turn.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { ResultEntry } from '../../src/core/results/protocol.ts'
import type { Preset } from '../../src/core/presets/presets.ts'

export function aPreset(part: Partial<Preset> = {}): Preset {
  return {
    name: 'Oak evening',
    purpose: 'building',
    look: 'timber',
    light: 'golden',
    words: 'tall grasses',
    modelId: 'flux-depth-pro',
    values: { guidance: 20, steps: 40 },
    seed: null,
    ...part,
  }
}

/** A page with `results`, by default none, for tests that do not look at the pictures of presets. */
export function emptyPage(results: readonly ResultEntry[] = []) {
  const jobs = signal<readonly Job[]>([])
  return {
    figma: { results: async () => ({ results }), thumbnail: async (nodeId: string) => ({ bytes: new TextEncoder().encode(nodeId) }) },
    urls: { make: (blob: Blob) => `blob:${blob.size}`, drop: () => {} },
    exportLock: makeInTurn(),
    time: { delay: async () => {} },
    jobs,
  }
}
