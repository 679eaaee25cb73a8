// The Results panel: read from the document each time it is opened, and again when a picture is finished meanwhile.

import { type ReadonlySignal, computed, effect, signal } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import {
  type Result,
  type Wanted,
  countResults,
  findResults,
  groupResults,
  readResult,
  recipeOf,
  resultsAsJson,
} from '../../core/results/results.ts'
import type { Listing, ResultsPart } from './types.ts'
import { quantity } from '../../core/base/text.ts'
import type { ResultsApi } from '../../core/results/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import { type ThumbnailPorts, makeThumbnails } from './thumbnails.ts'

/** A search is told when the typing pauses. */
const tellAfterMs = 400

export type ResultsPorts = ThumbnailPorts & {
  readonly figma: Pick<RemoteApi<ResultsApi>, 'results' | 'star'>
  readonly time: Pick<Time, 'delay'>
  readonly jobs: ReadonlySignal<readonly Job[]>
  /** False where the page may not write to the clipboard. */
  copy(text: string): boolean
  announce(text: string): void
}

/** What was read: null until it is. */
type Found = readonly Result[] | 'failed' | null

const everything: Wanted = { text: '', isStarredOnly: false }

export function makeResults(ports: ResultsPorts): ResultsPart {
  const { figma, time, copy, jobs, announce: say } = ports
  const isOpen = signal(false)
  const found = signal<Found>(null)
  const wanted = signal(everything)
  const thumbnails = makeThumbnails(ports)
  const pause = makeLatest()
  let latest = 0

  const groups = computed(() => groupResults(listOf(found.value)))
  const listing = computed<Listing>(() => {
    const read = found.value
    if (read === null) return { state: 'reading' }
    if (read === 'failed') return { state: 'failed' }
    return { state: 'read', total: read.length, groups: findResults(groups.value, wanted.value) }
  })

  const tellCount = (): void => {
    const now = listing.peek()
    if (now.state !== 'read') return
    const { text, isStarredOnly } = wanted.peek()
    const isAll = text.trim() === '' && !isStarredOnly
    say(isAll ? `${quantity(now.total, 'picture')} on this page.` : `${countResults(now.groups)} of ${quantity(now.total, 'picture')}.`)
  }

  const readPage = async (): Promise<void> => {
    const mine = ++latest
    const answer = await figma.results().catch(() => null)
    // Closed, or asked again: a later answer knows more.
    if (mine !== latest) return
    found.value = answer === null ? 'failed' : answer.results.map(readResult)
    if (answer === null) say('')
    else tellCount()
  }

  const find = (nodeId: string): Result | undefined => listOf(found.peek()).find((result) => result.nodeId === nodeId)

  const mark = (nodeId: string, isStarred: boolean): void => {
    found.value = listOf(found.peek()).map((result) => (result.nodeId === nodeId ? { ...result, isStarred } : result))
  }

  const copied = (text: string | undefined, done: string): void => {
    if (text !== undefined) say(copy(text) ? done : 'This could not be copied.')
  }

  // Pictures that were finished before count as known: only a new one is worth reading the page again.
  const known = new Set<string>()
  effect(() => {
    const fresh = jobs.value.filter(({ key, phase }) => phase === 'done' && !known.has(key))
    for (const { key } of fresh) known.add(key)
    if (fresh.length > 0 && isOpen.peek()) void readPage()
  })

  return {
    ...{ isOpen, listing, wanted },
    open: () => {
      found.value = null
      wanted.value = everything
      say('')
      isOpen.value = true
      void readPage()
    },
    close: () => {
      latest += 1
      pause.stop()
      isOpen.value = false
      thumbnails.drop()
      found.value = null
      say('')
    },
    read: () => void readPage(),
    want: (change) => {
      wanted.value = { ...wanted.peek(), ...change }
      time.delay(tellAfterMs, pause.next()).then(tellCount, () => {})
    },
    thumbnail: (nodeId) => thumbnails.of(nodeId),
    look: (nodeIds) => thumbnails.look(nodeIds),
    star: (nodeId, isStarred) => {
      mark(nodeId, isStarred)
      figma.star({ nodeId, isStarred }).catch(() => {
        mark(nodeId, !isStarred)
        say('The star could not be kept. The layer may be gone.')
      })
    },
    copyPrompt: (nodeId) => copied(promptOf(find(nodeId)), 'Prompt copied.'),
    copySeed: (nodeId) => copied(seedOf(find(nodeId)), 'Seed copied.'),
    copyAll: () => copied(resultsAsJson(listOf(found.peek())), 'All recipes copied as JSON.'),
  }
}

function listOf(found: Found): readonly Result[] {
  return found === null || found === 'failed' ? [] : found
}

function promptOf(result: Result | undefined): string | undefined {
  return (result && recipeOf(result))?.prompt
}

function seedOf(result: Result | undefined): string | undefined {
  return (result && recipeOf(result))?.seed.toString()
}
