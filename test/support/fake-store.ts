// A store of plain signals in any state. It records what the views ask for, and follows the choices as the real one would.

import { type Signal, computed, signal } from '@preact/signals'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { findLight, lights } from '../../src/core/look/lights.ts'
import { findLook, looksOf } from '../../src/core/look/looks.ts'
import { models } from '../../src/core/model/models.ts'
import { initialValues } from '../../src/core/model/model.ts'
import { composePrompt } from '../../src/core/look/prompt.ts'
import { type Step, stepLabel } from '../../src/core/failure/words.ts'
import type { Source } from '../../src/core/selection/protocol.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { makePresets } from '../../src/ui/presets/part.ts'
import { expandPromptVariants } from '../../src/core/look/prompt-variants.ts'
import type { Store as RealStore } from '../../src/ui/store.ts'
import type { Store } from './flat-store.ts'
import { makeSelectedResult } from '../../src/ui/recipe/selected-result.ts'
import type { ProductReview } from '../../src/ui/product/review.ts'
import type { Offer } from '../../src/ui/switching/part.ts'
import { makeExtraChoices } from '../../src/ui/recipe/extra-choices.ts'
import { targetsOf } from '../../src/ui/selection/targets.ts'
import { makeResults } from '../../src/ui/results/part.ts'
import { modelOf } from './models.ts'
import { virtualTime } from './network.ts'
import { type FakePage, fakePage } from './fake-page.ts'
import { hostOf } from '../../src/core/service/base-url.ts'
import { serviceUrl } from '../../src/core/service/account.ts'

type Plain<T> = T extends { readonly value: infer V } ? V : never
type Names = { [K in keyof Store]: Store[K] extends { readonly value: unknown } ? K : never }[keyof Store]
type Settable = Exclude<Names, 'prompt' | 'host' | 'promptVariants' | 'targets' | 'target' | 'made'>

export type State = { [K in Settable]: Plain<Store[K]> }
export type Call = readonly [action: string, ...rest: unknown[]]

export const villa: Source = {
  id: '1:2',
  name: 'Villa, street view',
  type: 'FRAME',
  size: { width: 1440, height: 1024 },
  position: { x: 0, y: 0 },
  nodeSize: { width: 1440, height: 1024 },
  layers: { texts: 0, images: 0, vectors: 12 },
  recipe: '',
  ancestors: [],
}

export const previewUrl = 'data:,'

export const sentPicture = {
  plan: { sent: { width: 1216, height: 864 }, content: { x: 0, y: 0, width: 1215, height: 864 } },
  format: 'png',
  byteLength: 310_000,
} as const

const ready: State = {
  isLoaded: true,
  selection: { kind: 'one', source: villa },
  preview: { state: 'ready', url: previewUrl, sent: sentPicture },
  plan: sentPicture.plan,
  purpose: 'building',
  look: findLook('building', 'timber'),
  light: findLight('golden'),
  words: '',
  variants: 1,
  model: models[0],
  values: initialValues(models[0]),
  seed: 4821,
  isSeedLocked: false,
  isAdvancedOpen: false,
  nthShown: 0,
  taking: 'frames',
  scene: { padding: 0, background: '' },
  isBoard: false,
  sourceNow: 'unknown',
  pending: null,
  runLabel: 'Restyle frame',
  reasons: [],
  jobs: [],
  now: 1_000_000,
  hasKey: true,
  key: 'sk-kept',
  baseUrl: serviceUrl,
  isSettingsOpen: false,
  connection: { lines: [], picture: null },
  status: '',
  alert: null,
  storageAtRisk: false,
  comparison: { state: 'closed' },
}

type Signals = { readonly [K in Settable]: Signal<State[K]> }

function signalsOf(state: State): Signals {
  const made: Record<string, Signal<unknown>> = {}
  for (const [name, value] of Object.entries(state)) made[name] = signal(value)
  // Built name by name from the same record: the shape is that of the state.
  return made as Signals
}

export type FakeStore = {
  readonly store: RealStore
  readonly signals: Signals
  readonly calls: Call[]
  /** With which model to go on. */
  readonly offer: Signal<Offer | null>
  /** What was measured of results. */
  readonly guard: { readonly [K in 'readings' | 'about']: Signal<Plain<Store['guard'][K]>> }
  /** What stays live of the source. */
  readonly living: { readonly [K in 'facts' | 'choice' | 'innerLayer' | 'picture']: Signal<Plain<Store['living'][K]>> }
  /** What became of the products of results. */
  readonly reviews: Signal<ReadonlyMap<string, ProductReview>>
  /** What `saveSettings` answers. */
  problem: string | null
}

export function fakeStore(
  changes: Partial<State> = {},
  pictures: Readonly<Record<string, string>> = {},
  page: FakePage = fakePage(),
  kept?: unknown,
): FakeStore {
  const signals = signalsOf({ ...ready, ...changes })
  const calls: Call[] = []
  const note =
    (action: string) =>
    (...rest: readonly unknown[]): void => {
      calls.push([action, ...rest])
    }
  // The real ones: all that they ask of the world is recorded.
  const presets = makePresets({
    figma: { savePresets: async (kept) => note('savePresets')(kept) },
    recipe: makeRecipe(() => 0.5),
    saveFile: note('saveFile'),
    announce: note('say'),
    setAlert: note('warn'),
  })
  presets.restore(kept)
  const targets = computed(() => targetsOf(signals.selection.value, signals.taking.value, signals.scene.value, signals.model.value.rules))
  const offer = signal<Offer | null>(null)
  const living: FakeStore['living'] = { facts: signal(null), choice: signal(nothingLive), innerLayer: signal(null), picture: signal(null) }
  const reviews: FakeStore['reviews'] = signal(new Map())
  const guard: FakeStore['guard'] = { readings: signal(new Map()), about: signal(null) }
  const store: Store = {
    ...signals,
    switching: {
      offer,
      next: () => 'FLUX.2 [pro]',
      open: note('switch'),
      pick: note('pick'),
      confirm: note('confirmSwitch'),
      dismiss: note('dismissSwitch'),
    },
    living: {
      ...living,
      isShown: signal(false),
      keepTexts: note('keepTexts'),
      keepVectors: note('keepVectors'),
      keepSelected: note('keepSelected'),
      lockSelected: note('lockSelected'),
      chooseProduct: note('chooseProduct'),
      markArea: note('markArea'),
      invertArea: note('invertArea'),
      release: note('release'),
      choiceOf: () => nothingLive,
      adopt: note('adopt'),
      selected: note('selected'),
      edited: note('edited'),
    },
    products: {
      reviews,
      showContactLayers: note('showContactLayers'),
      hideContactLayers: note('hideContactLayers'),
      previewStrength: note('previewStrength'),
      setStrength: note('setStrength'),
      selected: note('selected'),
      edited: note('edited'),
    },
    guard: { ...guard, measure: note('measure'), layScrims: note('layScrims'), removeScrims: note('removeScrims'), edited: note('edited') },
    targets,
    target: computed(() => targets.value.fit[signals.nthShown.value] ?? null),
    made: makeSelectedResult(signals.selection),
    promptVariants: computed(() => expandPromptVariants(signals.words.value)),
    moreLooks: makeExtraChoices(
      () => looksOf(signals.purpose.value),
      () => signals.look.value.id,
      (id) => store.chooseLook(id),
    ),
    moreLights: makeExtraChoices(
      () => lights,
      () => signals.light.value.id,
      (id) => store.chooseLight(id),
    ),
    confirm: note('confirm'),
    dismissOrder: note('dismissOrder'),
    study: note('study'),
    takeAs: (taking) => {
      note('takeAs')(taking)
      signals.taking.value = taking
    },
    setScene: (choices) => {
      note('setScene')(choices)
      signals.scene.value = choices
    },
    showNth: (nth) => {
      note('showNth')(nth)
      signals.nthShown.value = nth
    },
    remix: note('remix'),
    more: note('more'),
    prompt: computed(() => composePrompt(signals.model.value, signals.look.value, signals.light.value, signals.words.value)),
    host: computed(() => hostOf(signals.baseUrl.value)),
    jobPicture: (key) => pictures[key] ?? null,
    results: makeResults({
      ...{ figma: page.figma, urls: page.urls, copy: page.copy, time: virtualTime(), jobs: signals.jobs, exportLock: (work) => work() },
      announce: (text) => {
        signals.status.value = text
      },
    }),
    choosePurpose: (purpose) => {
      note('choosePurpose')(purpose)
      signals.purpose.value = purpose
      signals.look.value = findLook(purpose, '')
    },
    chooseLook: (id) => {
      note('chooseLook')(id)
      signals.look.value = findLook(signals.purpose.value, id)
    },
    chooseLight: (id) => {
      note('chooseLight')(id)
      signals.light.value = findLight(id)
    },
    setWords: (words) => {
      note('setWords')(words)
      signals.words.value = words
    },
    setVariants: (count) => {
      note('setVariants')(count)
      signals.variants.value = count
    },
    chooseModel: (id) => {
      note('chooseModel')(id)
      signals.model.value = modelOf(id)
      signals.values.value = initialValues(modelOf(id))
    },
    setValue: (name, value) => {
      note('setValue')(name, value)
      signals.values.value = { ...signals.values.value, [name]: value }
    },
    setSeed: note('setSeed'),
    lockSeed: (locked) => {
      note('lockSeed')(locked)
      signals.isSeedLocked.value = locked
    },
    rollSeed: note('rollSeed'),
    run: note('run'),
    useRecipe: note('useRecipe'),
    cancel: note('cancel'),
    stopAll: note('stopAll'),
    stopWaiting: note('stopWaiting'),
    take: note('take'),
    dropPicture: note('dropPicture'),
    showOnCanvas: note('showOnCanvas'),
    dismiss: note('dismiss'),
    openSettings: () => {
      note('openSettings')()
      signals.isSettingsOpen.value = true
    },
    closeSettings: () => {
      note('closeSettings')()
      signals.isSettingsOpen.value = false
    },
    saveSettings: (entry) => {
      note('saveSettings')(entry)
      return fake.problem
    },
    deleteKey: note('deleteKey'),
    checkConnection: note('checkConnection'),
    makeTestPicture: note('makeTestPicture'),
    forgetCheck: note('forgetCheck'),
    copyText: (text) => {
      note('copyText')(text)
      return true
    },
    openUrl: note('openUrl'),
    presets,
    resize: note('resize'),
    dismissAlert: note('dismissAlert'),
    focusPrompt: note('focusPrompt'),
    compare: note('compare'),
    stepVariant: note('stepVariant'),
    closeCompare: () => {
      note('closeCompare')()
      signals.comparison.value = { state: 'closed' }
    },
  }
  const fake: FakeStore = { store: nested(store, signals), signals, calls, offer, living, guard, reviews, problem: null }
  return fake
}

/** The parts as the views take them, over the flat record. */
function nested(flat: Store, signals: Signals): RealStore {
  const step = (name: Step) => (key: string) => flat.take(key, name)
  const names = Object.keys(stepLabel) as Step[]
  const parts = {
    notices: {
      status: flat.status,
      alert: flat.alert,
      announce: () => {},
      setAlert: () => flat.dismissAlert(),
    },
    recipe: flat,
    selection: { ...flat, nth: flat.nthShown, reveal: ({ id }: { readonly id: string }) => flat.showOnCanvas(id) },
    live: flat.living,
    controlImage: flat,
    connection: {
      ...flat,
      check: flat.connection,
      isOpen: flat.isSettingsOpen,
      open: flat.openSettings,
      close: flat.closeSettings,
      save: flat.saveSettings,
      copy: flat.copyText,
    },
    jobs: { ...flat, list: flat.jobs, isStorageAtRisk: flat.storageAtRisk, pictureOf: flat.jobPicture },
    failureActions: Object.fromEntries(names.map((name) => [name, step(name)])),
    orders: { ...flat, dismiss: flat.dismissOrder },
    products: flat.products,
    readability: flat.guard,
    results: flat.results,
    madeWith: { ...flat, selectedResult: flat.made },
    compare: { comparison: signals.comparison, open: flat.compare, step: flat.stepVariant, close: flat.closeCompare },
    presets: flat.presets,
    switching: flat.switching,
  }
  return parts as unknown as RealStore
}
