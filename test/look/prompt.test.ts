import { describe, expect, it } from 'vitest'
import { composePrompt, recomposePrompt } from '../../src/core/look/prompt.ts'
import type { Light, Look } from '../../src/core/look/look.ts'
import { aRecipe } from '../support/tasks.ts'

const swatch = { sky: '', ground: '', front: '', side: '', edge: '', accent: '' }
const look: Look = { id: 'l', label: 'L', phrase: 'A house of larch', change: 'Clad the house in larch', swatch }
const light: Light = { id: 'd', label: 'Dusk', phrase: 'blue hour', colors: ['', ''] }
const generator = { preserveClause: null }
const editor = { preserveClause: 'Keep every object as it is.' }

describe('the prompt', () => {
  it('describes the finished scene to a generator', () => {
    expect(composePrompt(generator, look, light, 'tall grasses')).toBe('A house of larch, blue hour. tall grasses.')
  })

  it('tells an editor what to change and what to keep', () => {
    expect(composePrompt(editor, look, light, '')).toBe('Clad the house in larch. The light is blue hour. Keep every object as it is.')
  })

  it('lets what is kept stand last, behind the user’s words', () => {
    expect(composePrompt(editor, look, light, 'add birches')).toMatch(/add birches\. Keep /)
  })

  it.each([
    ['', 'A house of larch, blue hour.'],
    ['   \n ', 'A house of larch, blue hour.'],
    ['a  cat\n on the roof', 'A house of larch, blue hour. a cat on the roof.'],
    ['Really?', 'A house of larch, blue hour. Really?'],
    ['Snow!', 'A house of larch, blue hour. Snow!'],
    ['and so on…', 'A house of larch, blue hour. and so on…'],
  ])('takes the words %j and ends as a sentence', (words, prompt) => {
    expect(composePrompt(generator, look, light, words)).toBe(prompt)
  })
})

describe('the prompt of an earlier picture', () => {
  it('is written anew in the manner of another model, from the same words', () => {
    const prompt = recomposePrompt(editor, aRecipe({ look: 'timber', light: 'golden', words: 'tall grasses' }))
    expect(prompt).toMatch(/larch.* The light is low golden sun.* tall grasses\. Keep every object as it is\.$/)
    expect(recomposePrompt(generator, aRecipe({ words: 'tall grasses' }))).not.toContain('Keep')
  })

  it('stays as it was written where its look or light is not known here', () => {
    const strange = aRecipe({ look: 'moss', prompt: 'A house of moss.' })
    expect(recomposePrompt(generator, strange)).toBe('A house of moss.')
    expect(recomposePrompt(editor, strange)).toBe('A house of moss. Keep every object as it is.')
    expect(recomposePrompt(generator, aRecipe({ light: 'eclipse', prompt: 'Dark.' }))).toBe('Dark.')
  })
})
