// How the selected result was made, and the actions that use it.

import { findModel, unknownModelText } from '../../core/model/models.ts'
import { moreCount } from '../../core/recipe/options.ts'
import type { ReadRecipe, Recipe } from '../../core/recipe/recipe.ts'
import { labelsOf } from '../../core/recipe/words.ts'
import type { SourceNow } from '../control-image/source-check.ts'
import type { MadeWithPart } from './made-with.ts'
import type { RunOnCanvas } from './run-on-canvas.ts'
import { aboutSource, copySettingsText, keepText, madeWords, startAgainText } from './words.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { More } from '../kit/More.tsx'

type LinesProps = {
  readonly made: ReadRecipe
  readonly sourceNow: SourceNow
  readonly onUse: () => void
  readonly onRemix: () => void
  readonly onMore: () => void
  readonly onCompare: () => void
  /** The pictures of the same run, and the index of this one. */
  readonly run: RunOnCanvas
  readonly onStep: (by: 1 | -1) => void
  readonly onKeep: () => void
}

function madeWith(recipe: Recipe): string {
  const model = findModel(recipe.modelId)
  const style = labelsOf(recipe)
  return model === null
    ? `${unknownModelText(recipe.modelId)}. ${madeWords.style(style, recipe.seed)}`
    : madeWords.with(style, model.label, recipe.seed)
}

function MadeWithLines({ made, sourceNow, onUse, onRemix, onMore, onCompare, run, onStep, onKeep }: LinesProps) {
  if (made.kind === 'newer')
    return (
      <div class="made">
        <p>{madeWords.newer}.</p>
        <Button kind="link" label={madeWords.compare} onPress={onCompare} />
      </div>
    )
  const { recipe } = made
  const canRemake = sourceNow !== 'gone'
  return (
    <div class="made" data-passing>
      <p>{madeWith(recipe)}</p>
      {aboutSource[sourceNow] !== '' && <p class="risk">{aboutSource[sourceNow]}</p>}
      <div class="made-steps">
        {canRemake && findModel(recipe.modelId) !== null && (
          <Button kind="button small" label={madeWords.more(moreCount)} onPress={onMore} />
        )}
        <Button kind="button small" label={madeWords.compare} onPress={onCompare} />
        <More
          label={madeWords.actions}
          actions={[{ label: copySettingsText, onPress: onUse }, ...(canRemake ? [{ label: startAgainText, onPress: onRemix }] : [])]}
        />
        {run.ids.length > 1 && (
          <>
            <Button kind="button small" label={keepText} onPress={onKeep} />
            <div class="stepper">
              <IconButton
                kind="icon-button back"
                icon="chevron"
                label={madeWords.previous}
                isOff={run.index <= 0}
                onPress={() => onStep(-1)}
              />
              <span>{madeWords.nthOf(run.index + 1, run.ids.length)}</span>
              <IconButton icon="chevron" label={madeWords.next} isOff={run.index >= run.ids.length - 1} onPress={() => onStep(1)} />
            </div>
          </>
        )}
      </div>
    </div>
  )
}

type MadeWithProps = {
  readonly part: Omit<MadeWithPart, 'relaunch' | 'selected' | 'moreOf' | 'runChanged'>
  readonly onCompare: (nodeId: string) => void
}

/** How the selected result was made. Everybody in the file can read this. */
export function MadeWith({ part, onCompare }: MadeWithProps) {
  const selected = part.selectedResult.value
  const sourceNow = part.sourceNow.value
  if (selected === null) return null
  return (
    <MadeWithLines
      made={selected}
      sourceNow={sourceNow}
      onUse={part.useRecipe}
      onRemix={part.remix}
      onMore={part.more}
      onCompare={() => onCompare(selected.nodeId)}
      run={part.run.value}
      onStep={part.step}
      onKeep={part.keep}
    />
  )
}
