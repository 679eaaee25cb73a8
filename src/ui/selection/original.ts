// When a result of this plugin is selected: whether to restyle its original (the default) or the picture itself.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { SelectionApi, Source } from '../../core/selection/protocol.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { Target } from './targets.ts'

export type From = 'original' | 'picture'

/** What a recipe says about its source. */
export type OriginalFacts = { readonly subject: Subject; readonly name: string; readonly width: number; readonly height: number }

export type Original = {
  /** Null when the card shows no result of this plugin. `target` is null when the original is gone. */
  readonly original: ReadonlySignal<{ readonly target: Target | null } | null>
  readonly from: ReadonlySignal<From>
  setFrom(from: From): void
  /** Called when another layer is on the card. */
  follow(source: Source | null): void
}

export function makeOriginal(
  figma: Pick<RemoteApi<SelectionApi>, 'locate'>,
  originalOf: (source: Source) => OriginalFacts | null,
): Original {
  const original = signal<{ readonly target: Target | null } | null>(null)
  const from = signal<From>('original')
  const latest = makeLatest()
  let followed: string | null = null

  const locate = async ({ subject, name, width, height }: OriginalFacts, stop: AbortSignal): Promise<void> => {
    const size = { width, height }
    original.value = { target: { subject, name, position: { x: 0, y: 0 }, size, nodeSize: size } }
    const found = await figma.locate(subject)
    if (stop.aborted) return
    original.value = { target: found === null ? null : { subject, ...found } }
    if (found === null) from.value = 'picture'
  }

  return {
    original,
    from,
    setFrom: (next) => {
      from.value = next
    },
    follow: (source) => {
      if (source?.id === followed) return
      followed = source?.id ?? null
      const stop = latest.next()
      from.value = 'original'
      original.value = null
      const facts = source === null ? null : originalOf(source)
      // Fails when the sandbox is gone, which the window reports elsewhere.
      if (facts !== null) locate(facts, stop).catch(() => {})
    },
  }
}
