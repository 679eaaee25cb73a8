// What can be done with the recipe of the selected result: take it over, remix it, make more of it.

import { findModel, unknownModelText } from '../../core/model/models.ts'
import { type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { makeControls } from '../recipe/controls.ts'
import { nothingLive } from '../../core/recipe/live-choice.ts'
import type { makeMarkedLayers } from '../live/marked-layers.ts'
import type { makeSelectedResult } from '../recipe/selected-result.ts'
import type { makePress } from '../order/part.ts'
import type { SourceState } from '../control-image/part.ts'

type World = {
  readonly controls: Pick<ReturnType<typeof makeControls>, 'takeOver' | 'keepTexts' | 'keepVectors'>
  readonly marks: Pick<ReturnType<typeof makeMarkedLayers>, 'set'>
  readonly made: Pick<ReturnType<typeof makeSelectedResult>, 'made' | 'hasSource'>
  readonly press: Pick<ReturnType<typeof makePress>, 'more'>
  readonly source: Pick<SourceState, 'take' | 'setScene' | 'edited'>
  hasKey(): boolean
  keyName(): string
  show(subject: Subject): void
  say(text: string): void
}

export function makeRemake({ controls, marks, made, press, source, hasKey, keyName, show, say }: World) {
  const selected = (): { readonly nodeId: string; readonly recipe: Recipe } | null => {
    const now = made.made.peek()
    return now === null || now.recipe === 'newer' ? null : { nodeId: now.nodeId, recipe: now.recipe }
  }

  const takeOver = (recipe: Recipe, withSeed: boolean): void => {
    const changed = controls.takeOver(recipe, withSeed)
    const { live } = recipe
    // Earlier versions did not note what stayed live.
    if (live !== nothingLive) {
      controls.keepTexts(live.texts)
      controls.keepVectors(live.vectors)
      marks.set(subjectOf(recipe), live)
    }
    // The model, and with it the picture that would leave, may be another.
    source.edited(null)
    say(`The settings of this picture are in place.${changed}`)
  }

  return {
    useRecipe: (): void => {
      const now = selected()
      if (now !== null) takeOver(now.recipe, true)
    },
    /** All but its seed; its source is selected, ready to be made anew. */
    remix: (): void => {
      const now = selected()
      if (now === null) return
      takeOver(now.recipe, false)
      const { scene } = now.recipe.source
      if (scene !== null) {
        source.take('scene')
        source.setScene({ padding: scene.padding, background: scene.background })
      }
      show(subjectOf(now.recipe))
    },
    /** Not before its source was seen: a copy in another file has none, or somebody else's layer under the same id. */
    more: (): void => {
      const now = selected()
      if (now === null) return
      if (!hasKey()) return say(`Add your ${keyName()}.`)
      const model = findModel(now.recipe.modelId)
      if (model === null) return say(unknownModelText(now.recipe.modelId))
      void made.hasSource().then((has) => (has ? press.more(now.nodeId, now.recipe, model) : say('Its source is not in this file.')))
    },
  }
}
