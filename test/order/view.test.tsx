import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sumText } from '../../src/core/service/offer.ts'
import { studies } from '../../src/core/look/studies.ts'
import type { Making, Reason, RunPlan } from '../../src/ui/order/readiness.ts'
import { Run } from '../../src/ui/order/Run.tsx'
import { recorder } from '../support/calls.ts'
import { all, close, get, nameOf, open, page, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

type State = Partial<Making> & {
  readonly missing?: readonly Reason[]
  readonly isStorageAtRisk?: boolean
  readonly plan?: RunPlan
  readonly told?: string
  readonly isLooking?: boolean
}

function showRun({
  count = 1,
  label = 'Restyle frame',
  sum = '',
  missing = [],
  isStorageAtRisk = false,
  plan = { kind: 'choices' },
  told = '',
  isLooking = false,
}: State) {
  const { calls, note } = recorder()
  const part = {
    making: signal({ count, label, sum, price: '' }),
    plan: signal(plan),
    missing: signal(missing),
    told: signal(told),
    isLooking: signal(isLooking),
    run: note('run'),
    takeBack: note('takeBack'),
  }
  show(<Run part={part} jobs={{ isStorageAtRisk: signal(isStorageAtRisk) }} hint="Ctrl+Enter" onMissing={note('missing')} />)
  return { calls }
}

describe('the run button', () => {
  it('tells of a source that draws as one plain colour, and can be pressed again', () => {
    showRun({ told: 'Card draws as one plain colour.' })
    expect(get('alert').textContent).toContain('Card draws as one plain colour.')
    expect(get('button', /^Restyle/).getAttribute('aria-disabled')).toBe('false')
  })

  it('is busy while the sources of an order are looked at, and says so', () => {
    showRun({ isLooking: true })
    expect(get('button', /^Restyle/).getAttribute('aria-busy')).toBe('true')
    expect(get('status').textContent).toContain('Looking at')
  })

  it('says what it makes, without the shortcut in its name, and what that costs', () => {
    const { calls } = showRun({ label: 'Restyle into 12 pictures', sum: '3 frames × 4 looks, about $0.72 (price seen 2026-11)' })
    const button = get('button', /^Restyle/)
    expect(nameOf(button)).toBe('Restyle into 12 pictures')
    expect(button.getAttribute('aria-disabled')).toBe('false')
    expect(page.querySelector(`#${button.getAttribute('aria-describedby')}`)?.textContent).toContain('about $0.72')
    button.click()
    expect(calls).toEqual([['run']])
  })

  it('stays reachable while it cannot run, points at every reason, and leads to the first', () => {
    const { calls } = showRun({
      missing: [
        { text: 'Select a frame.', where: '.source h1' },
        { text: 'Add your CometAPI key.', where: '#key' },
      ],
    })
    const button = get('button', /^Restyle/)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.hasAttribute('disabled')).toBe(false)
    const reasons = page.querySelector(`#${button.getAttribute('aria-describedby')}`)
    expect([...(reasons?.children ?? [])].map((reason) => reason.textContent)).toEqual(['Select a frame.', 'Add your CometAPI key.'])
    button.click()
    expect(calls).toEqual([['missing', '.source h1']])
  })

  it('leads back from a series to what is chosen', () => {
    const [study] = studies
    const { calls } = showRun({ plan: { kind: 'study', study }, sum: study.label })
    get('button', 'Back to what is chosen above').click()
    expect(calls).toEqual([['takeBack']])
  })

  it('offers no way back where nothing else was chosen', () => {
    showRun({})
    expect(all('button', /^Back/)).toHaveLength(0)
  })

  it('warns where storage is at risk', () => {
    showRun({ isStorageAtRisk: true })
    expect(page.textContent).toContain('lost if this window closes')
  })
})

describe('a price', () => {
  it.each([
    [{ usd: 0.06, seen: '2026-11' }, 7, 'about $0.42 (price seen 2026-11)'],
    [{ usd: 0.045, seen: '' }, 1, 'about $0.045'],
    [{ usd: 0, seen: '2026-11' }, 4, 'costs nothing here'],
    [null, 4, ''],
  ])('of %o for %i pictures', (price, count, text) => expect(sumText(price, count)).toBe(text))
})
