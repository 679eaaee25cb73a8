import { describe, expect, it } from 'vitest'
import { usdOf } from '../../../relay/orders/usd.ts'
import { bfl } from '../../../src/core/service/services/bfl.ts'
import { offerOf } from '../../../src/core/service/services/services.ts'

function cost(model: string, fields: Record<string, unknown>): number | null {
  return usdOf(bfl, offerOf(bfl, model), new TextEncoder().encode(JSON.stringify(fields)))
}

describe('what an order will cost', () => {
  it('is the price of its model, and more with a second picture', () => {
    expect(cost('flux-2-pro', { input_image: 'AAAA' })).toBe(0.045)
    expect(cost('flux-2-pro', { input_image: 'AAAA', input_image_2: 'AAAA' })).toBeCloseTo(0.06)
    expect(cost('flux-2-pro', { prompt: 'an "input_image_2"', input_image: 'AAAA' })).toBe(0.045)
  })

  it('is the same for a model that takes none, unknown where nobody knows it, and nothing on an own GPU', () => {
    expect(cost('flux-kontext-pro', { input_image: 'AAAA', input_image_2: 'AAAA' })).toBe(0.04)
    expect(cost('flux-depth-pro', {})).toBeNull()
    expect(usdOf({ isFree: true }, null, new Uint8Array())).toBe(0)
  })
})
