// The window's state: a record of parts, one per feature, each made from just the ports that it needs. Composition only.

import { batch, computed, effect, untracked } from '@preact/signals'
import { makeInTurn } from '../core/base/in-turn.ts'
import type { SandboxApi, Saved } from '../core/protocol.ts'
import type { Selection } from '../core/selection/protocol.ts'
import type { RemoteApi } from '../core/wire/rpc.ts'
import type { Page } from './base/page.ts'
import { makeCompare } from './compare/part.ts'
import { makeConnection } from './connection/part.ts'
import { makeControlImage } from './control-image/part.ts'
import { makeDepth } from './depth/part.ts'
import { makeFidelity } from './fidelity/part.ts'
import { makeArrivals } from './job/arrivals.ts'
import { makeFailureActions } from './job/failure-actions.ts'
import { makeJobs } from './job/part.ts'
import { makeNotices } from './kit/notices.ts'
import { makeLive } from './live/part.ts'
import { makeOrders } from './order/part.ts'
import { makePresets } from './presets/part.ts'
import { makeProducts } from './product/part.ts'
import { makeReference } from './reference/part.ts'
import { makeReadability } from './readability/part.ts'
import { makeRecipe } from './recipe/part.ts'
import { makePurposeGuess, restoreLastSetup } from './recipe/opening.ts'
import { makeSelectedResult, originalOf } from './recipe/selected-result.ts'
import { makeMadeWith } from './results/made-with.ts'
import { makeResults } from './results/part.ts'
import { makeSample } from './sample/part.ts'
import { makeSelection } from './selection/part.ts'
import { makeDurations } from './service/durations.ts'
import type { Network } from './service/ports.ts'
import { makeSwitching } from './switching/part.ts'
import type { Tools } from './worker.ts'

export type StorePorts = Page & {
  readonly figma: RemoteApi<SandboxApi>
  readonly network: Network
  readonly tools: Tools
  readonly version: string
}

function makeStore(ports: StorePorts) {
  const notices = makeNotices()
  const around = { ...ports, ...notices, exportLock: makeInTurn() }
  const recipe = makeRecipe(() => ports.time.random())
  const selection = makeSelection({ ...around, originalOf, rules: computed(() => recipe.model.value.rules) })
  const selectedResult = makeSelectedResult(selection.selection)
  const live = makeLive({ ...around, recipe, selection })
  const controlImage = makeControlImage({ ...around, recipe, selection, liveChoiceOf: live.choiceOf })
  const reference = makeReference({ ...around, recipe, selection })
  const durations = makeDurations(around)
  const connection = makeConnection({ ...around, recipe })
  const arrivals = makeArrivals()
  const jobs = makeJobs({ ...around, connection, controlImage, reference, durations, arrivals })
  const orders = makeOrders({ ...around, recipe, selection, live, controlImage, connection, jobs })
  const depth = makeDepth({ ...around, controlImage, selection })
  const products = makeProducts({ ...around, jobs: jobs.list, selectedResult })
  const readability = makeReadability({
    ...around,
    jobs: jobs.list,
    madeOf: (key) => jobs.recipeOf(key) ?? jobs.madeOf(key),
    selection: selection.selection,
  })
  const fidelity = makeFidelity({ ...around, arrivals, recipe, selection, orders, jobs, connection })
  const results = makeResults({ ...around, jobs, selection, selectedResult })
  const madeWith = makeMadeWith({ ...around, keep: results.keep, recipe, reference, selection, selectedResult, live, orders })
  const compare = makeCompare(around)
  // The sandbox hides the shape that marks an area when the first result for it arrives, so the live part reads it again.
  arrivals.listen({ coming: () => {}, arrived: ({ recipe: made }) => made.live.area !== null && live.edited() })
  const presets = makePresets({ ...around, recipe, jobs: jobs.list })
  const switching = makeSwitching({ ...around, recipe, jobs, orders, connection })
  const sample = makeSample(around)
  const failureActions = makeFailureActions({
    ...around,
    recipe,
    selection,
    connection,
    jobs,
    switchModel: switching.open,
  })

  return {
    notices,
    recipe,
    selection,
    live,
    controlImage,
    reference,
    durations,
    connection,
    jobs,
    failureActions,
    orders,
    depth,
    products,
    readability,
    fidelity,
    results,
    madeWith,
    compare,
    presets,
    switching,
    sample,
  }
}

export type Store = ReturnType<typeof makeStore>

/** The store, and the functions that the sandbox and the clock call. */
export function createStore(ports: StorePorts) {
  const store = makeStore(ports)
  const guessPurpose = makePurposeGuess(store.recipe, ports.figma.madeAs)

  // Undoing a result shows the shape of its area again and leaves one picture fewer in its run.
  effect(() => {
    void store.jobs.gone.value
    untracked(store.live.edited)
    untracked(store.madeWith.runChanged)
  })

  const select = (now: Selection): void =>
    batch(() => {
      store.selection.select(now)
      guessPurpose(store.selection.selection.peek())
      store.live.selected()
      store.madeWith.selected()
      store.orders.selected()
      store.products.selected()
    })

  return {
    store,
    select,
    /** Called when the stored state has arrived. */
    open: (saved: Saved): void => {
      batch(() => {
        restoreLastSetup(store.recipe, store.connection.restore(saved.settings), store.notices.announce)
        store.durations.restore(saved.durations)
        store.presets.restore(saved.presets)
        select(saved.selection)
        store.jobs.restore(saved.tasks, saved.canStore)
        store.connection.isLoaded.value = true
      })
      void store.connection.askOffer()
      store.madeWith.relaunch(saved.relaunched)
    },
    edited: (nodeId: string): void => {
      store.controlImage.edited(nodeId)
      store.live.edited()
      store.products.edited(nodeId)
      store.fidelity.edited(nodeId)
      store.readability.edited(nodeId)
    },
    tick: store.jobs.tick,
  }
}
