import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MadeWith } from '../../src/ui/results/MadeWith.tsx'
import type { SourceNow } from '../../src/ui/control-image/source-check.ts'
import { makeSelectedResult } from '../../src/ui/recipe/selected-result.ts'
import { recorder } from '../support/calls.ts'
import { all, close, drawn, get, open, page, show } from '../support/screen.tsx'
import { selectedVilla, villa } from '../support/villa.ts'

beforeEach(open)
afterEach(close)

const recipe = { version: 1, modelId: 'flux-depth-pro', seed: 7, purpose: 'building', look: 'brick', light: 'snow' }

/** `stored` is what stands on the selected layer. */
function showMadeWith(stored: unknown) {
  const { calls, note } = recorder()
  const selection = signal(selectedVilla({ recipe: stored === null ? '' : JSON.stringify(stored) }))
  const sourceNow = signal<SourceNow>('unknown')
  const part = {
    selectedResult: makeSelectedResult(selection),
    sourceNow,
    useRecipe: note('useRecipe'),
    remix: note('remix'),
    more: note('more'),
  }
  show(<MadeWith part={part} onCompare={note('compare')} />)
  return { calls, selection, sourceNow }
}

describe('how a selected result was made', () => {
  it('is told, and can be used again, remixed, multiplied and compared', () => {
    const { calls } = showMadeWith(recipe)
    expect(page.textContent).toContain('Made with Brick, snow, FLUX.1 Depth [pro], seed 7')
    for (const name of ['Use these settings', 'Remix', 'More like this (4 pictures)', 'Compare']) get('button', name).click()
    expect(calls.map(([action]) => action)).toEqual(['useRecipe', 'remix', 'more', 'compare'])
    expect(calls.at(-1)).toEqual(['compare', villa.id])
  })

  it('is not told of what the plugin did not make', () => {
    showMadeWith(null)
    expect(all('button')).toHaveLength(0)
  })

  it('names a model that this version does not know, and offers what can be done without it', () => {
    showMadeWith({ ...recipe, modelId: 'flux-9' })
    expect(page.textContent).toContain('Made with a model this version does not know: flux-9. Brick, snow, seed 7')
    get('button', 'Use these settings')
    get('button', 'Remix')
    expect(all('button', /^More like this/)).toHaveLength(0)
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
    expect(page.textContent).toContain('Its source has changed since. Remix makes it anew.')
    sourceNow.value = 'gone'
    await drawn()
    expect(page.textContent).toContain('Its source is not in this file.')
    expect(all('button', 'Remix')).toHaveLength(0)
  })
})
