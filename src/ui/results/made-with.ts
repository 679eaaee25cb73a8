// Actions on the recipe of the selected result: copy its settings, start again from its original, make more of it.

import { type ReadonlySignal, batch } from '@preact/signals'
import { toFailure } from '../../core/failure/failure.ts'
import { failureText } from '../../core/failure/words.ts'
import { alsoLost } from '../../core/recipe/migrate.ts'
import { nothingLive } from '../../core/recipe/live-choice.ts'
import { type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import { setupOfRecipe } from '../../core/recipe/setup.ts'
import { moreCount } from '../../core/recipe/options.ts'
import { withMigration } from '../../core/recipe/words.ts'
import type { Relaunch } from '../../core/results/protocol.ts'
import { type SourceCheckPorts, type SourceNow, makeSourceCheck } from '../control-image/source-check.ts'
import { makeLatest } from '../base/latest.ts'
import type { LivePart } from '../live/part.ts'
import type { ReferencePart } from '../reference/part.ts'
import { referenceWords } from '../reference/words.ts'
import type { OrdersPart } from '../order/part.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SeedUse } from '../recipe/stored.ts'
import { type RunOnCanvas, type RunPorts, makeRunOnCanvas } from './run-on-canvas.ts'
import { aboutSource } from './words.ts'
import type { SelectedResult } from '../recipe/selected-result.ts'
import type { SelectionPart } from '../selection/part.ts'

export type MadeWithPorts = SourceCheckPorts & {
  readonly recipe: Pick<RecipePart, 'applySetup' | 'isGivingWay'>
  readonly live: Pick<LivePart, 'adopt'>
  readonly reference: Pick<ReferencePart, 'holds' | 'adopt' | 'pictureOf'>
  readonly selection: Pick<SelectionPart, 'setMode' | 'setScene' | 'reveal'>
  readonly orders: Pick<OrdersPart, 'more'>
  readonly figma: RunPorts['figma']
  readonly keep: RunPorts['keep']
  announce(text: string): void
}

export type MadeWithPart = {
  readonly selectedResult: ReadonlySignal<SelectedResult | null>
  readonly sourceNow: ReadonlySignal<SourceNow>
  /** Applies all settings of the selected result. */
  useRecipe(): void
  /** Applies all settings but the seed, and selects the original so that the next press restyles it. */
  remix(): void
  /** Plans more pictures of the selected result with new seeds, in its row. */
  more(): void
  /** The same for any result that was made in this window. */
  moreOf(nodeId: string, recipe: Recipe, count?: number): void
  /** The action that a relaunch button in Figma's own panel asked for when it opened the plugin. */
  relaunch(asked: Relaunch | null): void
  /** Called when the selection has changed. */
  selected(): void
  /** Called when results were removed or came back. */
  runChanged(): void
  /** The pictures of the run that the selected one belongs to. */
  readonly run: ReadonlySignal<RunOnCanvas>
  step(by: 1 | -1): void
  keep(): void
}

type Known = Extract<SelectedResult, { kind: 'known' }>

/** Null unless a result is selected whose recipe this version can use. */
function knownResult(now: SelectedResult | null): Known | null {
  return now?.kind === 'known' ? now : null
}

export function makeMadeWith(ports: MadeWithPorts): MadeWithPart {
  const { selectedResult, recipe: chosen, reference, live, selection, orders, announce } = ports
  const sourceCheck = makeSourceCheck(ports)
  const runOnCanvas = makeRunOnCanvas({ ...ports, show: (id) => selection.reveal({ id, scene: null }) })
  const latest = makeLatest()
  const known = (): Known | null => knownResult(selectedResult.peek())

  const put = (recipe: Recipe, use: SeedUse): void => {
    const migration = batch(() => {
      const applied = chosen.applySetup(setupOfRecipe(recipe), use)
      const isHeld = reference.holds(recipe)
      if (isHeld) reference.adopt(recipe)
      // Earlier versions did not record what stayed live.
      if (recipe.live !== nothingLive) live.adopt(subjectOf(recipe), recipe.live)
      return isHeld ? applied : alsoLost(applied, referenceWords.leftOut(recipe.reference?.name ?? ''))
    })
    announce(withMigration('The settings of this picture are in place.', migration))
  }

  /** Loads the reference picture first. Until it is there nothing can be ordered, because the controls still show the former settings. */
  const adopt = async (recipe: Recipe, use: SeedUse): Promise<void> => {
    const stop = latest.next()
    const isHeld = !recipe.reference || reference.holds(recipe)
    chosen.isGivingWay.value = !isHeld
    if (recipe.reference && !isHeld) await reference.pictureOf(recipe.reference).catch(() => {})
    if (stop.aborted) return
    chosen.isGivingWay.value = false
    put(recipe, use)
  }

  const useRecipe = (): void => {
    const now = known()
    if (now !== null) void adopt(now.recipe, { seed: 'take' })
  }

  const remix = (): void => {
    const now = known()
    if (now === null) return
    void adopt(now.recipe, { seed: 'drop' })
    const { scene } = now.recipe.source
    if (scene !== null) {
      selection.setMode('scene')
      selection.setScene({ padding: scene.padding, background: scene.background })
    }
    selection.reveal(subjectOf(now.recipe))
  }

  const moreOf = (nodeId: string, recipe: Recipe, count = moreCount, hasSource = Promise.resolve(true)): void =>
    orders.more(nodeId, recipe, count, async () => {
      try {
        const [isThere] = await Promise.all([hasSource, recipe.reference && reference.pictureOf(recipe.reference)])
        if (!isThere) announce(aboutSource.gone)
        return isThere
      } catch (thrown) {
        announce(failureText(toFailure(thrown)).sentence)
        return false
      }
    })

  /** Checks the source before ordering: a copy in another file has none, or an unrelated layer has the same id. */
  const more = (): void => {
    const now = known()
    if (now !== null) moreOf(now.nodeId, now.recipe, moreCount, sourceCheck.hasSource())
  }

  const runChanged = (): void => runOnCanvas.selected(known()?.nodeId ?? null)

  const actions: Readonly<Record<Relaunch, () => void>> = { restyle: useRecipe, remix, more }
  return {
    selectedResult,
    sourceNow: sourceCheck.sourceNow,
    selected: () => {
      sourceCheck.selected()
      runChanged()
    },
    runChanged,
    run: runOnCanvas.run,
    step: runOnCanvas.step,
    keep: runOnCanvas.keep,
    useRecipe,
    remix,
    more,
    moreOf,
    relaunch: (asked) => {
      if (asked !== null) actions[asked]()
    },
  }
}
