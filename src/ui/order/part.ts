// What a press makes: the order of the button, of a study, or more of a picture. Large orders ask once.

import { computed, signal, untracked } from '@preact/signals'
import { findModel } from '../../core/model/models.ts'
import type { Model } from '../../core/model/model.ts'
import type { Order, OrderApi } from '../../core/order/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Study } from '../../core/look/studies.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { JobsPart } from '../job/part.ts'
import type { LivePart } from '../live/part.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { Target } from '../selection/targets.ts'
import type { Time } from '../base/time.ts'
import { makeOrderBuilder } from './order-builder.ts'
import { makePlainSources } from './plain-sources.ts'
import { type RunPlan, makeReadiness } from './readiness.ts'
import { startOrder } from './start-order.ts'
import { makeTries } from './tries.ts'

/** An order that waits for a yes. */
export type PendingOrder = { readonly count: number; readonly isAtMost: boolean; readonly price: string; readonly name: string }

/** More pictures than this in one press are asked about. */
const askAbove = 8

export type OrdersPorts = {
  readonly figma: RemoteApi<OrderApi>
  readonly time: Pick<Time, 'now' | 'random'>
  readonly recipe: RecipePart
  readonly live: Pick<LivePart, 'choiceOf'>
  readonly selection: Pick<SelectionPart, 'selection' | 'targets'>
  readonly controlImage: Pick<ControlImagePart, 'pausePreview' | 'drawsPlain' | 'lacksImage'>
  readonly connection: Pick<ConnectionPart, 'isLoaded' | 'hasKey' | 'baseUrl' | 'ordered' | 'priceOf'>
  readonly jobs: Pick<JobsPart, 'start'>
}

export function makeOrders(ports: OrdersPorts) {
  const { figma, time, recipe: controls, live, selection, controlImage, jobs } = ports
  const builder = makeOrderBuilder({
    recipe: controls,
    liveChoiceOf: (subject) => untracked(() => live.choiceOf(subject)),
    random: () => time.random(),
    now: () => time.now(),
  })
  const begin = (order: Order, name: string, growing?: string): void => startOrder({ figma, jobs }, order, name, growing)
  const tries = makeTries({ builder, start: begin })
  const isBoard = signal(false)
  const plan = signal<RunPlan>({ kind: 'choices' })
  const { missing, reasons, making, isReady } = makeReadiness(ports, plan)
  const { pending, ask, confirm, dismiss } = makeQuestion((order, name) => {
    controlImage.pausePreview()
    ports.connection.ordered()
    begin(order, name, tries.growing(order))
  })
  const plainSources = makePlainSources(ports)
  const fitTargets = (): readonly Target[] => selection.targets.peek().fit

  return {
    isBoard,
    pending,
    plan,
    missing,
    reasons,
    making,
    runLabel: computed(() => making.value.label),
    told: plainSources.told,
    isLooking: plainSources.isLooking,
    /** Does nothing while there are reasons. */
    run: (): void => {
      if (!isReady()) return
      const fit = fitTargets()
      const now = plan.peek()
      const { count, price, isAtMost = false } = making.peek()
      const order = (): void => {
        plan.value = { kind: 'choices' }
        switch (now.kind) {
          case 'choices':
            return ask({ count, isAtMost, price, name: nameOf(fit) }, () =>
              tries.begin(builder.ofChoices(fit, { isBoard: isBoard.peek() }), controls.until.peek()),
            )
          case 'study':
            return ask({ count, isAtMost, price, name: nameOf(fit) }, () => builder.ofStudy(fit, now.study))
          case 'more':
            return ask({ count, isAtMost, price, name: now.recipe.source.name }, () => builder.moreOf(now.nodeId, now.recipe, now.model))
          default:
            return now satisfies never
        }
      }
      // Of a source that was restyled before nothing has to be told.
      if (now.kind === 'more') order()
      else plainSources.unlessPlain(fit, order)
    },
    /** The next press makes the series, or what is chosen again. */
    study: (study: Study): void => {
      const now = plan.peek()
      plan.value = now.kind === 'study' && now.study === study ? { kind: 'choices' } : { kind: 'study', study }
    },
    /** The next press makes new seeds of a result, beside it. */
    more: (nodeId: string, recipe: Recipe, model: Model): void => {
      plan.value = { kind: 'more', nodeId, recipe, model }
    },
    /** The next press makes what is chosen. */
    asChosen: (): void => {
      plan.value = { kind: 'choices' }
    },
    /** Another layer may be on the card. */
    selected: (): void => {
      const now = plan.peek()
      const selected = selection.selection.peek()
      if (now.kind === 'more' && !(selected.kind === 'one' && selected.source.id === now.nodeId)) plan.value = { kind: 'choices' }
    },
    /** One picture more of a recipe, with another seed, beside its result. */
    oneMore: (nodeId: string, recipe: Recipe): void => {
      const model = findModel(recipe.modelId)
      if (model !== null) begin(builder.moreOf(nodeId, recipe, model, { count: 1 }), recipe.source.name)
    },
    /** Whether a picture belongs to those that are made until one keeps enough; and the next of them. */
    triesOf: tries.triesOf,
    nextTry: tries.next,
    confirm,
    dismiss,
  }
}

/** Large orders wait for a yes. An order is made when it is confirmed: what is chosen meanwhile cannot slip in, as the question covers the window. */
function makeQuestion(start: (order: Order, name: string) => void) {
  const pending = signal<PendingOrder | null>(null)
  let makeOrder: (() => Order) | null = null
  const dismiss = (): void => {
    makeOrder = null
    pending.value = null
  }
  return {
    pending,
    dismiss,
    ask: (wanted: PendingOrder, make: () => Order): void => {
      if (wanted.count <= askAbove) return start(make(), wanted.name)
      makeOrder = make
      pending.value = wanted
    },
    confirm: (): void => {
      const make = makeOrder
      const name = pending.peek()?.name ?? ''
      dismiss()
      if (make !== null) start(make(), name)
    },
  }
}

function nameOf(targets: readonly Target[]): string {
  return targets.length === 1 ? (targets[0]?.name ?? '') : `${targets.length} frames`
}

export type OrdersPart = ReturnType<typeof makeOrders>
