import { describe, expect, it } from 'vitest'
import { readLastSetup, readSetup, setupOfRecipe } from '../../src/core/recipe/setup.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { aRecipe } from '../support/tasks.ts'

function recipeWith(words: string) {
  const recipe = makeRecipe(() => 0.5)
  recipe.setWords(words)
  return recipe
}

const wordsOf = (recipe: ReturnType<typeof makeRecipe>): readonly string[] => recipe.promptVariants.value.list.map(({ words }) => words)

describe('words that are taken as typed', () => {
  it('are one prompt with all its braces and backslashes', () => {
    const recipe = recipeWith('a {oak | walnut} floor, \\{x\\}')
    expect(wordsOf(recipe)).toHaveLength(2)
    recipe.setAsTyped(true)
    expect(wordsOf(recipe)).toEqual(['a {oak | walnut} floor, \\{x\\}'])
    expect(recipe.prompt.value).toContain('{oak | walnut}')
  })

  it('stay so in the next window', () => {
    const recipe = recipeWith('{a | b}')
    recipe.setAsTyped(true)
    const next = makeRecipe(() => 0.5)
    next.restore(readLastSetup(structuredClone(recipe.lastSetup())))
    expect(wordsOf(next)).toEqual(['{a | b}'])
  })

  it('are none where an earlier version wrote nothing of it', () => {
    expect(readLastSetup({ words: '{a | b}' })).not.toHaveProperty('asTyped')
    expect(readSetup({ modelId: 'flux-depth-pro', words: '{a | b}' })).not.toHaveProperty('asTyped')
  })

  it('are part of a preset', () => {
    expect(readSetup({ modelId: 'flux-depth-pro', words: '{a | b}', asTyped: true })).toMatchObject({ asTyped: true })
  })

  it('are those of a picture whose words hold braces, so that it is made again as it was', () => {
    const recipe = makeRecipe(() => 0.5)
    recipe.applySetup(setupOfRecipe(aRecipe({ words: 'a {oak | walnut} floor' })), { seed: 'take' })
    expect(wordsOf(recipe)).toEqual(['a {oak | walnut} floor'])
    recipe.applySetup(setupOfRecipe(aRecipe({ words: 'a plain floor' })), { seed: 'take' })
    expect(recipe.asTyped.value).toBe(false)
  })
})
