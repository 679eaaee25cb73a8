// What the views may read and do. `store.ts` makes one; views and their tests need nothing else.

import type { ReadonlySignal, Signal } from '@preact/signals'
import type { CheckView } from '../../src/ui/connection/check-part.ts'
import type { Preview } from '../../src/ui/control-image/preview.ts'
import type { Size } from '../../src/core/base/geometry.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Model, Value, Values } from '../../src/core/model/model.ts'
import type { Selection } from '../../src/core/selection/protocol.ts'
import type { Plan } from '../../src/core/picture/registration.ts'
import type { Light, Look, Purpose } from '../../src/core/look/look.ts'
import type { Study } from '../../src/core/look/studies.ts'
import type { PromptVariants } from '../../src/core/look/prompt-variants.ts'
import type { Step } from '../../src/core/failure/words.ts'
import type { PresetsPart as PresetShelf } from '../../src/ui/presets/types.ts'
import type { Comparison } from '../../src/ui/compare/part.ts'
import type { ReadabilityPart as Guard } from '../../src/ui/readability/part.ts'
import type { LivePart as Living } from '../../src/ui/live/part.ts'
import type { ProductsPart as Products } from '../../src/ui/product/part.ts'
import type { SelectedResult } from '../../src/ui/recipe/selected-result.ts'
import type { SourceNow } from '../../src/ui/control-image/source-check.ts'
import type { PendingOrder } from '../../src/ui/order/part.ts'
import type { SwitchingPart as Switching } from '../../src/ui/switching/part.ts'
import type { ExtraChoices } from '../../src/ui/recipe/extra-choices.ts'
import type { SceneChoices, Taking, Target, Targets } from '../../src/ui/selection/targets.ts'
import type { ResultsPart as ResultsStore } from '../../src/ui/results/types.ts'

export type Store = {
  readonly comparison: ReadonlySignal<Comparison>
  compare(nodeId: string): void
  stepVariant(by: 1 | -1): void
  closeCompare(): void
  /** False until what was kept has arrived. */
  readonly isLoaded: ReadonlySignal<boolean>
  readonly selection: ReadonlySignal<Selection>
  readonly preview: ReadonlySignal<Preview>
  /** The size that leaves, known before the exact picture is drawn. */
  readonly plan: ReadonlySignal<Plan | null>
  /** What can be restyled of the selection, and what cannot. */
  readonly targets: ReadonlySignal<Targets>
  /** The one on the card. */
  readonly target: ReadonlySignal<Target | null>
  readonly nthShown: ReadonlySignal<number>
  /** Several layers: each by itself, or together as one scene. */
  readonly taking: ReadonlySignal<Taking>
  readonly scene: ReadonlySignal<SceneChoices>
  /** Results of several frames together on a board, not each beside its own. */
  readonly isBoard: Signal<boolean>
  /** The recipe of the selected result, and whether its source still looks as it did. */
  readonly made: ReadonlySignal<SelectedResult | null>
  readonly sourceNow: ReadonlySignal<SourceNow>

  readonly purpose: ReadonlySignal<Purpose>
  readonly look: ReadonlySignal<Look>
  readonly light: ReadonlySignal<Light>
  readonly words: ReadonlySignal<string>
  /** The whole prompt as it will be sent. */
  readonly prompt: ReadonlySignal<string>
  readonly variants: ReadonlySignal<number>
  readonly model: ReadonlySignal<Model>
  readonly values: ReadonlySignal<Values>
  /** The seed in the field: shown while unlocked, fixed while locked. */
  readonly seed: ReadonlySignal<number>
  readonly isSeedLocked: ReadonlySignal<boolean>
  readonly isAdvancedOpen: Signal<boolean>

  readonly moreLooks: ExtraChoices<Look>
  readonly moreLights: ExtraChoices<Light>
  readonly promptVariants: ReadonlySignal<PromptVariants>
  /** A large order that asks first. */
  readonly pending: ReadonlySignal<PendingOrder | null>

  readonly runLabel: ReadonlySignal<string>
  /** Every reason why the button cannot run; empty when it can. */
  readonly reasons: ReadonlySignal<readonly string[]>

  /** Newest first. */
  readonly jobs: ReadonlySignal<readonly Job[]>
  /** Milliseconds since the epoch, ticking while a job runs or a link counts down. */
  readonly now: ReadonlySignal<number>
  /** Small picture of a job's source, where one is known. */
  readonly jobPicture: (key: string) => string | null

  readonly hasKey: ReadonlySignal<boolean>
  readonly key: ReadonlySignal<string>
  readonly baseUrl: ReadonlySignal<string>
  readonly host: ReadonlySignal<string>
  readonly isSettingsOpen: ReadonlySignal<boolean>
  readonly connection: ReadonlySignal<CheckView>
  /** What just happened, for `role="status"`; and what went wrong outside a job, for `role="alert"`. */
  readonly status: ReadonlySignal<string>
  readonly alert: ReadonlySignal<string | null>
  readonly storageAtRisk: ReadonlySignal<boolean>

  readonly results: ResultsStore
  /** What of the source stays live. */
  readonly living: Living
  /** The products of pictures that are in. */
  readonly products: Products
  /** Whether the live texts over a result can be read. */
  readonly guard: Guard
  /** The question with which model to go on. */
  readonly switching: Switching

  choosePurpose(purpose: Purpose): void
  chooseLook(id: string): void
  chooseLight(id: string): void
  setWords(words: string): void
  setVariants(count: number): void
  chooseModel(id: string): void
  setValue(name: string, value: Value): void
  setSeed(seed: number): void
  lockSeed(locked: boolean): void
  rollSeed(): void
  /** Restyle. Does nothing while there are reasons. */
  run(): void
  confirm(): void
  dismissOrder(): void
  /** One row under all lights of a study. */
  study(study: Study): void
  takeAs(taking: Taking): void
  setScene(choices: SceneChoices): void
  showNth(nth: number): void
  /** Takes over the settings of the selected result: all of them, or all but its seed. */
  useRecipe(): void
  remix(): void
  /** New seeds of the selected result, in its row. */
  more(): void

  cancel(key: string): void
  /** All that still run, or only those that were not sent yet. */
  stopAll(): void
  stopWaiting(): void
  /** The next step of a failed job. */
  take(key: string, step: Step): void
  /** A picture that a person saved and dropped on the job, or chose from disk: the last rung of delivery. */
  dropPicture(key: string, file: Blob): void
  showOnCanvas(nodeId: string): void
  /** Takes a finished, cancelled or failed job off the list; a failed one takes its placeholder along. */
  dismiss(key: string): void

  openSettings(): void
  closeSettings(): void
  /** Returns what is wrong with the entry, or null when it was saved. */
  saveSettings(entry: { readonly key: string; readonly baseUrl: string }): string | null
  deleteKey(): void
  /** What is typed, saved or not. */
  checkConnection(entry: { readonly key: string; readonly baseUrl: string }): void
  /** One picture of nothing in the document, to try the whole road. It is paid. */
  makeTestPicture(entry: { readonly key: string; readonly baseUrl: string }): void
  /** The entry was changed: what was found of the last one goes. */
  forgetCheck(): void
  /** False where the page may not write to the clipboard. */
  copyText(text: string): boolean
  openUrl(url: string): void
  readonly presets: PresetShelf
  resize(size: Size): void
  dismissAlert(): void
  focusPrompt(): void
}
