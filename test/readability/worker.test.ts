// What the worker measures for text on a picture.

import { describe, expect, it } from 'vitest'
import { contrastOn } from '../../src/core/readability/contrast.ts'
import { makeReadabilityTools } from '../../src/ui/readability/worker.ts'
import { black, flat, grey, textStyle, white } from '../support/texts-on-pictures.ts'
import { pixelsOf, pngOf } from '../support/pixels.ts'

const tools = makeReadabilityTools({ decode: pixelsOf })
const { signal } = new AbortController()
const size = { width: 40, height: 20 }

describe('the reading of texts', () => {
  it('is the contrast of each text, what it needs, and a scrim where it has less', async () => {
    const backdrop = await pngOf(flat(60, 40, white))
    const outside = textStyle([white], size, [
      [1, 0, 90],
      [0, 1, 0],
    ])
    const texts = [textStyle([black], size), { ...textStyle([grey(0.55)], size), size: 30 }, textStyle([white], size), outside]
    expect(await tools.measureTexts({ backdrop, texts }, signal)).toEqual([
      { contrast: 21, needed: 4.5, scrim: null },
      { contrast: contrastOn(flat(60, 40, white), textStyle([grey(0.55)], size)), needed: 3, scrim: null },
      { contrast: 1, needed: 4.5, scrim: { tone: 'black', opacity: 0.54, under: [255, 255, 255] } },
      { contrast: null, needed: 4.5, scrim: null },
    ])
  })

  it('is refused once nobody waits for it, and where bytes are no picture', async () => {
    const backdrop = await pngOf(flat(20, 20, white))
    await expect(tools.measureTexts({ backdrop, texts: [] }, AbortSignal.abort())).rejects.toThrow('aborted')
    await expect(tools.measureTexts({ backdrop: new Uint8Array(9), texts: [] }, signal)).rejects.toThrow(Error)
  })
})
