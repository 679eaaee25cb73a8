// The products of results: proven to be the same, and grounded in their picture, by themselves once a picture is in.

import { type ReadonlySignal, signal } from '@preact/signals'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Job } from '../../core/job/job.ts'
import type { GroundNow, Proof } from '../../core/product/product.ts'
import { type InTurn, makeInTurn } from '../../core/base/in-turn.ts'
import type { ProductApi } from '../../core/product/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { SelectedResult } from '../recipe/selected-result.ts'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import type { ProductTools } from './worker.ts'

/** Exports freeze the editor: a result is only looked at when a person rests on it, and when an edit of it has come to rest. */
const restMs = 700

/** `proof` is null while it is being made for the first time, `ground` where no layers are there. */
export type ProductReview = { readonly proof: Proof | null; readonly ground: GroundNow | null }

export type ProductsPart = {
  /** By the result's id. None for results without products. */
  readonly reviews: ReadonlySignal<ReadonlyMap<string, ProductReview>>
  turnGround(nodeId: string, isOn: boolean): void
  /** @param isOver false while the slider is still being dragged */
  setStrength(nodeId: string, strength: number, isOver: boolean): void
  /** The selection has changed. */
  selected(): void
  /** Something in this layer was edited. */
  edited(nodeId: string): void
}

export type ProductsPorts = {
  readonly figma: Pick<RemoteApi<ProductApi>, keyof ProductApi>
  readonly time: Pick<Time, 'delay'>
  readonly tools: ProductTools
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
  readonly jobs: ReadonlySignal<readonly Job[]>
  readonly selectedResult: ReadonlySignal<SelectedResult | null>
  announce(text: string): void
}

const notDrawn: Proof = { kind: 'incomparable', why: 'not-drawn' }

export function makeProducts({ figma, tools, time, exportLock, jobs, selectedResult, announce: say }: ProductsPorts): ProductsPart {
  const reviews = signal<ReadonlyMap<string, ProductReview>>(new Map())
  // A shadow for each of many pictures: one after the other.
  const oneByOne = makeInTurn()
  const known = new Set<string>()
  const latest = makeLatest()
  const never = new AbortController().signal

  const change = (nodeId: string, part: Partial<ProductReview>): void => {
    const before = reviews.peek().get(nodeId) ?? { proof: null, ground: null }
    reviews.value = new Map(reviews.peek()).set(nodeId, { ...before, ...part })
  }

  const drop = (nodeId: string): void => {
    const rest = new Map(reviews.peek())
    if (rest.delete(nodeId)) reviews.value = rest
  }

  const prove = async (nodeId: string): Promise<Proof | null> => {
    const answer = await exportLock(() => figma.proofPictures(nodeId))
    if (answer.kind === 'none') return null
    if (answer.kind === 'incomparable') return answer
    const { before, after, product, why } = answer
    const { changed, of } = await tools.comparePixels({ before, after, product }, never)
    return { kind: 'counted', changed, of, why }
  }

  /** Derives shadow and light anew, and lays them. Nothing where the picture gives none. */
  const ground = async (nodeId: string): Promise<GroundNow | null> => {
    const { picture, product, size } = await exportLock(() => figma.groundPictures(nodeId))
    const drawn = pictureSize(picture)
    if (drawn === null) return null
    const found = await tools.deriveContactLayers({ picture, product }, never)
    if (found === null) return null
    const [across, down] = [size.width / drawn.width, size.height / drawn.height]
    const { box, shadow, light, shadowOpacity, lightOpacity, edge } = found
    const pngs = [
      ...(edge === null ? [] : [{ kind: 'edge' as const, png: edge.map, at: edge.box, opacity: 1 }]),
      { kind: 'shadow' as const, png: shadow, at: box, opacity: shadowOpacity },
      { kind: 'light' as const, png: light, at: box, opacity: lightOpacity },
    ]
    const layers = pngs.map(({ kind, png, at: { x, y, width, height }, opacity }) => ({
      kind,
      png,
      opacity,
      box: { x: x * across, y: y * down, width: width * across, height: height * down },
    }))
    return exportLock(() => figma.layGround({ nodeId, layers }))
  }

  /** Never rejects: the picture is there, whatever becomes of this. */
  const review = (nodeId: string, isNew: boolean): Promise<void> =>
    oneByOne(async () => {
      const facts = await figma.productFacts(nodeId).catch(() => null)
      if (facts === null) return drop(nodeId)
      change(nodeId, { ground: facts.ground })
      if (isNew && facts.ground === null) change(nodeId, { ground: await ground(nodeId).catch(() => null) })
      change(nodeId, { proof: await prove(nodeId).catch(() => notDrawn) })
    })

  const whenRested = (nodeId: string): void => {
    // A newer selection or edit: that one is waited for.
    time.delay(restMs, latest.next()).then(
      () => review(nodeId, false),
      () => {},
    )
  }

  jobs.subscribe((list) => {
    for (const job of list) {
      if (job.phase !== 'done' || known.has(job.nodeId)) continue
      known.add(job.nodeId)
      void review(job.nodeId, true)
    }
  })

  const lay = async (nodeId: string): Promise<void> => {
    const laid = await oneByOne(() => ground(nodeId)).catch(() => null)
    change(nodeId, { ground: laid })
    if (laid === null) say('Nothing in this picture can ground the product.')
  }

  const set = (nodeId: string, wanted: GroundNow, isOver: boolean): void => {
    change(nodeId, { ground: wanted })
    figma.setGround({ nodeId, ground: wanted, isOver }).then(
      (now) => {
        // Deleted by hand meanwhile: switched on, they are made anew.
        if (now === null && wanted.isOn) return lay(nodeId)
        if (now === null) change(nodeId, { ground: null })
      },
      () => say('The shadow and the light could not be changed.'),
    )
  }

  return {
    reviews,
    turnGround: (nodeId, isOn) => {
      const now = reviews.peek().get(nodeId)?.ground ?? null
      if (now === null) void lay(nodeId)
      else set(nodeId, { isOn, strength: now.strength }, true)
    },
    setStrength: (nodeId, strength, isOver) => {
      const now = reviews.peek().get(nodeId)?.ground ?? null
      if (now !== null) set(nodeId, { isOn: now.isOn, strength }, isOver)
    },
    selected: () => {
      latest.stop()
      const now = selectedResult.peek()
      if (now !== null) whenRested(now.nodeId)
    },
    edited: (nodeId) => {
      if (selectedResult.peek()?.nodeId === nodeId) whenRested(nodeId)
    },
  }
}
