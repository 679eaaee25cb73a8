import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signal } from '@preact/signals'
import type { ComparePart, Comparison } from '../../src/ui/compare/types.ts'
import type { Open } from '../../src/ui/compare/words.ts'
import { Compare } from '../../src/ui/compare/Compare.tsx'
import { recorder } from '../support/calls.ts'
import { someFigures } from '../support/figures.ts'
import { aRecipe } from '../support/tasks.ts'
import { all, close, drawn, enter, get, nameOf, open, page, press, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

function ready(url: string, width = 1200, height = 900) {
  return { state: 'ready' as const, url, size: { width, height } }
}

const shown: Open = {
  state: 'open',
  result: {
    id: '9:9',
    name: 'Villa, Warm timber (42)',
    recipe: { kind: 'known', recipe: aRecipe({ look: 'timber', light: 'golden', seed: 42 }) },
    figures: null,
  },
  index: 1,
  count: 5,
  before: ready('data:before,'),
  after: ready('data:after,'),
}

const after = 'After, Warm timber, seed 42, 2 of 5'

let remembered: ComparePart['remembered'] = { view: 'slider', divider: 50, showsLines: false }

function showComparison(now: Comparison) {
  remembered = { view: 'slider', divider: 50, showsLines: false }
  const comparison = signal<Comparison>(now)
  const status = signal('')
  const { calls, note } = recorder()
  const sizes = recorder()
  const close = (): void => {
    note('close')()
    comparison.value = { state: 'closed' }
  }
  show(
    <Compare
      part={{ comparison, open: note('open'), step: note('step'), close, remembered }}
      notices={{ status }}
      onShow={note('show')}
      onGrow={sizes.note('grow')}
      onShrink={sizes.note('shrink')}
    />,
  )
  return { calls, comparison, status, sizes: sizes.calls }
}

function compare(changes: Partial<Open> = {}) {
  return showComparison({ ...shown, ...changes })
}

function dialog(): HTMLElement {
  return get('dialog', 'Compare')
}

function heard(): string {
  return dialog().querySelector('[role=status]')?.textContent ?? ''
}

async function choose(view: string): Promise<void> {
  get('radio', view).click()
  await drawn()
}

async function key(name: string, on: HTMLElement = dialog(), more: KeyboardEventInit = {}): Promise<void> {
  press(on, name, more)
  await drawn()
}

function divider(): HTMLElement {
  return get('input[type=range]', 'Divider')
}

describe('a comparison', () => {
  it('tells look, light, model, seed and which of how many', () => {
    compare()
    for (const words of ['Warm timber, golden', 'FLUX.1 Depth [pro], seed 42', '2 of 5']) expect(dialog().textContent).toContain(words)
    expect(heard()).toBe('Before and after, Warm timber, seed 42, 2 of 5')
  })

  it('has both pictures by name, and three ways to look', () => {
    compare()
    expect(all('img').map(nameOf)).toEqual(expect.arrayContaining(['Before', after]))
    expect([...get('radiogroup', 'View').querySelectorAll('label')].map((label) => label.textContent)).toEqual([
      'Slider',
      'Side by side',
      'Hold to see',
    ])
  })

  it('drags the divider, and says what is seen at its ends', async () => {
    compare()
    enter(divider(), '100')
    await drawn()
    expect([heard(), divider().getAttribute('aria-valuetext')]).toEqual(['Before', '100 % before'])
    expect(get('img', after).getAttribute('aria-hidden')).toBe('true')
    enter(divider(), '0')
    await drawn()
    expect(heard()).toBe(after)
  })

  it.each(['Slider', 'Side by side', 'Hold to see'])('turns over by Space: %s', async (view) => {
    compare()
    await choose(view)
    await key(' ')
    expect(heard()).toBe('Before')
    await key(' ')
    expect(heard()).toBe(after)
    await key(' ', dialog(), { repeat: true })
    expect(heard()).toBe(after)
  })

  it('shows both again when its view is chosen once more', async () => {
    compare()
    await choose('Side by side')
    await key(' ')
    await choose('Side by side')
    expect(heard()).toMatch(/^Before and after/)
    expect(page.querySelectorAll('.pair img')).toHaveLength(2)
  })

  it('shows the source as long as the button is held, by pointer and by key', async () => {
    compare()
    await choose('Hold to see')
    const hold = get('button', 'Hold to see the source')
    const pointer = (type: string): Event => new Event(type, { bubbles: true })
    const space = (type: string): Event => new KeyboardEvent(type, { key: ' ', bubbles: true, cancelable: true })
    for (const [down, up] of [
      [pointer('pointerdown'), pointer('pointerup')],
      [pointer('pointerdown'), pointer('pointerleave')],
      [space('keydown'), space('keyup')],
    ] as const) {
      hold.dispatchEvent(down)
      await drawn()
      expect([heard(), hold.getAttribute('aria-pressed')]).toEqual(['Before', 'true'])
      hold.dispatchEvent(up)
      await drawn()
      expect([heard(), hold.getAttribute('aria-pressed')]).toEqual([after, 'false'])
    }
  })

  it('steps by arrows and shows on the canvas by Enter', async () => {
    const { calls } = compare()
    await key('ArrowRight')
    await key('ArrowLeft')
    await key('Enter')
    get('button', 'Next').click()
    get('button', 'Previous').click()
    get('button', 'Show on canvas').click()
    expect(calls).toEqual([
      ['step', 1],
      ['step', -1],
      ['show', '9:9'],
      ['step', 1],
      ['step', -1],
      ['show', '9:9'],
    ])
  })

  it('is as large as the canvas lets it be, and gives the window its size back', async () => {
    const { comparison, sizes } = compare()
    expect(sizes).toEqual([['grow', { width: 900, height: 760 }]])
    comparison.value = { state: 'closed' }
    await drawn()
    expect(sizes.at(-1)).toEqual(['shrink'])
  })

  it('is looked at more closely by keys, and both pictures move alike', async () => {
    compare()
    const transforms = (): readonly string[] => all('img').map(({ style }) => style.transform)
    const [whole] = transforms()
    await key('+', dialog(), { shiftKey: true })
    await key('+')
    expect(new Set(transforms()).size).toBe(1)
    expect(transforms()[0]).toContain('scale(2.25)')
    expect(get('button', 'Fit, 225 %').getAttribute('aria-disabled')).toBe('false')
    get('button', 'Zoom out').click()
    await drawn()
    expect(transforms()[0]).toContain('scale(1.5)')
    await key('0')
    expect(transforms()[0]).toBe(whole)
  })

  it('remembers how one looked', async () => {
    compare()
    await choose('Side by side')
    expect(remembered.view).toBe('side')
  })

  it('leaves to the control in focus the keys that are its own', async () => {
    const { calls } = compare()
    await key('ArrowRight', divider())
    await key('ArrowRight', get('radio', 'Slider'))
    await key(' ', get('radio', 'Side by side'))
    await key('Enter', get('button', 'Close'))
    await key(' ', get('button', 'Next'))
    await key('ArrowRight', dialog(), { ctrlKey: true })
    expect(calls).toEqual([])
    expect(heard()).toMatch(/^Before and after/)
    await key(' ', divider())
    await key('ArrowRight', get('button', 'Next'))
    await key('Enter', get('radio', 'Slider'))
    expect(heard()).toBe('Before')
    await key(' ', get('radio', 'Slider'))
    expect(heard()).toBe(after)
    expect(calls.map(([action]) => action)).toEqual(['step', 'show'])
  })

  it('has no steps where there is one result', () => {
    compare({ index: 0, count: 1 })
    expect(all('button', 'Next')).toHaveLength(0)
    expect(heard()).toBe('Before and after, Warm timber, seed 42')
    expect(dialog().textContent).not.toContain('Arrows')
  })

  it('cannot step beyond the last one', () => {
    const { calls } = compare({ index: 4 })
    expect(get('button', 'Next').getAttribute('aria-disabled')).toBe('true')
    get('button', 'Next').click()
    expect(calls).toEqual([])
  })

  it('shows only the result where the source is gone, and says so', async () => {
    compare({ before: { state: 'gone' } })
    expect([...dialog().querySelectorAll('img')].map(nameOf)).toEqual([after])
    expect(all('radiogroup', 'View')).toHaveLength(0)
    expect(heard()).toBe(`${after}. The source is no longer in the file.`)
    await key(' ')
    expect(heard()).toContain(after)
  })

  it.each([
    [{ after: { state: 'loading' } }, 'Loading the picture…'],
    [{ after: { state: 'gone' } }, 'This picture is no longer in the file.'],
    [{ after: { state: 'failed', sentence: 'Figma could not export this frame.' } }, 'Figma could not export this frame.'],
    [{ before: { state: 'loading' } }, 'Loading the source…'],
    [{ before: { state: 'failed', sentence: 'It is hidden.' } }, 'The source cannot be shown. It is hidden.'],
    [{ before: ready('data:,', 900, 1200) }, 'The source has changed its shape since.'],
  ] as const)('says in words, for eyes and ears, what %o means', (changes, words) => {
    compare(changes)
    expect(heard()).toContain(words)
    expect(dialog().textContent?.split(words).length).toBeGreaterThan(2)
  })

  it('names a result of a newer version by its layer', () => {
    compare({ result: { ...shown.result, recipe: { kind: 'newer' } } })
    expect(dialog().textContent).toContain('Made with a newer version')
    expect(all('img').map(nameOf)).toContain('After, Villa, Warm timber (42), 2 of 5')
  })

  it('passes on what the window behind says, as that is out of reach', async () => {
    const { status, comparison } = compare()
    expect(heard()).not.toContain('no longer')
    status.value = 'That layer is no longer in the file.'
    await drawn()
    expect(heard()).toContain('That layer is no longer in the file.')
    comparison.value = { ...shown, result: { ...shown.result, id: '9:8' } }
    await drawn()
    expect(heard()).not.toContain('no longer')
  })

  it('keeps view and divider from one result to the next', async () => {
    const { comparison } = compare()
    enter(divider(), '30')
    await drawn()
    comparison.value = { ...shown, index: 2, after: ready('data:next,') }
    await drawn()
    expect(divider()).toHaveProperty('value', '30')
  })

  it('has the focus itself at first, and closes', async () => {
    const { calls } = compare()
    await drawn()
    expect(document.activeElement).toBe(dialog())
    get('button', 'Close').click()
    await drawn()
    expect(calls).toContainEqual(['close'])
    expect(all('dialog')).toHaveLength(0)
  })

  it('says why it cannot open', () => {
    showComparison({ state: 'failed', sentence: 'This picture is no longer in the file.' })
    expect(get('dialog', 'Compare').textContent).toContain('This picture is no longer in the file.')
  })

  it('shows where lines were not kept, and zooms to the worst place', async () => {
    const figures = someFigures({ kept: 0.81, worst: { x: 0.25, y: 0.5, score: 4 } })
    showComparison({ ...shown, result: { ...shown.result, figures } })
    expect(page.textContent).toContain('81 % of lines kept.')
    expect(page.querySelector('.heat')).toBeNull()
    get('button', 'Show changes').click()
    await drawn()
    expect(page.querySelector('.heat .worst')).not.toBeNull()
    expect(page.textContent).toContain('A line is missing here.')
    expect(remembered.showsLines).toBe(true)
    get('button', 'Zoom to it').click()
    await drawn()
    expect(get('button', /^Fit/).textContent).toBe('400 %')
  })

  it('says nothing of lines where nothing was measured', () => {
    showComparison(shown)
    expect(all('button', 'Show changes')).toHaveLength(0)
  })
})
