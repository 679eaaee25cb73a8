// Reviews the products of each result by comparing pixels, one result at a time.

import { type ReadonlySignal, signal } from '@preact/signals'
import { makeInTurn } from '../../core/base/in-turn.ts'
import type { ContactState, ProductFacts, Proof } from '../../core/product/product.ts'
import type { ProductApi } from '../../core/product/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { type ContactLayersPorts, layContactLayers } from './lay-contact-layers.ts'
import type { ProductTools } from './worker.ts'
import { unending } from '../base/latest.ts'

/** `proof` is null until the first proof is done, `contact` when the result has no contact layers. */
export type ProductReview = { readonly proof: Proof | null; readonly contact: ContactState | null }

export type Reviews = {
  /** By the result's id. Results without products have none. */
  readonly all: ReadonlySignal<ReadonlyMap<string, ProductReview>>
  contactOf(nodeId: string): ContactState | null
  change(nodeId: string, part: Partial<ProductReview>): void
  drop(nodeId: string): void
}

export function makeReviews(): Reviews {
  const all = signal<ReadonlyMap<string, ProductReview>>(new Map())
  return {
    all,
    contactOf: (nodeId) => all.peek().get(nodeId)?.contact ?? null,
    change: (nodeId, part) => {
      const before = all.peek().get(nodeId) ?? { proof: null, contact: null }
      all.value = new Map(all.peek()).set(nodeId, { ...before, ...part })
    },
    drop: (nodeId) => {
      const rest = new Map(all.peek())
      if (rest.delete(nodeId)) all.value = rest
    },
  }
}

export type ReviewPorts = ContactLayersPorts & {
  readonly figma: Pick<RemoteApi<ProductApi>, 'productFacts' | 'proofPictures'>
  readonly tools: Pick<ProductTools, 'comparePixels'>
}

const notDrawn: Proof = { kind: 'incomparable', why: 'not-drawn' }

/** Null when the node is not a result with a product. */
async function prove({ figma, tools, exportLock }: ReviewPorts, nodeId: string): Promise<Proof | null> {
  const answer = await exportLock(() => figma.proofPictures(nodeId))
  if (answer.kind === 'none') return null
  if (answer.kind === 'incomparable') return answer
  const { before, after, product, why } = answer
  const { changed, of } = await tools.comparePixels({ before, after, product }, unending())
  return { kind: 'counted', changed, of, why }
}

export type Reviewer = {
  /** For a new picture: adds contact layers, then proves. Never rejects, as the picture itself is already there. */
  reviewNew(nodeId: string): Promise<void>
  /** Only proves. Never rejects. */
  reviewAgain(nodeId: string): Promise<void>
  /** Null when the picture gives no contact layers. Never rejects. */
  layAnew(nodeId: string): Promise<ContactState | null>
}

/** Runs one review at a time, because shadows for many pictures would keep the worker busy. */
export function makeReviewer(ports: ReviewPorts, reviews: Reviews): Reviewer {
  const oneByOne = makeInTurn()

  const readFacts = async (nodeId: string): Promise<ProductFacts | null> => {
    const facts = await ports.figma.productFacts(nodeId).catch(() => null)
    if (facts === null) reviews.drop(nodeId)
    else reviews.change(nodeId, { contact: facts.contact })
    return facts
  }

  const layAndNote = async (nodeId: string): Promise<ContactState | null> => {
    const contact = await layContactLayers(ports, nodeId).catch(() => null)
    reviews.change(nodeId, { contact })
    return contact
  }

  const proveAndNote = async (nodeId: string): Promise<void> =>
    reviews.change(nodeId, { proof: await prove(ports, nodeId).catch(() => notDrawn) })

  return {
    reviewNew: (nodeId) =>
      oneByOne(async () => {
        const facts = await readFacts(nodeId)
        if (facts === null) return
        if (facts.contact === null) await layAndNote(nodeId)
        await proveAndNote(nodeId)
      }),
    reviewAgain: (nodeId) =>
      oneByOne(async () => {
        if ((await readFacts(nodeId)) !== null) await proveAndNote(nodeId)
      }),
    layAnew: (nodeId) => oneByOne(() => layAndNote(nodeId)),
  }
}
