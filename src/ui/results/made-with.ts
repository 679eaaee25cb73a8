// What can be done with the recipe of the selected result: take it over, remix it, make more of it.

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
  /** Takes over all settings of the selected result. */
  useRecipe(): void
  /** Takes over all but its seed; its source is selected, ready to be made anew. */
  remix(): void
  /** New seeds of the selected result, in its row. */
  more(): void
  /** The same of another result, that was made in this window. */
  moreOf(nodeId: string, recipe: Recipe, count?: number): void
  /** What a button of a result in Figma's own panel asked for when it opened the plugin. */
  relaunch(asked: Relaunch | null): void
  /** The selection has changed. */
  selected(): void
  /** Results were taken away, or came back. */
  runChanged(): void
  /** The pictures of the press of the button that made the selected one. */
  readonly run: ReadonlySignal<RunOnCanvas>
  step(by: 1 | -1): void
  keep(): void
}

type Known = Extract<SelectedResult, { kind: 'known' }>

/** Null when nothing is selected that this version can make again. */
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
      // Earlier versions did not note what stayed live.
      if (recipe.live !== nothingLive) live.adopt(subjectOf(recipe), recipe.live)
      return isHeld ? applied : alsoLost(applied, referenceWords.leftOut(recipe.reference?.name ?? ''))
    })
    announce(withMigration('The settings of this picture are in place.', migration))
  }

  /** What gave the look comes first. A press before it is here orders nothing: the controls still say something else. */
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

  /** Ordered not before its source was seen: a copy in another file has none, or somebody else's layer under the same id. */
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
