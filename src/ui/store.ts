// The window's state in one place: signals to read, actions to take. Nothing here is module state; tests make their own.

import { batch, computed, signal, untracked } from '@preact/signals'
import { PluginError } from '../core/failure/failure.ts'
import { runLabelFor } from '../core/order/order.ts'
import { countOf } from '../core/recipe/options.ts'
import type { LiveChoice } from '../core/recipe/live-choice.ts'
import type { Saved } from '../core/protocol.ts'
import type { Selection } from '../core/selection/protocol.ts'
import { readSettings } from '../core/connection/settings.ts'
import type { Subject } from '../core/selection/subject.ts'
import { randomSeed } from '../core/recipe/seed.ts'
import type { Store } from './store.types.ts'
import { makeChecking } from './connection/check-part.ts'
import { makeComparing } from './compare/part.ts'
import { makeControls } from './recipe/controls.ts'
import { makeReadability } from './readability/part.ts'
import { makeJobs } from './job/part.ts'
import { makeLive } from './live/part.ts'
import { makeMarkedLayers } from './live/marked-layers.ts'
import { makeDurations } from './service/durations.ts'
import { makeSelectedResult } from './recipe/selected-result.ts'
import { makeOrders } from './order/orders.ts'
import type { StorePorts } from './ports.ts'
import { makePress } from './order/part.ts'
import { startOrder } from './order/start-order.ts'
import { makePreferences } from './connection/part.ts'
import { makePresets } from './presets/part.ts'
import { firstOf, guessFor, whyNot } from './selection/reasons.ts'
import { makeRemake } from './results/remake.ts'
import { makeProducts } from './product/part.ts'
import { makeResults } from './results/part.ts'
import { makeGeneratePorts } from './job/ports.ts'
import { makeSource } from './control-image/part.ts'
import { makeFailureActions } from './job/failure-actions.ts'
import { makeSwitching } from './switching/part.ts'
import { keyName } from '../core/service/account.ts'

/** The store, and the ears through which the sandbox and the clock reach it. */
export function createStore(world: StorePorts) {
  const { figma, tools, time } = world
  const isLoaded = signal(false)
  const storageAtRisk = signal(false)
  const status = signal('')
  const now = signal(time.now())
  let isTouched = false

  const preferences = makePreferences(world, () => controls.choices())
  const controls = makeControls(
    () => time.random(),
    () => {
      if (isLoaded.peek()) preferences.keep()
      else isTouched = true
    },
  )
  const marks = makeMarkedLayers()
  const liveOf = (subject: Subject): LiveChoice => ({ ...controls.kinds.value, ...marks.of(subject) })
  const source = makeSource(world, controls, liveOf)
  const checking = makeChecking(world, () => controls.model.peek())
  const lessons = makeDurations(world)
  const ports = makeGeneratePorts(world, { preferences, lessons, storageAtRisk })

  const say = (text: string): void => {
    status.value = text
  }
  const jobs = makeJobs({
    ...world,
    ports,
    source,
    parallel: () => preferences.settings.peek().parallel,
    host: () => preferences.host.peek(),
    say,
  })

  const presets = makePresets({ savePresets: figma.savePresets, saveFile: (name, text) => world.saveFile(name, text) }, controls, {
    say,
    warn: (text) => {
      preferences.alert.value = text
    },
    applied: () => source.edited(null),
  })

  const reasons = computed(() => {
    const why = whyNot(source.selection.value, source.targets.value)
    return [...(why === null ? [] : [why]), ...(preferences.hasKey.value ? [] : [`Add your ${keyName(preferences.baseUrl.value)}.`])]
  })

  const runLabel = computed(() => {
    const { fit } = source.targets.value
    return runLabelFor(Math.max(1, fit.length), fit[0]?.subject.scene ? 'scene' : 'frame', controls.options.value)
  })

  const press = makePress({
    orders: makeOrders(
      controls,
      (subject) => untracked(() => liveOf(subject)),
      () => time.random(),
      () => time.now(),
    ),
    source,
    isReady: () => isLoaded.peek() && reasons.peek().length === 0,
    start: (order, name) => startOrder({ figma, jobs }, order, name),
  })
  const made = makeSelectedResult(world, source)
  const live = makeLive({ ...world, controls, marks, source, say })
  const guard = makeReadability({
    ...{ figma, tools, say },
    ...{ jobs: jobs.list, selection: source.selection, inTurn: source.inTurn },
    now: () => time.now(),
  })
  const products = makeProducts({ ...world, inTurn: source.inTurn, jobs: jobs.list, made: made.made, say })
  const run = (): void => press.run(countOf(controls.options.peek()))

  const remake = makeRemake({
    ...{ controls, marks, made, press, source, say },
    hasKey: () => preferences.hasKey.peek(),
    keyName: () => keyName(preferences.baseUrl.peek()),
    show: (subject) => show(subject),
  })

  const switching = makeSwitching({ controls, jobs, source, say })

  const steps = makeFailureActions({
    ...{ controls, jobs, say },
    copy: (text) => world.copy(text),
    focusPrompt: () => world.focusPrompt(),
    newSeed: () => randomSeed(() => time.random()),
    openSettings: () => openSettings(),
    openUrl: (url) => openUrl(url),
    switchModel: (key) => switching.open(key),
    show: (nodeId) => showOnCanvas(nodeId),
  })

  const openSettings = (): void => {
    preferences.isOpen.value = true
  }
  const openUrl = (url: string): void => void figma.openUrl(url)
  const showOnCanvas = (nodeId: string): void => show({ id: nodeId, scene: null })
  const show = (subject: Subject): void => {
    figma.reveal(subject).catch((thrown: unknown) => {
      say(thrown instanceof PluginError ? 'That layer is no longer in the file.' : 'The layer cannot be shown.')
    })
  }

  const store: Store = {
    ...{ isLoaded, status, now, storageAtRisk, reasons, runLabel, run, openSettings, openUrl, showOnCanvas },
    ...{ selection: source.selection, preview: source.preview, plan: source.plan },
    ...{ targets: source.targets, target: source.target, taking: source.taking, scene: source.scene, nthShown: source.index },
    ...{ takeAs: source.take, setScene: source.setScene, showNth: source.showNth },
    ...controls,
    ...makeComparing({ ...world, inTurn: source.inTurn }),
    living: live.living,
    products: products.products,
    guard: guard.guard,
    choosePurpose: (purpose) => {
      const before = controls.kinds.peek().texts
      controls.choosePurpose(purpose)
      // Whether texts stay live is another default for each purpose.
      if (controls.kinds.peek().texts === before) return
      source.edited(null)
      live.refresh()
    },
    chooseModel: (id) => {
      controls.chooseModel(id)
      source.edited(null)
    },
    setValue: (name, value) => {
      const before = controls.model.peek().takesJpeg(controls.values.peek())
      controls.setValue(name, value)
      if (controls.model.peek().takesJpeg(controls.values.peek()) !== before) source.edited(null)
    },
    ...remake,
    ...{ made: made.made, sourceNow: made.sourceNow },
    ...{ isBoard: press.isBoard, pending: press.pending, study: press.study, confirm: press.confirm, dismissOrder: press.dismiss },
    jobs: jobs.list,
    switching,
    results: makeResults({ ...world, jobs: jobs.list, inTurn: source.inTurn, say }),
    jobPicture: jobs.pictureOf,
    cancel: jobs.cancel,
    cancelAll: jobs.cancelAll,
    take: (key, step) => steps[step](key),
    dropPicture: (key, file) => {
      jobs.bring(key, file).then(
        (wrong) => {
          preferences.alert.value = wrong
        },
        () => {
          preferences.alert.value = 'This file could not be read.'
        },
      )
    },
    dismiss: jobs.dismiss,
    ...{ hasKey: preferences.hasKey, key: preferences.key, baseUrl: preferences.baseUrl, host: preferences.host },
    ...{ isSettingsOpen: preferences.isOpen, alert: preferences.alert },
    closeSettings: () => {
      preferences.isOpen.value = false
      checking.close()
    },
    saveSettings: (entry) => preferences.save(entry),
    deleteKey: () => preferences.deleteKey(),
    ...checking.part,
    copyText: (text) => world.copy(text),
    presets: presets.shelf,
    resize: (size) => preferences.resize(size),
    focusPrompt: () => world.focusPrompt(),
    dismissAlert: () => {
      preferences.alert.value = null
    },
  }

  const select = (selection: Selection): void => {
    const first = firstOf(selection)
    if (first !== null && first.id !== firstOf(source.selection.peek())?.id) controls.choosePurpose(guessFor(first))
    source.select(selection)
    live.selected()
    made.selected()
    products.selected()
  }

  return {
    store,
    /** What was kept has arrived. */
    open: (saved: Saved): void => {
      batch(() => {
        preferences.settings.value = readSettings(saved.settings)
        // A choice made before this answer came is newer than what was kept.
        if (!isTouched) {
          const { choices } = preferences.settings.peek()
          controls.restore(choices)
          if (choices.modelId !== '' && choices.modelId !== controls.model.peek().id)
            say(`This version does not know ${choices.modelId}, so ${controls.model.peek().label} is used.`)
        }
        lessons.restore(saved.durations)
        presets.restore(saved.presets)
        storageAtRisk.value = !saved.canStore
        select(saved.selection)
        jobs.takeUp(saved.tasks)
        isLoaded.value = true
      })
      if (saved.relaunched === 'restyle') store.useRecipe()
      if (saved.relaunched === 'remix') store.remix()
      if (saved.relaunched === 'more') store.more()
    },
    select,
    edited: (nodeId: string): void => {
      source.edited(nodeId)
      live.refresh()
      products.edited(nodeId)
      guard.edited()
    },
    tick: (): void => {
      if (jobs.isTicking.peek()) now.value = time.now()
    },
  }
}
