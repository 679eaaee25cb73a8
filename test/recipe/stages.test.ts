import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { subjectOf } from '../../src/core/recipe/recipe.ts'
import { choiceOf, completeRecipe, planRecipe } from '../../src/core/recipe/stages.ts'
import { aRecipe } from '../support/tasks.ts'

const choice = choiceOf(aRecipe())
const plan = { sent: { width: 32, height: 16 }, content: { x: 1, y: 0, width: 30, height: 16 } }
const scene = { ids: ['1:2', '1:3'], padding: 8, background: '' }

describe('the stages of a recipe', () => {
  it('begin with what was chosen, without a source or a size', () => {
    expect(choice).not.toHaveProperty('source')
    expect(choice).not.toHaveProperty('sent')
    expect(choice).not.toHaveProperty('content')
    expect(choice).toMatchObject({ seed: aRecipe().seed, look: aRecipe().look })
  })

  it('go on with the source as it was found, and planned sizes', () => {
    const planned = planRecipe(choice, { subject: { id: '1:2', scene }, name: 'Villa', size: { width: 60, height: 32 } }, plan)
    expect(planned).toEqual({ ...choice, source: { id: '1:2', name: 'Villa', width: 60, height: 32, scene, fingerprint: '' }, ...plan })
    expect(subjectOf(planned)).toEqual({ id: '1:2', scene })
  })

  it('end with what the export showed, in place of what was planned', () => {
    const live = { ...nothingLive, kept: ['1:9'] }
    const whole = completeRecipe(aRecipe(), { plan, live, size: { width: 61, height: 33 }, fingerprint: 'f1' })
    expect(whole).toEqual({ ...aRecipe(), ...plan, live, source: { ...aRecipe().source, width: 61, height: 33, fingerprint: 'f1' } })
  })
})
