import { describe, expect, it } from 'vitest'
import { contrastOn, neededFor } from '../../src/core/readability/contrast.ts'
import { readableColor } from '../../src/core/readability/readable-color.ts'
import { flat, grey, hex, textStyle, white } from '../support/texts-on-pictures.ts'

const size = { width: 40, height: 20 }

describe('another colour for a text', () => {
  it.each([
    ['a grey text on a light picture', hex('#6c7671'), grey(0.6)],
    ['a dark text on a dark picture', grey(0.1), hex('#2a1250')],
    ['white on white', white, white],
  ])('is enough for %s, and its own as far as that goes', (_, color, under) => {
    const backdrop = flat(60, 40, under)
    const style = textStyle([color], size)
    const found = readableColor(backdrop, style)
    if (found === null) throw new Error('none was found')
    expect(contrastOn(backdrop, textStyle([{ ...found, a: 1 }], size))).toBeGreaterThanOrEqual(neededFor(style))
  })

  it('is none where none is better: the picture is black and white under it', () => {
    const backdrop = flat(60, 40, white)
    const halves = { ...backdrop, rgba: backdrop.rgba.map((value, index) => (index % 8 < 3 ? 0 : value)) }
    expect(readableColor(halves, textStyle([grey(0.5)], size))).toBeNull()
  })
})
