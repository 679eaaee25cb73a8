// What a press makes: the order of the button, a study, or more of a picture. Large orders ask for confirmation.

import { type ReadonlySignal, computed, signal, untracked } from '@preact/signals'
import { findModel, unknownModelText } from '../../core/model/models.ts'
import type { Order, OrderApi } from '../../core/order/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import { labelsOf } from '../../core/recipe/words.ts'
import { hasPassed } from '../../core/connection/steps.ts'
import { runLabelFor } from '../../core/order/run-label.ts'
import { sumText, withSecondPicture } from '../../core/service/offer.ts'
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
import { makePlan } from './plan.ts'
import { type RunPlan, makeReadiness } from './readiness.ts'
import { startOrder } from './start-order.ts'
import { makeTries } from './tries.ts'
import { orderWords } from './words.ts'

/** An order that waits for confirmation. */
export type PendingOrder = { readonly count: number; readonly isAtMost?: boolean; readonly price: string; readonly name: string }

/** A press that makes more pictures than this asks for confirmation. */
const askAbove = 8

export type OrdersPorts = {
  readonly figma: RemoteApi<OrderApi>
  readonly time: Pick<Time, 'now' | 'random'>
  readonly recipe: RecipePart
  readonly live: Pick<LivePart, 'choiceOf'>
  readonly selection: Pick<SelectionPart, 'selection' | 'targets' | 'original' | 'from'>
  readonly controlImage: Pick<ControlImagePart, 'pausePreview' | 'drawsPlain' | 'lacksImage'>
  readonly connection: Pick<
    ConnectionPart,
    'isLoaded' | 'hasKey' | 'key' | 'baseUrl' | 'ordered' | 'priceOf' | 'check' | 'open' | 'makeTestPicture'
  >
  readonly jobs: Pick<JobsPart, 'start'>
  announce(text: string): void
}

export function makeOrders(ports: OrdersPorts) {
  const { figma, time, recipe: controls, live, selection, controlImage, connection, jobs } = ports
  const builder = makeOrderBuilder({
    recipe: controls,
    liveChoiceOf: (subject) => untracked(() => live.choiceOf(subject)),
    random: () => time.random(),
    now: () => time.now(),
  })
  const begin = (order: Order, name: string, growing?: string): void => startOrder({ figma, jobs }, order, name, growing)
  const tries = makeTries({ builder, start: begin })
  const isBoard = signal(false)
  const plans = makePlan(ports)
  const { plan, given, asChosen, give, study, selected } = plans
  const { missing, making, series, isReady } = makeReadiness(ports, plans)
  const { pending, ask, confirm, dismiss } = makeQuestion()
  const starting = (order: Order, name: string) => (): void => {
    controlImage.pausePreview(subjectsOf(order))
    connection.ordered()
    begin(order, name, tries.growing(order))
  }
  const plainSources = makePlainSources(ports)
  /** Pressed plans that are still being checked; a second press on one is ignored. */
  const pressed = new Set<RunPlan>()
  const prepare = (made: RunPlan, fit: readonly Target[]): (() => void) => {
    switch (made.kind) {
      case 'choices':
        return starting(tries.begin(builder.ofChoices(fit, { isBoard: isBoard.peek() }), controls.until.peek()), nameOf(fit))
      case 'study':
        return starting(tries.begin(builder.ofStudy(fit, made.study), controls.until.peek()), nameOf(fit))
      case 'given':
        return made.order()
      default:
        return made satisfies never
    }
  }

  return {
    isBoard,
    pending,
    plan,
    missing,
    making,
    series,
    told: plainSources.told,
    isLooking: plainSources.isLooking,
    /** Does nothing while there are reasons against it. */
    run: (): void => {
      if (!isReady()) return
      const { fit } = selection.targets.peek()
      const now = plan.peek()
      const wanted = { ...making.peek(), name: given.peek()?.parts ?? nameOf(fit) }
      // Prepared now, because checking the sources may take a while and the choices may change meanwhile.
      const start = prepare(now, fit)
      const order = (): void =>
        ask(wanted, () => {
          if (plan.peek() === now) asChosen()
          start()
        })
      // A given plan has a source that was restyled before, so no check for plain colour is needed.
      if (now.kind === 'given') {
        if (pressed.has(now)) return
        pressed.add(now)
        void Promise.resolve(now.canBe).then((isSo) => {
          pressed.delete(now)
          if (isSo !== false) order()
        })
      } else plainSources.unlessPlain(fit, order)
    },
    study,
    /** The next press makes a result again with new seeds, placed beside it. `canBe` checks whether that is possible. */
    more: (nodeId: string, recipe: Recipe, count: number, canBe?: () => Promise<boolean>): void => {
      const model = findModel(recipe.modelId)
      if (model === null) return ports.announce(unknownModelText(recipe.modelId))
      const { name } = recipe.source
      const price = (): string => sumText(withSecondPicture(connection.priceOf(model.id), recipe.reference ? model : {}), count)
      const label = count === 1 ? orderWords.newSeed : runLabelFor(count, 'frame')
      give({
        kind: 'given',
        given: computed(() => ({ count, label, parts: orderWords.moreLike(labelsOf(recipe)), price: price() })),
        canBe: canBe?.(),
        order: () => starting(builder.moreOf(nodeId, recipe, model, { count }), name),
      })
    },
    /** The next press makes the test picture, provided that the connection check has passed and is not repeated meanwhile. */
    test: (): void =>
      give({
        kind: 'given',
        given: computed(() => ({
          count: hasPassed(connection.check.value.lines) ? 1 : 0,
          label: orderWords.test,
          parts: orderWords.testOf,
          price: sumText(connection.priceOf(controls.model.value.id), 1),
        })),
        // Settings open first, because they show the progress of the test picture.
        order: () => () => {
          connection.open()
          connection.makeTestPicture({ key: connection.key.peek(), baseUrl: connection.baseUrl.peek() })
        },
      }),
    give,
    takeBack: plans.takeBack,
    selected,
    /**
     * `triesOf` tells whether a picture belongs to a series that is repeated until one keeps enough lines; `nextTry` makes the next of it.
     */
    triesOf: tries.triesOf,
    nextTry: tries.next,
    confirm,
    dismiss,
  }
}

function subjectsOf({ groups }: Order): readonly Subject[] {
  return groups.flatMap(({ pictures }) => pictures.map(({ subject }) => subject))
}

/** Holds back large orders until they are confirmed. */
function makeQuestion(): {
  readonly pending: ReadonlySignal<PendingOrder | null>
  dismiss(): void
  ask(wanted: PendingOrder, start: () => void): void
  confirm(): void
} {
  const pending = signal<(PendingOrder & { start(): void }) | null>(null)
  const dismiss = (): void => {
    pending.value = null
  }
  return {
    pending,
    dismiss,
    ask: (wanted: PendingOrder, start: () => void): void => {
      if (wanted.count > askAbove) pending.value = { ...wanted, start }
      else start()
    },
    confirm: (): void => {
      const now = pending.peek()
      dismiss()
      now?.start()
    },
  }
}

function nameOf(targets: readonly Target[]): string {
  return targets.length === 1 ? (targets[0]?.name ?? '') : `${targets.length} frames`
}

export type OrdersPart = ReturnType<typeof makeOrders>
