import { describe, expect, it } from 'vitest'
import { deliveryOrder } from '../../src/core/service/delivery-method.ts'

describe('the order of the delivery methods', () => {
  it('begins with the one that worked last', () => {
    expect([deliveryOrder('direct'), deliveryOrder('sandbox')]).toEqual([
      ['direct', 'sandbox'],
      ['sandbox', 'direct'],
    ])
  })
})
