import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signal } from '@preact/signals'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { LiveChoice } from '../../src/core/recipe/live-choice.ts'
import type { UnreadableText } from '../../src/core/readability/readability.ts'
import type { Reading } from '../../src/ui/readability/readings.ts'
import { aRecipe } from '../support/tasks.ts'
import type { SelectedResult } from '../../src/ui/recipe/selected-result.ts'
import { Review, SelectedReview } from '../../src/ui/results/Review.tsx'
import type { ProductReview } from '../../src/ui/product/review.ts'
import { recorder } from '../support/calls.ts'
import { contactActions } from '../support/contact-actions.ts'
import { all, close, drawn, get, nameOf, open, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

const greeting: UnreadableText = { id: '9:12', words: 'Good morning, Mira', contrast: 2.149, needed: 4.5, remedy: 'soft' }
const map: UnreadableText = { id: '9:14', words: 'Map', contrast: 1.2, needed: 3, remedy: 'solid' }

type Measured = Extract<Reading, { state: 'measured' }>

function measured(changes: Partial<Measured> = {}): Measured {
  return {
    state: 'measured',
    count: 12,
    unreadable: [],
    lowest: 5.21,
    unknown: 0,
    laid: 0,
    mended: null,
    doing: null,
    isOld: false,
    ...changes,
  }
}

function parts(reading: Reading | undefined, about: string | null) {
  const { calls, note } = recorder()
  const readability = {
    readings: signal<ReadonlyMap<string, Reading>>(new Map(reading === undefined ? [] : [['9:9', reading]])),
    about: signal(about),
    measure: note('measure'),
    layScrims: note('layScrims'),
    removeScrims: note('removeScrims'),
    recolour: note('recolour'),
    fix: note('fix'),
  }
  const products = { reviews: signal(new Map<string, ProductReview>()), ...contactActions(note) }
  return { calls, readability, products, onShow: note('show') }
}

/** As shown under a finished job. */
function underJob(reading?: Reading) {
  const { calls, readability, products, onShow } = parts(reading, null)
  show(<Review products={products} readability={readability} onShow={onShow} nodeIds={['9:9']} />)
  return { calls, readability }
}

function underSelected(live: LiveChoice, reading?: Reading) {
  const { calls, readability, products, onShow } = parts(reading, reading === undefined ? null : '9:9')
  const selectedResult = signal<SelectedResult | null>({ nodeId: '9:9', kind: 'known', recipe: aRecipe({ live }) })
  show(<SelectedReview part={{ selectedResult }} products={products} readability={readability} onShow={onShow} />)
  return { calls }
}

function groups(): readonly HTMLElement[] {
  return all('[role=group]', 'Readability')
}

const [group, said] = [(): HTMLElement => get('[role=group]', 'Readability'), (): string => group().textContent ?? '']

function buttons(): readonly string[] {
  return [...group().querySelectorAll('button')].map(nameOf)
}

describe('the readability of a finished picture', () => {
  it.each([undefined, { state: 'no-texts' }] as const)('says nothing where nothing is to be said: %o', (reading) => {
    underJob(reading)
    expect(groups()).toEqual([])
  })

  it('says that it is being measured, and how that went', async () => {
    const { readability } = underJob({ state: 'measuring' })
    expect(said()).toContain('Measuring the text')
    readability.readings.value = new Map([['9:9', measured()]])
    await drawn()
    expect(said()).toContain('All 12 texts pass. Lowest 5.2 : 1.')
    expect(buttons()).toEqual([])
  })

  it('is one line with the press that mends all, and each text in its place on demand', async () => {
    const { calls } = underJob(measured({ unreadable: [greeting, map] }))
    expect(said()).toBe('2 texts hard to read.Fix allShow')
    get('button', 'Fix all').click()
    get('button', 'Show').click()
    await drawn()
    expect(said()).toContain('1 of them needs a scrim that is nearly solid')
    const [first, second, ...rest] = buttons()
    expect([first, second]).toEqual(['Fix all', 'Hide'])
    expect(rest).toEqual(['Good morning, Mira 2.1 : 1, needs 4.5 : 1', 'Map 1.2 : 1, needs 3 : 1', 'Add scrims', 'Recolour text'])
    get('button', /^Good morning/).click()
    get('button', 'Add scrims').click()
    get('button', 'Recolour text').click()
    expect(calls).toEqual([
      ['fix', '9:9'],
      ['show', '9:12'],
      ['layScrims', '9:9'],
      ['recolour', '9:9'],
    ])
  })

  it('is one line for all pictures of a run', () => {
    const { calls, readability, products, onShow } = parts(measured({ unreadable: [greeting, map] }), null)
    readability.readings.value = new Map([
      ...readability.readings.value,
      ['9:8', measured({ unreadable: [greeting] })],
      ['9:7', measured()],
    ])
    show(<Review products={products} readability={readability} onShow={onShow} nodeIds={['9:9', '9:8', '9:7', '9:6']} />)
    expect(said()).toBe('3 texts hard to read.Fix allShow')
    get('button', 'Fix all').click()
    expect(calls).toEqual([
      ['fix', '9:9'],
      ['fix', '9:8'],
    ])
  })

  it('offers no scrim where none helps', async () => {
    underJob(measured({ unreadable: [{ ...map, remedy: 'none' }] }))
    get('button', 'Show').click()
    await drawn()
    expect(said()).toContain('It needs another colour: no scrim is enough.')
    expect(buttons()).not.toContain('Add scrims')
  })

  it('does one thing at a time', async () => {
    const { calls } = underJob(measured({ unreadable: [greeting, { ...greeting, id: '9:13' }], laid: 2, doing: 'laying' }))
    get('button', 'Show').click()
    await drawn()
    for (const name of ['Fix all', 'Add scrims', 'Recolour text', 'Remove scrims']) {
      expect(get('button', name).getAttribute('aria-disabled')).toBe('true')
      get('button', name).click()
    }
    expect(calls).toEqual([])
  })

  it('keeps the focus on the press that was made', async () => {
    const { readability } = underJob(measured({ unreadable: [greeting] }))
    get('button', 'Show').click()
    await drawn()
    const press = get('button', 'Add scrim')
    press.focus()
    readability.readings.value = new Map([['9:9', measured({ unreadable: [greeting], doing: 'laying' })]])
    await drawn()
    expect(document.activeElement).toBe(press)
    readability.readings.value = new Map([['9:9', measured({ laid: 1, mended: 'laid' })]])
    await drawn()
    expect(document.activeElement).toBe(get('button', 'Remove scrim'))
  })

  it('can be measured again where that failed', () => {
    const { calls } = underJob({ state: 'failed' })
    get('button', 'Measure again').click()
    expect(calls).toEqual([['measure', '9:9']])
  })
})

describe('the readability of a selected result', () => {
  it('is measured on a press where something of it stays live', () => {
    const { calls } = underSelected({ ...nothingLive, texts: true })
    get('button', 'Measure the text').click()
    expect(calls).toEqual([['measure', '9:9']])
  })

  it('is not offered where nothing of it stays live', () => {
    underSelected(nothingLive)
    expect(groups()).toEqual([])
  })

  it('says when something was edited since', async () => {
    const { calls } = underSelected(nothingLive, measured({ isOld: true, laid: 3 }))
    expect(said()).toContain('All 12 texts pass. Lowest 5.2 : 1. 3 scrims added.')
    expect(said()).toContain('Something was edited since.')
    get('button', 'Show').click()
    await drawn()
    get('button', 'Measure again').click()
    get('button', 'Remove scrims').click()
    expect(calls).toEqual([
      ['measure', '9:9'],
      ['removeScrims', '9:9'],
    ])
  })
})
