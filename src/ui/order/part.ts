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
import type { Subject } from '../../core/selection/subject.ts'
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
    controlImage.pausePreview(subjectsOf(order))
    ports.connection.ordered()
    begin(order, name, tries.growing(order))
  })
  const plainSources = makePlainSources(ports)
  /** A second press while its source is looked for is the same press. */
  let pressed: RunPlan | null = null
  const build = (made: RunPlan, fit: readonly Target[]): Order => {
    switch (made.kind) {
      case 'choices':
        return tries.begin(builder.ofChoices(fit, { isBoard: isBoard.peek() }), controls.until.peek())
      case 'study':
        return builder.ofStudy(fit, made.study)
      case 'more':
        return builder.moreOf(made.nodeId, made.recipe, made.model)
      default:
        return made satisfies never
    }
  }

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
      const { fit } = selection.targets.peek()
      const now = plan.peek()
      const { count, price, isAtMost = false } = making.peek()
      // Sources may be looked at first: what is chosen meanwhile is not what was pressed for.
      const built = build(now, fit)
      const order = (): void => {
        if (plan.peek() === now) plan.value = { kind: 'choices' }
        ask({ count, isAtMost, price, name: now.kind === 'more' ? now.recipe.source.name : nameOf(fit) }, built)
      }
      // Of a source that was restyled before nothing has to be told.
      if (now.kind === 'more') {
        if (pressed === now) return
        pressed = now
        void now.canBe.then((isSo) => isSo && order())
      } else plainSources.unlessPlain(fit, order)
    },
    /** The next press makes the series, or what is chosen again. */
    study: (study: Study): void => {
      const now = plan.peek()
      plan.value = now.kind === 'study' && now.study === study ? { kind: 'choices' } : { kind: 'study', study }
    },
    /** The next press makes new seeds of a result, beside it; at once, so that no quick press pays for what was chosen before. */
    more: (nodeId: string, recipe: Recipe, model: Model, canBe: Promise<boolean>): void => {
      const now: RunPlan = { kind: 'more', nodeId, recipe, model, canBe }
      plan.value = now
      void canBe.then((isSo) => {
        if (!isSo && plan.peek() === now) plan.value = { kind: 'choices' }
      })
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

function subjectsOf({ groups }: Order): readonly Subject[] {
  return groups.flatMap(({ pictures }) => pictures.map(({ subject }) => subject))
}

/** Large orders wait for a yes. */
function makeQuestion(start: (order: Order, name: string) => void) {
  const pending = signal<PendingOrder | null>(null)
  let waiting: Order | null = null
  const dismiss = (): void => {
    waiting = null
    pending.value = null
  }
  return {
    pending,
    dismiss,
    ask: (wanted: PendingOrder, order: Order): void => {
      if (wanted.count <= askAbove) return start(order, wanted.name)
      waiting = order
      pending.value = wanted
    },
    confirm: (): void => {
      const order = waiting
      const name = pending.peek()?.name ?? ''
      dismiss()
      if (order !== null) start(order, name)
    },
  }
}

function nameOf(targets: readonly Target[]): string {
  return targets.length === 1 ? (targets[0]?.name ?? '') : `${targets.length} frames`
}

export type OrdersPart = ReturnType<typeof makeOrders>
