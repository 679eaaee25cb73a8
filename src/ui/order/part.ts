// What a press makes: the order of the button, of a study, or more of a picture. Large orders ask once.

import { computed, signal, untracked } from '@preact/signals'
import type { Model } from '../../core/model/model.ts'
import { runLabelFor } from '../../core/order/order.ts'
import { countOf } from '../../core/recipe/options.ts'
import type { Order, OrderApi } from '../../core/order/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { keyName } from '../../core/service/account.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Study } from '../../core/look/studies.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { JobsPart } from '../job/part.ts'
import type { LivePart } from '../live/part.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { whyNot } from '../selection/reasons.ts'
import type { Time } from '../base/time.ts'
import { makeOrderBuilder } from './orders.ts'
import { startOrder } from './start-order.ts'

/** An order that waits for a yes. */
export type PendingOrder = { readonly count: number; readonly name: string }

/** More pictures than this in one press are asked about. */
const askAbove = 8

export type OrdersPorts = {
  readonly figma: RemoteApi<OrderApi>
  readonly time: Pick<Time, 'now' | 'random'>
  readonly recipe: RecipePart
  readonly live: Pick<LivePart, 'choiceOf'>
  readonly selection: Pick<SelectionPart, 'selection' | 'targets'>
  readonly controlImage: Pick<ControlImagePart, 'pausePreview'>
  readonly connection: Pick<ConnectionPart, 'isLoaded' | 'hasKey' | 'baseUrl'>
  readonly jobs: Pick<JobsPart, 'start'>
}

export function makeOrders({ figma, time, recipe: controls, live, selection, controlImage, connection, jobs }: OrdersPorts) {
  const orders = makeOrderBuilder(
    controls,
    (subject) => untracked(() => live.choiceOf(subject)),
    () => time.random(),
    () => time.now(),
  )
  const { targets } = selection
  const isBoard = signal(false)
  const pending = signal<PendingOrder | null>(null)
  /** Every reason why the button cannot run; empty when it can. */
  const reasons = computed(() => {
    const why = whyNot(selection.selection.value, targets.value)
    return [...(why === null ? [] : [why]), ...(connection.hasKey.value ? [] : [`Add your ${keyName(connection.baseUrl.value)}.`])]
  })
  const runLabel = computed(() => {
    const { fit } = targets.value
    return runLabelFor(Math.max(1, fit.length), fit[0]?.subject.scene ? 'scene' : 'frame', controls.options.value)
  })
  const isReady = (): boolean => connection.isLoaded.peek() && reasons.peek().length === 0
  // Made when it is confirmed, not before: what is chosen meanwhile cannot slip in, as the question covers the window.
  let wanted: (() => Order) | null = null

  const ask = (count: number, name: string, order: () => Order): void => {
    if (count <= askAbove) return go(order, name)
    wanted = order
    pending.value = { count, name }
  }

  const go = (order: () => Order, name: string): void => {
    controlImage.pausePreview()
    startOrder({ figma, jobs }, order(), name)
  }

  const nameOf = (): string => {
    const { fit } = targets.peek()
    return fit.length === 1 ? (fit[0]?.name ?? '') : `${fit.length} frames`
  }

  return {
    isBoard,
    pending,
    reasons,
    runLabel,
    /** Does nothing while there are reasons. */
    run: (): void => {
      const { fit } = targets.peek()
      if (isReady()) ask(fit.length * countOf(controls.options.peek()), nameOf(), () => orders.ofChoices(fit, isBoard.peek()))
    },
    study: (study: Study): void => {
      const { fit } = targets.peek()
      if (isReady()) ask(fit.length * study.options.length, nameOf(), () => orders.ofStudy(fit, study))
    },
    more: (nodeId: string, recipe: Recipe, model: Model): void =>
      startOrder({ figma, jobs }, orders.moreOf(nodeId, recipe, model), recipe.source.name),
    confirm: (): void => {
      const order = wanted
      const name = pending.peek()?.name ?? ''
      wanted = null
      pending.value = null
      if (order !== null) go(order, name)
    },
    dismiss: (): void => {
      wanted = null
      pending.value = null
    },
  }
}

export type OrdersPart = ReturnType<typeof makeOrders>
