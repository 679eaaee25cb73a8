import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signal } from '@preact/signals'
import type { LiveFacts } from '../../src/core/live/live.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Proof } from '../../src/core/product/product.ts'
import type { ProductReview } from '../../src/ui/product/review.ts'
import type { Reading } from '../../src/ui/readability/readings.ts'
import { Products } from '../../src/ui/product/Products.tsx'
import { SelectedReview } from '../../src/ui/results/Review.tsx'
import type { SelectedResult } from '../../src/ui/recipe/selected-result.ts'
import { recorder } from '../support/calls.ts'
import { contactActions } from '../support/contact-actions.ts'
import { showLive } from '../support/live-view.tsx'
import { aRecipe } from '../support/tasks.ts'
import { all, close, drawn, enter, get, nameOf, open, show, typeInto } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

function counted(changed: number, of: number, why: 'covered' | 'mixed' | 'edited' = 'edited'): Proof {
  return {
    kind: 'counted',
    changed,
    of,
    why,
  }
}

function aPart(reviewed: ReadonlyMap<string, ProductReview>) {
  const { calls, note } = recorder()
  const reviews = signal(reviewed)
  return { calls, reviews, part: { reviews, ...contactActions(note) } }
}

function showDone(review: ProductReview) {
  const { part, calls, reviews } = aPart(new Map([['7:7', review]]))
  show(<Products part={part} nodeId="7:7" />)
  return { calls, reviews }
}

function saidOf(proof: Proof | null): string {
  showDone({ proof, contact: null })
  return get('[role=group]', 'Product').querySelector('p')?.textContent ?? ''
}

describe('the product of a picture', () => {
  it.each([
    [counted(0, 184_320), 'Product unchanged. 0 of 184,320 product pixels changed.'],
    [counted(312, 184_320, 'covered'), '312 of 184,320 product pixels changed. A layer over it covers or blends with it.'],
    [counted(1, 1000, 'mixed'), '1 of 1,000 product pixels changed. It is see-through or blends, so the picture mixes with it.'],
    [counted(0, 0), 'No pixel of the product is opaque, so there is nothing to compare.'],
    [{ kind: 'incomparable', why: 'source-gone' }, 'The product cannot be compared: it is gone from its source.'],
    [{ kind: 'incomparable', why: 'other-size' }, 'The product cannot be compared: its source has another size now.'],
    [null, 'Comparing the product…'],
  ] as const)('is said to be what it is: %o', (proof, words) => {
    expect(saidOf(proof)).toContain(words)
    expect(saidOf(proof).includes('unchanged')).toBe(proof?.kind === 'counted' && proof.changed === 0 && proof.of > 0)
  })

  it('is told of the picture that it was found in, and of no other', async () => {
    const { part, reviews } = aPart(new Map())
    show([<Products part={part} nodeId="7:7" />, <Products part={part} nodeId="8:8" />])
    expect(all('[role=group]', 'Product')).toHaveLength(0)
    reviews.value = new Map([['7:7', { proof: counted(0, 10), contact: null }]])
    await drawn()
    expect(all('[role=group]', 'Product')).toHaveLength(1)
  })

  it('is told of a selected result', async () => {
    const { part } = aPart(new Map([['7:7', { proof: counted(0, 10), contact: null }]]))
    const { note } = recorder()
    const selectedResult = signal<SelectedResult | null>(null)
    const readability = {
      readings: signal(new Map<string, Reading>()),
      about: signal<string | null>(null),
      measure: note('measure'),
      layScrims: note('layScrims'),
      removeScrims: note('removeScrims'),
      recolour: note('recolour'),
      fix: note('fix'),
    }
    show(<SelectedReview part={{ selectedResult }} products={part} readability={readability} onShow={note('show')} />)
    expect(all('[role=group]', 'Product')).toHaveLength(0)
    selectedResult.value = { nodeId: '7:7', kind: 'known', recipe: aRecipe() }
    await drawn()
    expect(all('[role=group]', 'Product')).toHaveLength(1)
  })

  it('gets shadow and light by one press, as strong as a person likes', async () => {
    const { calls, reviews } = showDone({ proof: counted(0, 10), contact: null })
    expect(all('input[type=range]')).toHaveLength(0)
    expect(get('checkbox', 'Shadow and light')).toHaveProperty('checked', false)
    get('checkbox', 'Shadow and light').click()
    reviews.value = new Map([['7:7', { proof: counted(0, 10), contact: { isOn: true, strength: 0.8 } }]])
    await drawn()
    const slider = get('input[type=range]')
    expect(nameOf(slider)).toContain('Strength')
    expect([slider.getAttribute('aria-valuetext'), slider.getAttribute('min'), slider.getAttribute('max')]).toEqual(['80 %', '0', '100'])
    typeInto(slider, '40')
    enter(slider, '35')
    get('checkbox', 'Shadow and light').click()
    expect(calls).toEqual([
      ['showContactLayers', '7:7'],
      ['previewStrength', '7:7', 0.4],
      ['previewStrength', '7:7', 0.35],
      ['setStrength', '7:7', 0.35],
      ['hideContactLayers', '7:7'],
    ])
    expect(get('[role=group]', 'Product').textContent).toContain('Editable layers below the product.')
  })
})

const facts: LiveFacts = {
  texts: 0,
  vectors: 0,
  kept: [],
  products: [],
  area: null,
  notLiftable: 0,
  images: 0,
  liveCount: 0,
  candidates: [
    { id: '3:1', name: 'Bottle', box: { x: 0, y: 0, width: 10, height: 10 }, isObject: true },
    { id: '3:2', name: 'Table', box: { x: 0, y: 0, width: 10, height: 10 }, isObject: true },
  ],
}

describe('which layer is the product', () => {
  it('is chosen among those that one sees first, where the picture is of a product', async () => {
    const { calls, live, recipe } = showLive({ facts, purpose: 'product' })
    const select = get('combobox', /^Product/)
    expect([...select.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual(['None', 'Bottle', 'Table'])
    expect(select).toHaveProperty('value', '')
    enter(select, '3:1')
    live.choice.value = { ...nothingLive, products: ['3:1'] }
    await drawn()
    expect(select).toHaveProperty('value', '3:1')
    enter(select, '')
    expect(calls).toEqual([
      ['chooseProduct', '3:1'],
      ['chooseProduct', null],
    ])
    recipe.purpose.value = 'building'
    await drawn()
    expect(all('combobox', /^Product/)).toHaveLength(0)
  })

  it('is guessed, and chosen by nobody but a person', async () => {
    const { calls, live } = showLive({ facts, guess: facts.candidates[0] ?? null, purpose: 'product' })
    expect(get('combobox', /^Product/)).toHaveProperty('value', '')
    expect(calls).toEqual([])
    get('button', 'Keep Bottle unchanged').click()
    expect(calls).toEqual([['chooseProduct', '3:1']])
    live.guess.value = null
    await drawn()
    expect(all('button', 'Keep Bottle unchanged')).toHaveLength(0)
  })

  it('is chosen on the canvas, which says what is waited for and how it ends', async () => {
    const { calls, live } = showLive({ facts, purpose: 'product' })
    const button = get('button', 'Choose on canvas')
    expect(button.getAttribute('aria-pressed')).toBe('false')
    button.click()
    live.choosingIn.value = {
      subject: { id: '1:2', scene: null },
      name: 'Shelf',
      position: { x: 0, y: 0 },
      size: { width: 9, height: 9 },
      nodeSize: { width: 9, height: 9 },
    }
    await drawn()
    expect(button.getAttribute('aria-pressed')).toBe('true')
    expect(button.closest('.product-line')?.textContent).toContain('Click the product in Shelf. Escape or another press cancels.')
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(calls).toEqual([['chooseOnCanvas'], ['stopChoosing']])
  })

  it('is named although it lies deeper', () => {
    showLive({
      purpose: 'product',
      live: { ...nothingLive, products: ['9:9'] },
      facts: { ...facts, products: [{ id: '9:9', name: 'Cap', box: { x: 0, y: 0, width: 5, height: 5 }, isObject: true }] },
    })
    expect(get('combobox', /^Product/)).toHaveProperty('value', '9:9')
  })
})
