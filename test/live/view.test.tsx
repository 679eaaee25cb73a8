import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveFacts } from '../../src/core/live/live.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { InnerLayer } from '../../src/ui/live/inner-layer.ts'
import type { FakeStore } from '../support/fake-store.ts'
import { all, close, drawn, get, nameOf, open, page, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

const none = { texts: 0, vectors: 0, kept: [], products: [], area: null, stuck: 0, images: 0, live: 0, candidates: [] }

async function showLive(facts: Partial<LiveFacts>, chosen: Partial<typeof nothingLive> = {}): Promise<FakeStore> {
  const fake = show()
  fake.living.facts.value = { ...none, ...facts }
  fake.living.choice.value = { ...nothingLive, ...chosen }
  await drawn()
  return fake
}

function group(): HTMLElement {
  return get('[role=group]', 'Stays live')
}

function isChecked(name: RegExp): boolean {
  const box = get('checkbox', name)
  return box instanceof HTMLInputElement && box.checked
}

function liveCalls({ calls }: FakeStore) {
  return calls.filter(([name]) => /keep|lock|mark|invert|release/.test(name))
}

describe('what stays live', () => {
  it('is told with counts, and each kind takes one press', async () => {
    const fake = await showLive({ texts: 12, vectors: 3, live: 12 }, { texts: true })
    expect(all('checkbox', /^Text|^Icons/).map(nameOf)).toEqual(['Text 12', 'Icons and vectors 3'])
    expect([isChecked(/^Text/), isChecked(/^Icons/)]).toEqual([true, false])
    get('checkbox', /^Text/).click()
    get('checkbox', /^Icons/).click()
    expect(liveCalls(fake)).toEqual([
      ['keepTexts', false],
      ['keepVectors', true],
    ])
  })

  it('is not spoken of before it is known, or where a source holds nothing that could', async () => {
    show()
    expect(all('[role=group]', 'Stays live')).toHaveLength(0)
    await showLive({ images: 2 })
    expect(all('[role=group]', 'Stays live')).toHaveLength(0)
  })

  it('lists chosen layers, and releases those that a person chose but not those that their names keep', async () => {
    const fake = await showLive(
      {
        kept: [
          { id: '1:5', name: 'Logo' },
          { id: '1:6', name: '#keep Badge' },
        ],
        products: [{ id: '1:7', name: '#product' }],
        live: 3,
      },
      { kept: ['1:5'] },
    )
    const said = [...group().querySelectorAll('.marked li')].map((item) => item.textContent)
    expect(said).toEqual(['Logolive', 'Badgelive', '#productproduct'])
    expect(all('button', /^Release/).map(nameOf)).toEqual(['Release Logo'])
    get('button', 'Release Logo').click()
    expect(liveCalls(fake)).toEqual([['release', '1:5']])
  })

  it('tells the area, which turns and goes by a press', async () => {
    const fake = await showLive({ area: { id: '1:8', name: 'Sky' } }, { area: { id: '1:8', changes: 'inside' } })
    get('button', 'Only this area changes').click()
    get('button', 'Release Sky').click()
    expect(liveCalls(fake)).toEqual([['invertArea'], ['release', '1:8']])
    fake.living.choice.value = { ...nothingLive, area: { id: '1:8', changes: 'outside' } }
    await drawn()
    expect(all('button', 'All but this area changes')).toHaveLength(1)
  })

  it.each([
    [{ texts: 1, stuck: 1 }, true, 'Not lifted: 1 text is part of a shape or mask.'],
    [{ texts: 1, stuck: 2 }, false, 'Not lifted: 2 texts are part of a shape or mask.'],
    [{ texts: 1, images: 1 }, true, 'Not lifted: words inside 1 image are picture.'],
    [{ texts: 1, images: 3 }, false, ''],
    [{ texts: 1, stuck: 2, images: 3 }, true, 'Not lifted: 2 texts are part of a shape or mask, and words inside 3 images are picture.'],
  ])('says what cannot be lifted before anything is sent: %o, texts live %s', async (facts, keepsTexts, words) => {
    await showLive(facts, { texts: keepsTexts })
    expect(group().querySelector('p')?.textContent ?? '').toBe(words)
  })

  it('is shown over the picture while a person asks for it', async () => {
    const fake = await showLive({ texts: 2, live: 2 }, { texts: true })
    const toggle = get('button', 'Show live layers')
    expect(toggle.getAttribute('aria-pressed')).toBe('false')
    toggle.click()
    fake.living.picture.value = 'data:live,'
    await drawn()
    expect(get('button', 'Hide live layers').getAttribute('aria-pressed')).toBe('true')
    expect(get('svg[role=img]', 'Live layers of Villa, street view').innerHTML).toContain('data:live,')
  })

  it('cannot be shown where nothing is live', async () => {
    await showLive({ texts: 2 })
    expect(all('button', 'Show live layers')).toHaveLength(0)
  })
})

describe('a layer selected in a source', () => {
  const inside: InnerLayer = {
    host: { subject: { id: '1:2', scene: null }, name: 'Villa' },
    layer: { id: '1:5', name: 'Sign' },
    isPart: true,
    canMarkArea: false,
  }
  const showInnerLayer = async (inner: InnerLayer): Promise<FakeStore> => {
    const fake = show()
    fake.living.innerLayer.value = inner
    await drawn()
    return fake
  }
  const offers = (): string[] => [...page.querySelectorAll('.inner-layer button')].map((button) => button.textContent ?? '')
  const pressAll = (): void => page.querySelectorAll<HTMLElement>('.inner-layer button').forEach((button) => button.click())

  it.each([
    [inside, 'In Villa:', ['Keep selected layer', 'Lock as product']],
    [{ ...inside, isPart: false, canMarkArea: true }, 'Over Villa:', ['Change only this area', 'Change all but this area']],
    [
      { ...inside, canMarkArea: true },
      'In Villa:',
      ['Keep selected layer', 'Lock as product', 'Change only this area', 'Change all but this area'],
    ],
  ])('is offered what it can be: %o', async (inner, where, words) => {
    await showInnerLayer(inner)
    expect(page.querySelector('.inner-layer p')?.textContent).toBe(where)
    expect(offers()).toEqual(words)
  })

  it('becomes that by one press', async () => {
    const fake = await showInnerLayer({ ...inside, canMarkArea: true })
    pressAll()
    expect(liveCalls(fake)).toEqual([['keepSelected'], ['lockSelected'], ['markArea', 'inside'], ['markArea', 'outside']])
  })

  it('has nothing offered where it belongs to no source', () => {
    show()
    expect(page.querySelectorAll('.inner-layer')).toHaveLength(0)
  })
})
