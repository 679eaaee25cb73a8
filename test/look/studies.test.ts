import { describe, expect, it } from 'vitest'
import { findLight, lights } from '../../src/core/look/lights.ts'
import { looksOf } from '../../src/core/look/looks.ts'
import { models } from '../../src/core/model/models.ts'
import { composePrompt } from '../../src/core/look/prompt.ts'
import { purposes } from '../../src/core/look/look.ts'
import { studies } from '../../src/core/look/studies.ts'

const options = studies.flatMap((study) => study.options)

describe('the studies', () => {
  it('are seven times of day, four seasons and five weathers', () => {
    expect(studies.map(({ label, options: own }) => [label, own.map((option) => option.label)])).toEqual([
      ['Sun study', ['Dawn', 'Morning', 'Noon', 'Afternoon', 'Golden hour', 'Dusk', 'Night']],
      ['Seasons', ['Spring', 'Summer', 'Autumn', 'Winter']],
      ['Weathers', ['Clear', 'Overcast', 'Rain', 'Fog', 'Snow']],
    ])
  })

  it('share no id with each other or with the lights, and no phrase', () => {
    const all = [...lights, ...options]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(new Set(all.map(({ phrase }) => phrase)).size).toBe(all.length)
    expect(new Set(studies.map(({ id }) => id)).size).toBe(studies.length)
  })

  it('are found as the light of a recipe, and are no light to choose', () => {
    for (const option of options) {
      expect(findLight(option.id)).toBe(option)
      expect(lights).not.toContain(option)
    }
    expect(findLight('sun-eclipse').id).toBe('noon')
  })

  it('are drawn in two colours each', () => {
    for (const { colors } of options) for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/)
  })

  it('speak as a photographer, not as a spell', () => {
    for (const { phrase } of options) {
      expect(phrase).not.toMatch(/\b(4k|8k|hd|masterpiece|award|ultra|hyper|detailed|trending|best quality|stunning)\b/i)
      expect(phrase).toMatch(/^[a-z].*[a-z]$/)
    }
  })

  it('tell in every prompt of the sun study where the shadows are', () => {
    for (const { phrase } of studies[0].options) expect(phrase).toMatch(/shadow/)
  })

  it('stand whole in every prompt, which stays of moderate length', () => {
    for (const model of models)
      for (const look of purposes.flatMap((purpose) => looksOf(purpose)))
        for (const option of options) {
          const prompt = composePrompt(model, look, option, '')
          expect(prompt).toContain(option.phrase)
          expect(prompt.length).toBeLessThan(480)
        }
  })
})
