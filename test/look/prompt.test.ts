import { describe, expect, it } from 'vitest'
import { composePrompt } from '../../src/core/look/prompt.ts'
import type { Light, Look } from '../../src/core/look/look.ts'

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

  it('says of two pictures which is which, and takes the look from the second in place of the one that is chosen', () => {
    const picture = { name: 'Mood', fingerprint: 'f', givesLight: true }
    const prompt = composePrompt(editor, look, light, 'add birches', picture)
    expect(prompt).toBe(
      'Image 1 is the picture to restyle, image 2 shows its new look. Take materials, colours, light and mood from image 2, and nothing of its objects or its composition. add birches. Of image 1: Keep every object as it is.',
    )
    const lit = composePrompt(editor, look, light, '', { ...picture, givesLight: false })
    expect(lit).toContain('Take materials, colours and mood from image 2')
    expect(lit).toContain('The light is blue hour.')
    expect(composePrompt(generator, look, light, '', picture)).toBe(composePrompt(generator, look, light, ''))
  })

  it.each([
    ['', 'A house of larch, blue hour.'],
    ['   \n ', 'A house of larch, blue hour.'],
    ['a  cat\n on the roof', 'A house of larch, blue hour. a cat on the roof.'],
    ['Really?', 'A house of larch, blue hour. Really?'],
    ['木の床。', 'A house of larch, blue hour. 木の床。'],
    ['هل هذا ثلج؟', 'A house of larch, blue hour. هل هذا ثلج؟'],
    ['a\r\nb\u2028c\u0000d\u0085e', 'A house of larch, blue hour. a b c d e.'],
    ['👩🏽‍💻 café \u200fשלום', 'A house of larch, blue hour. 👩🏽‍💻 café \u200fשלום.'],
    ['Snow!', 'A house of larch, blue hour. Snow!'],
    ['and so on…', 'A house of larch, blue hour. and so on…'],
  ])('takes the words %j and ends as a sentence', (words, prompt) => {
    expect(composePrompt(generator, look, light, words)).toBe(prompt)
  })
})
