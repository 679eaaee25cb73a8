import { findLight } from '../../core/lights.ts'
import { findLook } from '../../core/looks/index.ts'
import { findModel } from '../../core/models/index.ts'
import type { Recipe } from '../../core/recipe.ts'

import { Button } from './Buttons.tsx'

type MadeWithProps = { readonly recipe: Recipe | 'newer'; readonly onUse: () => void; readonly onCompare: () => void }

export const MadeWith = ({ recipe, onUse, onCompare }: MadeWithProps) => (
  <>
    {recipe === 'newer' ? (
      <p>Made with a newer version of Depth Restyle.</p>
    ) : (
      <p>
        {`Made with ${findLook(recipe.purpose, recipe.look).label}, ${findLight(recipe.light).label}, ${findModel(recipe.modelId).label}, seed ${recipe.seed}`}
      </p>
    )}
    <div class="buttons">
      <Button kind="link" label="Compare" onPress={onCompare} />
      {recipe !== 'newer' && <Button kind="link" label="Use its settings" onPress={onUse} />}
    </div>
  </>
)
