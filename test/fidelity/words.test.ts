import { describe, expect, it } from 'vitest'
import { type Fidelity, measureFidelity } from '../../src/core/fidelity/fidelity.ts'
import { figuresIn, figuresOf, readFigures } from '../../src/core/fidelity/figures.ts'
import { framedText, keptText, worstText } from '../../src/core/fidelity/words.ts'
import { identity } from '../../src/core/fidelity/whole.ts'

const fidelity: Fidelity = {
  kept: 0.934,
  added: 0.02,
  movedBy: 2,
  whole: { dx: -2, dy: 0, scale: 1, turn: 0 },
  unseen: 0.1,
  worst: { x: 400, y: 150, score: 3 },
  heat: { columns: 2, rows: 2, cells: Float32Array.of(0, 0.5, 1, 0.25) },
}

describe('what was measured', () => {
  const figures = figuresOf(fidelity, { width: 800, height: 600 }, { width: 1600, height: 1200 })
  if (figures === null) throw new Error('these figures can be told')

  it('is told in pixels of the canvas, and in shares of the picture', () => {
    expect(figures).toMatchObject({ whole: { dx: -4 }, movedBy: 4, worst: { x: 0.5, y: 0.25 }, heat: { cells: '0592' } })
  })

  it('is nothing where the source has no lines', () => {
    const painted = (isLine: (x: number) => boolean) => {
      const data = new Uint8ClampedArray(96 * 96 * 4).map((_, index) => (index % 4 < 3 && isLine((index >> 2) % 96) ? 40 : 255))
      return { width: 96, height: 96, data }
    }
    const size = { width: 96, height: 96 }
    const measured = measureFidelity(
      painted(() => false),
      painted((x) => x > 30 && x < 70),
    )
    expect(figuresOf(measured, size, size)).toBeNull()
  })

  it('comes back from a recipe as it was', () => {
    expect(figuresIn(JSON.stringify({ version: 1, fidelity: figures }))).toEqual(figures)
  })

  it.each([
    ['nothing', undefined],
    ['a word', 'high'],
    ['a later version', { ...figures, version: 2 }],
    ['no share', { version: 1 }],
  ])('is not guessed from %s', (_, value) => {
    expect(readFigures(value)).toBeNull()
  })

  it('keeps no heat that is not of its size', () => {
    expect(readFigures({ ...figures, heat: { columns: 3, rows: 3, cells: '12' } })?.heat).toEqual({ columns: 0, rows: 0, cells: '' })
    expect(readFigures({ ...figures, heat: { columns: 1, rows: 2, cells: '<b' } })?.heat.cells).toBe('')
  })

  it('is told in words', () => {
    expect(keptText(figures)).toBe('93 % of lines kept')
    expect(keptText({ kept: 0.9, unseen: 0.8 })).toBe('Too dark to tell what was kept')
    expect(framedText(figures)).toBe('framed 4 px to the left')
    expect(framedText({ movedBy: 12, whole: { dx: 3.2, dy: 12.4, scale: 1.011, turn: 0.01 } })).toBe(
      'framed 3.2 px to the right, 12 px lower, 1.1 % larger, turned by 0.6°',
    )
    expect(framedText({ movedBy: 0.1, whole: identity })).toBe('')
    expect(worstText({ worst: figures.worst, added: 0.01, kept: 0.8 })).toBe('A line is missing here.')
    expect(worstText({ worst: figures.worst, added: 0.3, kept: 0.9 })).toBe('Something new is drawn here.')
    expect(worstText({ worst: { x: 0, y: 0, score: 0 }, added: 0, kept: 1 })).toBe('')
  })
})
