import { describe, expect, it } from 'vitest'
import { deliveryOrder } from '../../src/core/service/delivery-method.ts'

describe('the order of the delivery methods', () => {
  it('begins with the one that worked last', () => {
    const url = 'https://delivery.eu2.bfl.ai/a.png'
    expect([deliveryOrder('direct', url), deliveryOrder('sandbox', url)]).toEqual([
      ['direct', 'sandbox'],
      ['sandbox', 'direct'],
    ])
  })

  it('is the window alone for a picture that stands in its address', () => {
    expect(deliveryOrder('sandbox', 'data:image/png;base64,AAAA')).toEqual(['direct'])
  })
})
