// The products of results: once a picture is in they are automatically proven unchanged and given shadow and light.

import type { ReadonlySignal } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import type { ContactState } from '../../core/product/product.ts'
import type { ProductApi } from '../../core/product/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import type { SelectedResult } from '../recipe/selected-result.ts'
import { type ProductReview, type ReviewPorts, type Reviewer, type Reviews, makeReviewer, makeReviews } from './review.ts'

/** Exports freeze the editor, so a review waits until a selection or edit has been stable for this long. */
const restMs = 700

export type ProductsPart = {
  /** By the result's id. Results without products have none. */
  readonly reviews: ReadonlySignal<ReadonlyMap<string, ProductReview>>
  /** Adds contact layers if the result has none. */
  showContactLayers(nodeId: string): void
  hideContactLayers(nodeId: string): void
  /** Shows the strength while the slider is dragged, without an undo step. */
  previewStrength(nodeId: string, strength: number): void
  setStrength(nodeId: string, strength: number): void
  /** Called when the selection has changed. */
  selected(): void
  /** Called when something in this layer was edited. */
  edited(nodeId: string): void
}

export type ProductsPorts = ReviewPorts & {
  readonly figma: RemoteApi<ProductApi>
  readonly time: Pick<Time, 'delay'>
  readonly jobs: ReadonlySignal<readonly Job[]>
  readonly selectedResult: ReadonlySignal<SelectedResult | null>
  announce(text: string): void
}

function reviewFinishedJobs(jobs: ProductsPorts['jobs'], reviewNew: Reviewer['reviewNew']): void {
  const known = new Set<string>()
  jobs.subscribe((list) => {
    for (const job of list) {
      if (job.phase !== 'done' || known.has(job.nodeId)) continue
      known.add(job.nodeId)
      void reviewNew(job.nodeId)
    }
  })
}

type ContactChoice = Parameters<ProductApi['setContactLayers']>[0]

/** The user's settings for the contact layers: shown at once and sent to the canvas. */
function makeContactSettings({ figma, announce }: ProductsPorts, reviews: Reviews, layAnew: Reviewer['layAnew']) {
  const lay = async (nodeId: string): Promise<void> => {
    if ((await layAnew(nodeId)) === null) announce('Nothing in this picture can ground the product.')
  }
  const set = (choice: ContactChoice): void => {
    const { nodeId, state } = choice
    reviews.change(nodeId, { contact: state })
    figma.setContactLayers(choice).then(
      (now) => {
        // The layers were deleted by hand in the meantime; switching them on creates new ones.
        if (now === null && state.isOn) return lay(nodeId)
        if (now === null) reviews.change(nodeId, { contact: null })
      },
      () => announce('The shadow and the light could not be changed.'),
    )
  }
  return { lay, set }
}

export function makeProducts(ports: ProductsPorts): ProductsPart {
  const { time, jobs, selectedResult } = ports
  const reviews = makeReviews()
  const { reviewNew, reviewAgain, layAnew } = makeReviewer(ports, reviews)
  const { lay, set } = makeContactSettings(ports, reviews, layAnew)
  const latest = makeLatest()
  reviewFinishedJobs(jobs, reviewNew)

  const reviewWhenRested = (nodeId: string): void => {
    time.delay(restMs, latest.next()).then(
      () => reviewAgain(nodeId),
      // A newer selection or edit has replaced this one and starts its own wait.
      () => {},
    )
  }
  const changeLaid = (nodeId: string, change: Partial<ContactState>, { isFinal }: { readonly isFinal: boolean }): void => {
    const now = reviews.contactOf(nodeId)
    if (now !== null) set({ nodeId, state: { ...now, ...change }, isFinal })
  }

  return {
    reviews: reviews.all,
    showContactLayers: (nodeId) => {
      if (reviews.contactOf(nodeId) === null) void lay(nodeId)
      else changeLaid(nodeId, { isOn: true }, { isFinal: true })
    },
    hideContactLayers: (nodeId) => changeLaid(nodeId, { isOn: false }, { isFinal: true }),
    previewStrength: (nodeId, strength) => changeLaid(nodeId, { strength }, { isFinal: false }),
    setStrength: (nodeId, strength) => changeLaid(nodeId, { strength }, { isFinal: true }),
    selected: () => {
      latest.stop()
      const now = selectedResult.peek()
      if (now !== null) reviewWhenRested(now.nodeId)
    },
    edited: (nodeId) => {
      if (selectedResult.peek()?.nodeId === nodeId || reviews.all.peek().has(nodeId)) reviewWhenRested(nodeId)
    },
  }
}
