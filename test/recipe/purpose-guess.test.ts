// A layer's purpose is guessed once: the user's correction stays, and a result keeps the purpose with which it was ordered.

import { expect, it } from 'vitest'
import type { Source } from '../../src/core/selection/protocol.ts'
import { makePurposeGuess } from '../../src/ui/recipe/opening.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { settled } from '../support/settled.ts'
import { aRecipe } from '../support/tasks.ts'
import { villa } from '../support/villa.ts'

type Made = Parameters<typeof makePurposeGuess>[1]

function opened(madeAs: Made = async () => null) {
  const recipe = makeRecipe(() => 0.5)
  const guess = makePurposeGuess(recipe, madeAs)
  return { recipe, select: (source: Source | null) => guess(source === null ? { kind: 'none' } : { kind: 'one', source }) }
}

const screen: Source = { ...villa, id: '7:7', name: 'Login screen' }
/** One square image, as a product shot. */
const squareSide = { width: 300, height: 300 }
const result: Source = {
  ...villa,
  id: '8:8',
  name: 'Result',
  size: squareSide,
  nodeSize: squareSide,
  layers: { texts: 0, images: 1, vectors: 0 },
}

it('a correction stays when another layer, or none, was selected meanwhile', () => {
  const { recipe, select } = opened()
  select(villa)
  recipe.choosePurpose('product')
  select(screen)
  expect(recipe.purpose.peek()).toBe('interface')
  select(null)
  select(villa)
  expect(recipe.purpose.peek()).toBe('product')
})

it('a picture is restyled as what it was ordered as', () => {
  const { recipe, select } = opened()
  select({ ...result, recipe: JSON.stringify(aRecipe({ purpose: 'interface' })) })
  expect(recipe.purpose.peek()).toBe('interface')
  select({ ...result, id: '9:9', recipe: '{"version":99}' })
  expect(recipe.purpose.peek()).toBe('product')
})

it('a layer that was restyled before is what it was taken for then, unless a person is quicker', async () => {
  const { recipe, select } = opened(async (id) => (id === villa.id ? 'interface' : null))
  select(villa)
  expect(recipe.purpose.peek()).toBe('building')
  await settled()
  expect(recipe.purpose.peek()).toBe('interface')
  const quick = opened(async () => 'interface')
  quick.select(villa)
  quick.recipe.choosePurpose('product')
  await settled()
  expect(quick.recipe.purpose.peek()).toBe('product')
})

it('what is heard of a layer after another was selected is heard when it is selected again', async () => {
  const { recipe, select } = opened(async (id) => (id === villa.id ? 'product' : null))
  select(villa)
  select(screen)
  await settled()
  expect(recipe.purpose.peek()).toBe('interface')
  select(villa)
  await settled()
  expect(recipe.purpose.peek()).toBe('product')
})

it('no answer leaves the guess', async () => {
  const { recipe, select } = opened(() => Promise.reject(new Error('gone')))
  select(villa)
  await settled()
  expect(recipe.purpose.peek()).toBe('building')
})
