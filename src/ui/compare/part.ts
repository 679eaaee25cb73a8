// Before and after: which result is looked at, and the pictures of it, its source and the one that comes next. Nothing more is held.

import { type ReadonlySignal, signal } from '@preact/signals'
import { toFailure } from '../../core/failure/failure.ts'
import type { Size } from '../../core/base/geometry.ts'
import type { CompareApi } from '../../core/compare/protocol.ts'
import { readJson } from '../../core/base/read.ts'
import { type ReadRecipe, readRecipe } from '../../core/recipe/recipe.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Subject } from '../../core/selection/subject.ts'
import { failureText } from '../../core/failure/words.ts'
import { type LayerPicturePorts, makeDraw } from '../control-image/layer-picture.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { goneWords } from '../selection/words.ts'

export type Shot =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly url: string; readonly size: Size }
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly sentence: string }

/** A result of the source that is looked at. */
export type Compared = { readonly id: string; readonly name: string; readonly recipe: ReadRecipe | null }

export type Comparison =
  | { readonly state: 'closed' }
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly sentence: string }
  | {
      readonly state: 'open'
      readonly made: Compared
      /** Which one of how many, counted from 0. */
      readonly index: number
      readonly count: number
      readonly before: Shot
      readonly after: Shot
    }

export type ComparePart = {
  readonly comparison: ReadonlySignal<Comparison>
  /** Opens before and after of a result of this plugin. */
  open(nodeId: string): void
  /** To the next (1) or the previous (-1) result of the same source; stays at the ends. */
  step(by: 1 | -1): void
  close(): void
}

type Session = { readonly subject: Subject; readonly all: readonly Compared[]; index: number; by: 1 | -1 }

export type ComparePorts = LayerPicturePorts & {
  readonly figma: Pick<RemoteApi<CompareApi>, 'variantsOf'>
  readonly urls: PictureUrls
}

export function makeCompare(ports: ComparePorts): ComparePart {
  const { figma, urls } = ports
  const draw = makeDraw(ports)
  const comparison = signal<Comparison>({ state: 'closed' })
  const shots = new Map<string, Shot>()
  let session: Session | null = null
  let isLoading = false
  // Openings so far: the answer to an older one is not waited for any more.
  let opening = 0

  /** The pair that is seen, and the one that the next step in the same direction would show. */
  const wanted = ({ all, index, by, subject }: Session): readonly string[] => {
    const [now, next] = [all[index], all[index + by]]
    return [now?.id, subject.id, next?.id].filter((id): id is string => id !== undefined && id !== '')
  }

  const drop = (id: string, shot: Shot): void => {
    if (shot.state === 'ready') urls.drop(shot.url)
    shots.delete(id)
  }

  const dropUnwanted = (): void => {
    const ids = session === null ? [] : wanted(session)
    for (const [id, shot] of shots) if (!ids.includes(id)) drop(id, shot)
  }

  const show = (): void => {
    const made = session?.all[session.index]
    if (session === null || made === undefined) return
    const { subject, all, index } = session
    const shotOf = (id: string): Shot => shots.get(id) ?? { state: 'loading' }
    const before: Shot = subject.id === '' ? { state: 'gone' } : shotOf(subject.id)
    comparison.value = { state: 'open', made, index, count: all.length, before, after: shotOf(made.id) }
  }

  /** One after the other; after each one, what is wanted by then is looked at afresh. */
  const load = async (): Promise<void> => {
    if (isLoading) return
    isLoading = true
    for (;;) {
      const asking = session
      const id = asking === null ? undefined : wanted(asking).find((one) => !shots.has(one))
      if (asking === null || id === undefined) break
      const drawn = await draw(id, asking.subject)
      // Too late: closed, opened anew, or stepped past it meanwhile.
      if (session !== asking || !wanted(asking).includes(id)) continue
      shots.set(id, drawn.state === 'drawn' ? { state: 'ready', url: urls.make(drawn.blob), size: drawn.size } : drawn)
      show()
    }
    isLoading = false
  }

  const close = (): void => {
    opening += 1
    session = null
    dropUnwanted()
    comparison.value = { state: 'closed' }
  }

  const find = async (nodeId: string): Promise<Session | string> => {
    try {
      const found = await figma.variantsOf(nodeId)
      const all = (found?.variants ?? []).map(({ id, name, recipe }) => ({ id, name, recipe: readRecipe(readJson(recipe)) }))
      const index = all.findIndex(({ id }) => id === nodeId)
      if (found === null || index < 0) return goneWords
      return { subject: found.subject, all, index, by: index === all.length - 1 ? -1 : 1 }
    } catch (thrown) {
      return failureText(toFailure(thrown)).sentence
    }
  }

  const open = async (nodeId: string): Promise<void> => {
    close()
    const mine = opening
    comparison.value = { state: 'opening' }
    const found = await find(nodeId)
    if (mine !== opening) return
    if (typeof found === 'string') {
      comparison.value = { state: 'failed', sentence: found }
      return
    }
    session = found
    show()
    await load()
  }

  return {
    comparison,
    // Both tell what went wrong on the screen, and never reject.
    open: (nodeId) => void open(nodeId),
    step: (by) => {
      if (session === null || session.all[session.index + by] === undefined) return
      session.index += by
      session.by = by
      dropUnwanted()
      show()
      void load()
    },
    close,
  }
}
