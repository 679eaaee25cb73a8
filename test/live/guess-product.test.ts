import { expect, it } from 'vitest'
import { guessProduct } from '../../src/core/live/guess-product.ts'

const source = { x: 100, y: 0, width: 400, height: 300 }

function at(id: string, x: number, y: number, width: number, height: number, isObject = false) {
  return { id, name: id, box: { x: 100 + x, y, width, height }, isObject }
}

it('guesses the largest layer in the middle that is no backdrop', () => {
  const [ground, bottle, cap] = [at('ground', 0, 0, 400, 300), at('bottle', 150, 80, 100, 160), at('cap', 180, 60, 40, 30)]
  expect(guessProduct(source, [cap, bottle, ground])).toBe(bottle)
})

it('takes the uppermost of equal ones', () => {
  expect(guessProduct(source, [at('upper', 150, 100, 80, 80), at('lower', 150, 100, 80, 80)])?.id).toBe('upper')
})

it('guesses nothing where all is backdrop, corner or ornament', () => {
  const layers = [at('ground', 0, 0, 400, 240), at('logo', 0, 0, 120, 80), at('dot', 198, 148, 4, 4)]
  expect(guessProduct(source, layers)).toBeNull()
  expect(guessProduct({ ...source, width: 0 }, layers)).toBeNull()
})

it('takes an object before a larger shape, which is light or shadow', () => {
  const [light, bottle] = [at('window light', 100, 0, 200, 280), at('bottle', 150, 80, 100, 160, true)]
  expect(guessProduct(source, [light, bottle])).toBe(bottle)
  expect(guessProduct(source, [bottle, light])).toBe(bottle)
})
