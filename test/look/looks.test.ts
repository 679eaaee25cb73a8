import { describe, expect, it } from 'vitest'
import { findLight, lights } from '../../src/core/look/lights.ts'
import { findLook, looksOf } from '../../src/core/look/looks.ts'
import { models } from '../../src/core/model/models.ts'
import { composePrompt } from '../../src/core/look/prompt.ts'
import { purposes } from '../../src/core/look/look.ts'

const everyLook = purposes.flatMap((purpose) => looksOf(purpose))
const texts = [...everyLook.flatMap(({ phrase, change }) => [phrase, change]), ...lights.map(({ phrase }) => phrase)]

describe('the looks', () => {
  it.each(purposes)('offer at least eight for %s, with ids and labels of their own', (purpose) => {
    const looks = looksOf(purpose)
    expect(looks.length).toBeGreaterThanOrEqual(8)
    expect(new Set(looks.map(({ id }) => id)).size).toBe(looks.length)
    expect(new Set(looks.map(({ label }) => label)).size).toBe(looks.length)
  })

  it('fall back to the first one', () => {
    expect(findLook('product', 'no such look')).toBe(looksOf('product')[0])
    expect(findLook('building', 'brick').label).toBe('Brick')
  })

  it('are drawn in six colours each', () => {
    for (const { swatch } of everyLook) {
      const colors = Object.values(swatch)
      expect(colors).toHaveLength(6)
      for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/)
    }
  })

  it('speak as an art director, not as a spell', () => {
    for (const text of texts) {
      expect(text).not.toMatch(/\b(4k|8k|hd|masterpiece|award|ultra|hyper|detailed|trending|best quality|stunning)\b/i)
      expect(text).not.toMatch(/[!.]$/)
    }
  })

  it('leave the time of day to the light', () => {
    for (const { phrase } of everyLook) expect(phrase).not.toMatch(/\b(noon|sunset|sunrise|dawn|dusk|golden hour|overcast|night)\b/i)
  })

  it('make a prompt of moderate length with every light and model', () => {
    for (const model of models)
      for (const look of everyLook)
        for (const light of lights) {
          const prompt = composePrompt(model, look, light, '')
          expect(prompt).toMatch(/^[A-Z].*\.$/)
          expect(prompt.length).toBeLessThan(480)
        }
  })
})

describe('the lights', () => {
  it('are seven, from dawn to snow', () => {
    expect(lights.map(({ label }) => label)).toEqual(['Dawn', 'Noon', 'Overcast', 'Golden', 'Dusk', 'Night', 'Snow'])
  })

  it('fall back to noon', () => {
    expect(findLight('').id).toBe('noon')
  })
})
