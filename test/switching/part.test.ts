import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { models } from '../../src/core/model/models.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import type { GivenPlan, RunPlan } from '../../src/ui/order/readiness.ts'
import { makeSwitching } from '../../src/ui/switching/part.ts'
import { recorder } from '../support/calls.ts'
import { modelOf } from '../support/models.ts'
import { aRecipe } from '../support/tasks.ts'

const board = { name: 'Mood board', fingerprint: 'f', givesLight: true }

/** Failed pictures of one order, by key. */
function waiting(recipes: Readonly<Record<string, Recipe>>) {
  const { calls, note } = recorder()
  const failed = signal(Object.keys(recipes))
  const missing = signal<readonly string[]>([])
  const plan = signal<RunPlan>({ kind: 'choices' })
  const part = makeSwitching({
    recipe: { chooseModel: note('chooseModel') },
    jobs: {
      recipeOf: (key) => recipes[key] ?? null,
      sameOrderFailures: (key) => (failed.value.includes(key) ? failed.value : []),
      missingModels: new Set(['flux-depth-pro']),
      retry: note('retry'),
    },
    orders: { plan, give: (given) => (plan.value = given) },
    connection: {
      isMissing: (id) => missing.value.includes(id),
      offered: signal([...models]),
      priceOf: (id) => ({ usd: id === 'flux-2-pro' ? 0.04 : 0.08, seen: '2026-11' }),
    },
    announce: note('announce'),
  })
  const given = (): GivenPlan => {
    if (plan.value.kind !== 'given') throw new Error('nothing was chosen')
    return plan.value
  }
  return { part, calls, failed, missing, plan, given }
}

describe('what the big button makes with another model', () => {
  it('is named with its price, and sent as it was at the press', () => {
    const { part, calls, failed, given } = waiting({ a: aRecipe(), b: aRecipe() })
    expect(part.next('a')).toBe('FLUX.2 [pro]')
    part.open('a')
    part.confirm(true)
    // Meanwhile its rows do not offer another model.
    expect([part.next('a'), part.next('b')]).toEqual(['', ''])
    expect(given().given.value).toEqual({
      count: 2,
      label: 'Restyle into 2 pictures',
      price: 'about $0.08 (price seen 2026-11)',
      parts: `${aRecipe().source.name} with FLUX.2 [pro]`,
      lacks: '',
      where: '[data-key="a"] .steps button',
    })
    const start = given().order()
    failed.value = ['b', 'c']
    start()
    const model = modelOf('flux-2-pro')
    expect(calls).toEqual([
      ['chooseModel', 'flux-2-pro'],
      ['announce', 'Restyling with FLUX.2 [pro].'],
      ['retry', 'a', { model }],
      ['retry', 'b', { model }],
    ])
  })

  it('costs the picture that gives the look where the model takes it, and is named without it where it does not', () => {
    const { part, given } = waiting({ a: aRecipe({ reference: board }) })
    part.open('a')
    const lostWith = (id: string) => part.offer.value?.models.find(({ model }) => model.id === id)?.lost
    expect(lostWith('flux-2-pro')).not.toContain('its look from Mood board')
    expect(lostWith('flux-kontext-pro')).toContain('its look from Mood board')
    part.confirm(false)
    expect(given().given.value).toMatchObject({ price: 'about $0.053 (price seen 2026-11)' })
    expect(given().given.value.parts).toMatch(/^Mood board – /)
    part.open('a')
    part.pick(modelOf('flux-kontext-pro'))
    part.confirm(false)
    expect(given().given.value).toMatchObject({
      count: 1,
      label: 'Restyle with FLUX.1 Kontext [pro]',
      price: 'about $0.08 (price seen 2026-11)',
    })
    expect(given().given.value.parts).not.toContain('Mood board')
  })

  it('grows with what fails later in its order, and has nothing left once all is sent otherwise', () => {
    const { part, failed, given } = waiting({ a: aRecipe(), b: aRecipe(), c: aRecipe() })
    failed.value = ['a']
    part.open('a')
    part.confirm(false)
    expect(given().given.value.count).toBe(1)
    failed.value = ['a', 'b', 'c']
    expect(given().given.value.count).toBe(3)
    failed.value = []
    expect(given().given.value.count).toBe(0)
  })

  it('says so where a relay turns out not to have the model', () => {
    const { part, missing, given } = waiting({ a: aRecipe() })
    part.open('a')
    part.confirm(false)
    missing.value = ['flux-2-pro']
    expect(given().given.value.lacks).toBe('FLUX.2 [pro] is not available now. Switch model again.')
  })

  it('is not joined by what was chosen before and let go', () => {
    const { part, plan, failed, given } = waiting({ a: aRecipe(), b: aRecipe() })
    failed.value = ['a']
    part.open('a')
    part.confirm(false)
    plan.value = { kind: 'choices' }
    failed.value = ['b']
    part.open('b')
    part.confirm(false)
    failed.value = ['a']
    expect(given().given.value.count).toBe(0)
  })
})
