import { findLight } from '../../core/lights.ts'
import { findLook } from '../../core/looks/index.ts'
import { findModel } from '../../core/models/index.ts'
import type { Recipe } from '../../core/recipe.ts'

import { Button } from './Buttons.tsx'

type MadeWithProps = { readonly recipe: Recipe | 'newer'; readonly onUse: () => void }

export const MadeWith = ({ recipe, onUse }: MadeWithProps) =>
  recipe === 'newer' ? (
    <p>Made with a newer version of Depth Restyle.</p>
  ) : (
    <>
      <p>
        {`Made with ${findLook(recipe.purpose, recipe.look).label}, ${findLight(recipe.light).label}, ${findModel(recipe.modelId).label}, seed ${recipe.seed}`}
      </p>
      <Button kind="link" label="Use its settings" onPress={onUse} />
    </>
  )
