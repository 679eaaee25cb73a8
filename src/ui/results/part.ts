// The Results panel. The page is read each time it is opened, and again when a picture is finished meanwhile.

import { type ReadonlySignal, computed, effect, signal, untracked } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import {
  type Result,
  type Wanted,
  findResults,
  groupResults,
  keptOf,
  readResult,
  recipeOf,
  resultsAsJson,
} from '../../core/results/results.ts'
import type { ResultsApi } from '../../core/results/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { JobsPart } from '../job/part.ts'
import type { Time } from '../base/time.ts'
import type { SelectionPart } from '../selection/part.ts'
import { type ThumbnailPorts, makeThumbnails } from './thumbnails.ts'
import type { Listing, ResultsPart } from './types.ts'
import { countText, keptText } from './words.ts'

/** The number of matches is announced when typing pauses. */
const announceAfterMs = 400

export type ResultsPorts = ThumbnailPorts & {
  readonly figma: Pick<RemoteApi<ResultsApi>, 'results' | 'star'>
  readonly time: Pick<Time, 'delay'>
  readonly jobs: Pick<JobsPart, 'list' | 'gone' | 'keepOnly'>
  readonly selectedResult: ReadonlySignal<{ readonly nodeId: string } | null>
  readonly selection: Pick<SelectionPart, 'reveal'>
  /** Returns false when the page may not write to the clipboard. */
  copy(text: string): boolean
  announce(text: string): void
}

/** What was read from the page; null before the answer. */
type PageResults = readonly Result[] | 'failed' | null

const everything: Wanted = { text: '', isStarredOnly: false, keptAtLeast: 0, isMostKeptFirst: false }

export function makeResults(ports: ResultsPorts): ResultsPart {
  const { announce } = ports
  const isOpen = signal(false)
  const thumbnails = makeThumbnails(ports)
  const page = makePage(ports)
  const search = makeSearch(ports, page.results)
  const read = (): void => void page.read(search.announceCount)
  let shown: string | null = null
  // The message about kept pictures stays until a picture is added or comes back.
  let isKept = false
  const readAgain = (hasCome: boolean): void => {
    isKept &&= !hasCome
    if (isOpen.peek()) void page.read(isKept ? () => {} : search.announceCount)
  }
  onFreshPictures(ports.jobs.list, () => readAgain(true))
  let before: readonly string[] = []
  effect(() => {
    const gone = ports.jobs.gone.value.split(',')
    const hasCome = before.some((key) => key !== '' && !gone.includes(key))
    untracked(() => readAgain(hasCome))
    before = gone
  })

  return {
    isOpen,
    listing: search.listing,
    wanted: search.wanted,
    open: () => {
      isKept = false
      page.clear()
      if (shown === null) search.reset()
      announce('')
      isOpen.value = true
      read()
    },
    close: () => {
      search.stop()
      isOpen.value = false
      thumbnails.drop()
      page.clear()
      announce('')
    },
    read,
    showing: (nodeId) => {
      shown = nodeId
    },
    cameFrom: () => {
      const from = shown
      shown = null
      return from
    },
    want: search.want,
    thumbnail: thumbnails.of,
    setInView: thumbnails.setInView,
    star: page.star,
    keep: (nodeId, others) => {
      isKept = true
      const wasSelected = others.includes(ports.selectedResult.peek()?.nodeId ?? '')
      return ports.jobs.keepOnly({ nodeId, others }).then(
        () => {
          announce(keptText(others.length))
          if (wasSelected) ports.selection.reveal({ id: nodeId, scene: null })
          if (isOpen.peek()) void page.read(() => {})
        },
        () => announce('The others could not be removed.'),
      )
    },
    ...makeCopyActions(ports, page.results),
  }
}

/** The results of the page as they were last read. */
function makePage({ figma, announce }: ResultsPorts) {
  const results = signal<PageResults>(null)
  // Numbers the requests, so that a late answer to an older one is ignored.
  let question = 0

  const mark = (nodeId: string, isStarred: boolean): void => {
    const read = results.peek()
    if (read === null || read === 'failed') return
    results.value = read.map((result) => (result.nodeId === nodeId ? { ...result, isStarred } : result))
  }

  return {
    results,
    clear: (): void => {
      question += 1
      results.value = null
    },
    read: async (announceCount: () => void): Promise<void> => {
      const mine = ++question
      const answer = await figma.results().catch(() => null)
      if (mine !== question) return
      results.value = answer === null ? 'failed' : answer.results.map(readResult)
      if (answer === null) announce('')
      else announceCount()
    },
    star: (nodeId: string, isStarred: boolean): void => {
      mark(nodeId, isStarred)
      figma.star({ nodeId, isStarred }).catch(() => {
        mark(nodeId, !isStarred)
        announce('The star could not be kept. The layer may be gone.')
      })
    },
  }
}

/** The search, and the results of the page that match it. */
function makeSearch({ time, announce }: ResultsPorts, results: ReadonlySignal<PageResults>) {
  const wanted = signal(everything)
  const pause = makeLatest()
  const groups = computed(() => groupResults(listOf(results.value)))
  const listing = computed<Listing>(() => {
    const read = results.value
    if (read === null) return { state: 'reading' }
    if (read === 'failed') return { state: 'failed' }
    const isMeasured = read.some((result) => keptOf(result) !== null)
    return { state: 'read', total: read.length, isMeasured, groups: findResults(groups.value, wanted.value) }
  })
  const announceCount = (): void => {
    const now = listing.peek()
    if (now.state === 'read') announce(countText(now, wanted.peek()))
  }
  return {
    wanted,
    listing,
    announceCount,
    reset: (): void => {
      wanted.value = everything
    },
    want: (change: Partial<Wanted>): void => {
      wanted.value = { ...wanted.peek(), ...change }
      time.delay(announceAfterMs, pause.next()).then(announceCount, () => {})
    },
    stop: pause.stop,
  }
}

/** Calls back whenever another job becomes done. */
function onFreshPictures(jobs: ReadonlySignal<readonly Job[]>, call: () => void): void {
  const known = new Set<string>()
  effect(() => {
    const fresh = jobs.value.filter(({ key, phase }) => phase === 'done' && !known.has(key))
    for (const { key } of fresh) known.add(key)
    if (fresh.length > 0) call()
  })
}

function makeCopyActions({ copy, announce }: ResultsPorts, results: ReadonlySignal<PageResults>) {
  const copied = (text: string | undefined, done: string): void => {
    if (text !== undefined) announce(copy(text) ? done : 'This could not be copied.')
  }
  const recipeFor = (nodeId: string) => {
    const result = listOf(results.peek()).find((one) => one.nodeId === nodeId)
    return result === undefined ? null : recipeOf(result)
  }
  return {
    copyPrompt: (nodeId: string): void => copied(recipeFor(nodeId)?.prompt, 'Prompt copied.'),
    copySeed: (nodeId: string): void => copied(recipeFor(nodeId)?.seed.toString(), 'Seed copied.'),
    copyAll: (): void => copied(resultsAsJson(listOf(results.peek())), 'All recipes copied as JSON.'),
  }
}

function listOf(results: PageResults): readonly Result[] {
  return results === null || results === 'failed' ? [] : results
}
