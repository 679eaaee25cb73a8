// Repeats a picture until one keeps enough lines: each measurement decides whether another is ordered, and the best one stays.

import { batch, computed, effect, signal, untracked } from '@preact/signals'
import type { Figures } from '../../core/fidelity/figures.ts'
import { nextTry, triedPercent } from '../../core/fidelity/next-try.ts'
import type { Arrival } from '../job/arrivals.ts'
import type { JobsPart } from '../job/part.ts'
import type { OrdersPart } from '../order/part.ts'
import type { Tries } from '../order/tries.ts'
import { fidelityWords } from './words.ts'

export type TriesPorts = {
  readonly orders: Pick<OrdersPart, 'triesOf' | 'nextTry'>
  readonly jobs: Pick<JobsPart, 'list' | 'growing' | 'ended' | 'keepOnly'>
  announce(text: string): void
}

/** `percent` is null when the picture was not measured. */
type Made = { readonly nodeId: string; readonly percent: number | null }

/** `next` is the key of the picture in progress, null once the tries have ended. `text` is shown beside the picture `nodeId`. */
type Told = {
  readonly tries: Tries
  readonly made: readonly Made[]
  readonly next: string | null
  readonly nodeId: string
  readonly text: string
}

/** Text shown beside a picture. */
export type TriedText = { readonly text: string; readonly isGoingOn: boolean }

type Measured = Pick<Arrival, 'key' | 'nodeId' | 'recipe'> & { readonly figures: Figures | null }

export function makeTrying({ orders, jobs, announce }: TriesPorts) {
  /** By the key of the first picture. */
  const all = signal<ReadonlyMap<string, Told>>(new Map())

  const put = (told: Told): void => {
    all.value = new Map([...all.peek(), [told.tries.first, told]])
  }

  const end = (told: Omit<Told, 'next'>): void => {
    put({ ...told, next: null })
    announce(told.text)
    const { run } = told.tries
    if (![...all.peek().values()].some(({ tries, next }) => tries.run === run && next !== null)) jobs.ended(run)
  }

  const keep = async (tries: Tries, made: readonly Made[], best: Made, text: string): Promise<void> => {
    const others = made.flatMap(({ nodeId }) => (nodeId === best.nodeId ? [] : [nodeId]))
    const isDone =
      others.length === 0 ||
      (await jobs.keepOnly({ nodeId: best.nodeId, others }).then(
        () => true,
        () => false,
      ))
    end({ tries, made, nodeId: best.nodeId, text: isDone ? text : fidelityWords.tries.stay })
  }

  effect(() => {
    const listed = new Set(jobs.list.value.map(({ key }) => key))
    untracked(() => {
      // A picture that was removed from the list can no longer be made.
      for (const told of all.peek().values())
        if (told.next !== null && !listed.has(told.next)) end({ ...told, text: fidelityWords.tries.cut })
    })
  })

  return {
    /** Texts by node id. */
    told: computed<ReadonlyMap<string, TriedText>>(() => {
      const failed = new Set(jobs.list.value.filter(({ phase }) => phase === 'failed' || phase === 'cancelled').map(({ key }) => key))
      return new Map(
        [...all.value.values()].map(({ nodeId, text, next }) => {
          const isCut = next !== null && failed.has(next)
          return [nodeId, { text: isCut ? fidelityWords.tries.cut : text, isGoingOn: next !== null && !isCut }]
        }),
      )
    }),
    /** Called when a picture is on the canvas and was measured where possible. */
    arrived: async ({ key, nodeId, recipe, figures }: Measured): Promise<void> => {
      const tries = orders.triesOf(key)
      if (tries === null) return
      const { until } = tries
      const made = [...(all.peek().get(tries.first)?.made ?? []), { nodeId, percent: figures === null ? null : triedPercent(figures) }]
      const now = nextTry(
        until,
        made.map(({ percent }) => percent),
      )
      if (now.kind === 'unmeasured') return end({ tries, made, nodeId, text: fidelityWords.tries.unmeasured })
      if (now.kind !== 'again') {
        const best = made[now.best]
        if (best !== undefined) await keep(tries, made, best, fidelityWords.tries[now.kind](made.length, until.percent))
        return
      }
      // The list may lose the picture that has arrived when it takes up the next one.
      batch(() => {
        const next = jobs.growing.peek().has(tries.run) ? orders.nextTry(tries, nodeId, recipe) : null
        if (next === null) end({ tries, made, nodeId, text: fidelityWords.tries.stopped })
        else put({ tries, made, next, nodeId, text: fidelityWords.tries.going(until.percent, made.length + 1, until.most) })
      })
    },
  }
}
