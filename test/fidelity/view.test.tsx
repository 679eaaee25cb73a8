import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeptLines } from '../../src/ui/fidelity/KeptLines.tsx'
import type { MeasuredPicture } from '../../src/ui/fidelity/part.ts'
import type { TriedText } from '../../src/ui/fidelity/tries.ts'
import { all, close, open, page, show } from '../support/screen.tsx'
import { someFigures } from '../support/figures.ts'
import { aRecipe } from '../support/tasks.ts'

beforeEach(open)
afterEach(close)

function showKept(tried: TriedText, lowBelow = signal(80)) {
  const picture = { figures: someFigures({ kept: 0.6 }), recipe: aRecipe() }
  const part = {
    measured: signal<ReadonlyMap<string, MeasuredPicture>>(new Map([['1:2', picture]])),
    tried: signal<ReadonlyMap<string, TriedText>>(new Map([['1:2', tried]])),
    lowBelow,
    undoLayBack: () => {},
    again: () => {},
  }
  show(<KeptLines part={part} nodeIds={['1:2']} />)
}

describe('beside a picture that is made until it keeps enough', () => {
  it('stands what is made next, with nothing to press meanwhile', () => {
    showKept({ text: 'Below 95 %: making picture 2 of up to 4.', isGoingOn: true })
    expect(page.textContent).toContain('60 % of lines kept')
    expect(page.textContent).toContain('making picture 2 of up to 4')
    expect(all('button')).toEqual([])
  })

  it('stands nothing to mend where it keeps as much as was asked for', () => {
    showKept({ text: '', isGoingOn: false }, signal(60))
    expect(page.textContent).toContain('60 % of lines kept')
    expect(all('button')).toEqual([])
    close()
    open()
    showKept({ text: '', isGoingOn: false }, signal(61))
    expect(page.textContent).toContain('Below 61 %')
    expect(all('button', 'New seed')).toHaveLength(1)
  })

  it('stands in the end what stays, with the ways on', () => {
    showKept({ text: 'None of 4 kept 95 %.', isGoingOn: false })
    expect(page.textContent).toContain('None of 4 kept 95 %.')
    expect(all('button', 'New seed')).toHaveLength(1)
  })
})
