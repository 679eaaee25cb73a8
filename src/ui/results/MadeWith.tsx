// How the selected result was made, and what can be done with that.

import { findModel, unknownModelText } from '../../core/model/models.ts'
import type { ReadRecipe, Recipe } from '../../core/recipe/recipe.ts'
import { labelsOf } from '../../core/recipe/words.ts'
import type { SourceNow } from '../control-image/source-check.ts'
import type { MadeWithPart } from './made-with.ts'
import { moreCount } from '../order/order-builder.ts'
import { Button } from '../kit/Buttons.tsx'

type LinesProps = {
  readonly made: ReadRecipe
  readonly sourceNow: SourceNow
  readonly onUse: () => void
  readonly onRemix: () => void
  readonly onMore: () => void
  readonly onCompare: () => void
}

const aboutSource: Record<SourceNow, string> = {
  unknown: '',
  same: '',
  changed: 'Its source has changed since. Remix makes it anew.',
  gone: 'Its source is not in this file.',
}

function madeWith(recipe: Recipe): string {
  const model = findModel(recipe.modelId)
  const style = labelsOf(recipe)
  return model === null
    ? `${unknownModelText(recipe.modelId)}. ${style}, seed ${recipe.seed}`
    : `Made with ${style}, ${model.label}, seed ${recipe.seed}`
}

function MadeWithLines({ made, sourceNow, onUse, onRemix, onMore, onCompare }: LinesProps) {
  if (made.kind === 'newer')
    return (
      <div class="made">
        <p>Made with a newer version of Depth Restyle.</p>
        <Button kind="link" label="Compare" onPress={onCompare} />
      </div>
    )
  const { recipe } = made
  return (
    <div class="made">
      <p>{madeWith(recipe)}</p>
      {aboutSource[sourceNow] !== '' && <p class="risk">{aboutSource[sourceNow]}</p>}
      <div class="made-steps">
        <Button kind="link" label="Compare" onPress={onCompare} />
        <Button kind="link" label="Use these settings" onPress={onUse} />
        {sourceNow !== 'gone' && (
          <>
            <Button kind="link" label="Remix" onPress={onRemix} />
            {findModel(recipe.modelId) !== null && <Button kind="link" label={`More like this (${moreCount} pictures)`} onPress={onMore} />}
          </>
        )}
      </div>
    </div>
  )
}

type MadeWithProps = { readonly part: Omit<MadeWithPart, 'relaunch' | 'selected'>; readonly onCompare: (nodeId: string) => void }

/** How the selected result was made, readable for everybody in the file, and what can be done with that. */
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
    />
  )
}
