import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveFacts } from '../../src/core/live/live.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { InnerLayer } from '../../src/ui/live/inner-layer.ts'
import { showLive } from '../support/live-view.tsx'
import { all, close, drawn, enter, get, nameOf, open, page, typeInto } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

const none = { texts: 0, vectors: 0, kept: [], products: [], area: null, notLiftable: 0, images: 0, liveCount: 0, candidates: [] }

function showFacts(facts: Partial<LiveFacts>, chosen: Partial<LiveChoice> = {}) {
  return showLive({ facts: { ...none, ...facts }, live: { ...nothingLive, ...chosen } })
}

function group(): HTMLElement {
  return get('[role=group]', 'Keep editable')
}

function isChecked(name: RegExp): boolean {
  const box = get('checkbox', name)
  return box instanceof HTMLInputElement && box.checked
}

describe('what stays live', () => {
  it('is told with counts, and each kind takes one press', () => {
    const fake = showFacts({ texts: 12, vectors: 3, liveCount: 12 }, { texts: true })
    expect(all('checkbox', /^Text|^Icons/).map(nameOf)).toEqual(['Text 12', 'Icons and vectors 3'])
    expect([isChecked(/^Text/), isChecked(/^Icons/)]).toEqual([true, false])
    get('checkbox', /^Text/).click()
    get('checkbox', /^Icons/).click()
    expect(fake.calls).toEqual([
      ['keepTexts', false],
      ['keepVectors', true],
    ])
  })

  it('is not spoken of before it is known, or where a source holds nothing that could', () => {
    showLive()
    expect(all('[role=group]', 'Keep editable')).toHaveLength(0)
    showFacts({ images: 2 })
    expect(all('[role=group]', 'Keep editable')).toHaveLength(0)
  })

  it('lists chosen layers, and releases those that a person chose but not those that their names keep', () => {
    const fake = showFacts(
      {
        kept: [
          { id: '1:5', name: 'Logo' },
          { id: '1:6', name: '#keep Badge' },
        ],
        products: [{ id: '1:7', name: '#product', box: { x: 0, y: 0, width: 5, height: 5 }, isObject: true }],
        liveCount: 3,
      },
      { kept: ['1:5'] },
    )
    const said = [...group().querySelectorAll('.marked li')].map((item) => item.textContent)
    expect(said).toEqual(['Logoeditable', 'Badgeeditable', '#productproduct'])
    expect(all('button', /^Remove/).map(nameOf)).toEqual(['Remove Logo'])
    get('button', 'Remove Logo').click()
    expect(fake.calls).toEqual([['release', '1:5']])
  })

  it('tells the area, which turns and goes by a press', async () => {
    const fake = showFacts({ area: { id: '1:8', name: 'Sky', isHidden: false } }, { area: { id: '1:8', changes: 'inside' } })
    expect(get('radio', 'Inside')).toHaveProperty('checked', true)
    get('radio', 'Outside').click()
    get('button', 'Remove Sky').click()
    expect(fake.calls).toEqual([['invertArea'], ['release', '1:8']])
    fake.live.choice.value = { ...nothingLive, area: { id: '1:8', changes: 'outside' } }
    await drawn()
    expect(get('radio', 'Outside')).toHaveProperty('checked', true)
  })

  it('fades the edge of an area as far as is typed, and shows its hidden shape by a press', () => {
    const area = { id: '1:8', changes: 'inside', feather: 12 } as const
    const fake = showFacts({ area: { id: '1:8', name: 'Sky', isHidden: true } }, { area })
    const feather = get('spinbutton', 'Feather')
    expect(feather).toHaveProperty('value', '12')
    typeInto(feather, '20')
    enter(feather, '999')
    get('button', 'Show marker').click()
    expect(fake.calls).toEqual([
      ['featherArea', 20],
      ['featherArea', 200],
      ['showMarker', '1:8'],
    ])
  })

  it.each([
    [{ texts: 1, notLiftable: 1 }, true, 'Will be repainted: 1 text in a shape or mask.'],
    [{ texts: 1, notLiftable: 2 }, false, 'Will be repainted: 2 texts in a shape or mask.'],
    [{ texts: 1, images: 1 }, true, 'Will be repainted: text inside 1 image.'],
    [{ texts: 1, images: 3 }, false, ''],
    [{ texts: 1, notLiftable: 2, images: 3 }, true, 'Will be repainted: 2 texts in a shape or mask, text inside 3 images.'],
  ])('says what cannot stay live before anything is sent: %o, texts live %s', (facts, keepsTexts, words) => {
    showFacts(facts, { texts: keepsTexts })
    expect(group().querySelector('p')?.textContent ?? '').toBe(words)
  })

  it('is shown over the picture by a press', async () => {
    const fake = showFacts({ texts: 2, liveCount: 2 }, { texts: true })
    const toggle = get('button', 'Show editable layers')
    expect(toggle.getAttribute('aria-pressed')).toBe('false')
    toggle.click()
    await drawn()
    expect(get('button', 'Hide editable layers').getAttribute('aria-pressed')).toBe('true')
    expect(fake.live.isShown.value).toBe(true)
  })

  it('cannot be shown where nothing is live', () => {
    showFacts({ texts: 2 })
    expect(all('button', 'Show editable layers')).toHaveLength(0)
  })
})

describe('a layer selected in a source', () => {
  const inside: InnerLayer = {
    host: { subject: { id: '1:2', scene: null }, name: 'Villa' },
    layer: { id: '1:5', name: 'Sign' },
    isPart: true,
    canMarkArea: false,
    feather: 8,
  }
  const offers = (): string[] => [...page.querySelectorAll('.inner-layer button')].map((button) => button.textContent ?? '')
  const pressAll = (): void => page.querySelectorAll<HTMLElement>('.inner-layer button').forEach((button) => button.click())

  it.each([
    [inside, 'In Villa:', ['Keep this layer editable', 'Keep product unchanged']],
    [{ ...inside, isPart: false, canMarkArea: true }, 'Over Villa:', ['Restyle inside this shape', 'Restyle outside this shape']],
    [
      { ...inside, canMarkArea: true },
      'In Villa:',
      ['Keep this layer editable', 'Keep product unchanged', 'Restyle inside this shape', 'Restyle outside this shape'],
    ],
  ])('is offered what it can be: %o', (innerLayer, where, words) => {
    showLive({ innerLayer })
    expect(page.querySelector('.inner-layer p')?.textContent).toBe(where)
    expect(offers()).toEqual(words)
  })

  it('has no button whose name begins like the one that costs money', () => {
    showLive({ innerLayer: { ...inside, canMarkArea: true } })
    expect(get('button', 'In Villa: Restyle inside this shape').textContent).toBe('Restyle inside this shape')
    expect(all('button', /^Restyle/)).toHaveLength(0)
  })

  it('becomes that by one press', () => {
    const fake = showLive({ innerLayer: { ...inside, canMarkArea: true } })
    pressAll()
    expect(fake.calls).toEqual([['keepSelected'], ['lockSelected'], ['markArea', 'inside'], ['markArea', 'outside']])
  })

  it('has nothing offered where it belongs to no source', () => {
    showLive()
    expect(page.querySelectorAll('.inner-layer')).toHaveLength(0)
  })
})
