import { findLight } from '../../core/lights.ts'
import { findLook } from '../../core/looks/index.ts'
import { findModel } from '../../core/models/index.ts'
import type { Recipe } from '../../core/recipe.ts'
import type { SourceNow } from '../store/made.ts'
import { moreCount } from '../store/orders.ts'
import { Button } from './Buttons.tsx'

type MadeWithProps = {
  readonly recipe: Recipe | 'newer'
  readonly sourceNow: SourceNow
  readonly onUse: () => void
  readonly onRemix: () => void
  readonly onMore: () => void
}

const aboutSource: Record<SourceNow, string> = {
  unknown: '',
  same: '',
  changed: 'Its source has changed since. Remix makes it anew.',
  gone: 'Its source is not in this file.',
}

/** How a picture was made, readable for everybody in the file, and what can be done with that. */
export const MadeWith = ({ recipe, sourceNow, onUse, onRemix, onMore }: MadeWithProps) =>
  recipe === 'newer' ? (
    <p>Made with a newer version of Depth Restyle.</p>
  ) : (
    <div class="made">
      <p>
        {`Made with ${findLook(recipe.purpose, recipe.look).label}, ${findLight(recipe.light).label}, ${findModel(recipe.modelId).label}, seed ${recipe.seed}`}
      </p>
      {aboutSource[sourceNow] !== '' && <p class="risk">{aboutSource[sourceNow]}</p>}
      <div class="made-steps">
        <Button kind="link" label="Use these settings" onPress={onUse} />
        {sourceNow !== 'gone' && (
          <>
            <Button kind="link" label="Remix" onPress={onRemix} />
            <Button kind="link" label={`More like this (${moreCount} pictures)`} onPress={onMore} />
          </>
        )}
      </div>
    </div>
  )
