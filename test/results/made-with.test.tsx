import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MadeWith } from '../../src/ui/results/MadeWith.tsx'
import type { SourceNow } from '../../src/ui/control-image/source-check.ts'
import type { RunOnCanvas } from '../../src/ui/results/run-on-canvas.ts'
import { makeSelectedResult } from '../../src/ui/recipe/selected-result.ts'
import { recorder } from '../support/calls.ts'
import { all, close, drawn, get, nameOf, open, page, show } from '../support/screen.tsx'
import { selectedVilla, villa } from '../support/villa.ts'

beforeEach(open)
afterEach(close)

const recipe = { version: 1, modelId: 'flux-depth-pro', seed: 7, purpose: 'building', look: 'brick', light: 'snow' }

async function unfold(): Promise<void> {
  get('button', 'More actions').click()
  await drawn()
}

/** `stored`: the recipe on the selected layer. */
function showMadeWith(stored: unknown) {
  const { calls, note } = recorder()
  const selection = signal(selectedVilla({ recipe: stored === null ? '' : JSON.stringify(stored) }))
  const sourceNow = signal<SourceNow>('unknown')
  const run = signal<RunOnCanvas>({ ids: [villa.id], index: 0 })
  const part = {
    selectedResult: makeSelectedResult(selection),
    sourceNow,
    useRecipe: note('useRecipe'),
    remix: note('remix'),
    more: note('more'),
    run,
    step: note('step'),
    keep: note('keep'),
  }
  show(<MadeWith part={part} onCompare={note('compare')} />)
  return { calls, selection, sourceNow, run }
}

describe('how a selected result was made', () => {
  it('is told; more like it and a comparison are one press away, the rest is under one button', async () => {
    const { calls } = showMadeWith(recipe)
    expect(page.textContent).toContain('Made with Brick, snow, FLUX.1 Depth [pro], seed 7')
    expect(all('button').map(nameOf)).toEqual(['More like this (4 pictures)', 'Compare', 'More actions'])
    get('button', 'More like this (4 pictures)').click()
    get('button', 'Compare').click()
    for (const name of ['Copy settings', 'Start again from original']) {
      await unfold()
      get('button', name).click()
      await drawn()
      expect(document.activeElement).toBe(get('button', 'More actions'))
    }
    expect(calls.map(([action]) => action)).toEqual(['more', 'compare', 'useRecipe', 'remix'])
    expect(calls[1]).toEqual(['compare', villa.id])
  })

  it('stands among the others of its run: one can be stepped to, and one be kept', async () => {
    const { calls, run } = showMadeWith(recipe)
    run.value = { ids: [villa.id, '8:8', '8:9'], index: 0 }
    await drawn()
    expect(page.textContent).toContain('1 of 3')
    expect(get('button', 'Previous picture').getAttribute('aria-disabled')).toBe('true')
    get('button', 'Next picture').click()
    get('button', 'Keep this one').click()
    expect(calls).toEqual([['step', 1], ['keep']])
  })

  it('folds the rest with Escape and when somebody goes on', async () => {
    showMadeWith(recipe)
    await unfold()
    get('button', 'Copy settings').focus()
    get('button', 'Copy settings').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await drawn()
    expect(all('button', 'Copy settings')).toHaveLength(0)
    expect(document.activeElement).toBe(get('button', 'More actions'))
  })

  it('is not told of what the plugin did not make', () => {
    showMadeWith(null)
    expect(all('button')).toHaveLength(0)
  })

  it('names a model that this version does not know, and offers what can be done without it', async () => {
    showMadeWith({ ...recipe, modelId: 'flux-9' })
    expect(page.textContent).toContain('Made with a model this version does not know: flux-9. Brick, snow, seed 7')
    expect(all('button', /^More like this/)).toHaveLength(0)
    await unfold()
    get('button', 'Copy settings')
    get('button', 'Start again from original')
  })

  it('can only be compared where a newer version made it', async () => {
    const { selection } = showMadeWith(recipe)
    selection.value = selectedVilla({ recipe: '{"version":2}' })
    await drawn()
    expect(page.textContent).toContain('newer version')
    expect(all('button').map((button) => button.textContent)).toEqual(['Compare'])
  })

  it('says what became of its source, and makes nothing of one that is gone', async () => {
    const { sourceNow } = showMadeWith(recipe)
    sourceNow.value = 'changed'
    await drawn()
    expect(page.textContent).toContain('Its source has changed since. Start again from original makes it anew.')
    sourceNow.value = 'gone'
    await drawn()
    expect(page.textContent).toContain('Its source is not in this file.')
    await unfold()
    expect(all('button', 'Start again from original')).toHaveLength(0)
  })
})
