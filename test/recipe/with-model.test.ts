import { describe, expect, it } from 'vitest'
import { flux2Flex } from '../../src/core/model/models/flux-2-flex.ts'
import { fluxDepthPro } from '../../src/core/model/models/flux-depth-pro.ts'
import { promptForModel, recipeForModel } from '../../src/core/recipe/with-model.ts'
import { aRecipe } from '../support/tasks.ts'

const generator = { preserveClause: null }
const editor = { preserveClause: 'Keep every object as it is.' }

describe('the prompt of an earlier picture', () => {
  it('is written anew in the manner of another model, from the same words', () => {
    const prompt = promptForModel(editor, aRecipe({ look: 'timber', light: 'golden', words: 'tall grasses' }))
    expect(prompt).toMatch(/larch.* The light is low golden sun.* tall grasses\. Keep every object as it is\.$/)
    expect(promptForModel(generator, aRecipe({ words: 'tall grasses' }))).not.toContain('Keep')
  })

  it('stays as it was written when its look or light is not known here', () => {
    const strange = aRecipe({ look: 'moss', prompt: 'A house of moss.' })
    expect(promptForModel(generator, strange)).toBe('A house of moss.')
    expect(promptForModel(editor, strange)).toBe('A house of moss. Keep every object as it is.')
    expect(promptForModel(generator, aRecipe({ light: 'eclipse', prompt: 'Dark.' }))).toBe('Dark.')
  })
})

describe('an earlier picture whose look came from a picture', () => {
  const recipe = aRecipe({ look: 'timber', light: 'golden', reference: { name: 'Mood', fingerprint: 'f', givesLight: true } })

  it('keeps it with a model that takes it', () => {
    const { reference, prompt } = recipeForModel(recipe, flux2Flex)
    expect(reference).toEqual(recipe.reference)
    expect(prompt).toContain('from image 2')
  })

  it('has the look that is named, with a model that takes none', () => {
    const { reference, prompt } = recipeForModel(recipe, fluxDepthPro)
    expect(reference).toBeNull()
    expect(prompt).not.toContain('image 2')
  })
})
