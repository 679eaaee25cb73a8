import { describe, expect, it } from 'vitest'
import { type Glance, guessPurpose } from '../../src/core/look/guess-purpose.ts'

const frame: Glance = { name: 'Frame 12', type: 'FRAME', width: 1440, height: 960, texts: 0, images: 0, vectors: 30 }

describe('the guess of a purpose', () => {
  it.each([
    ['Villa, street view', 'building'],
    ['Wohnhaus am See', 'building'],
    ['Facade_02', 'building'],
    ['здание у реки', 'building'],
    ['外観パース', 'building'],
    ['Perfume bottle 3', 'product'],
    ['Packshot / front', 'product'],
    ['ProduktFoto', 'product'],
    ['Login', 'interface'],
    ['iPhone 15 – Home', 'interface'],
    ['ログイン画面', 'interface'],
    ['Startseite', 'interface'],
  ] as const)('reads the name %s as %s', (name, purpose) => {
    expect(guessPurpose({ ...frame, name })).toBe(purpose)
  })

  it('lets the last telling word decide', () => {
    expect(guessPurpose({ ...frame, name: 'House listing page' })).toBe('interface')
    expect(guessPurpose({ ...frame, name: 'App icon bottle' })).toBe('product')
  })

  it('does not read short words inside longer ones', () => {
    expect(guessPurpose({ ...frame, name: 'Happy canvas' })).toBe('building')
  })

  it('takes a frame full of text for an interface', () => {
    expect(guessPurpose({ ...frame, texts: 14, vectors: 20 })).toBe('interface')
  })

  it('takes a phone-sized frame with a few texts among many icons for an interface', () => {
    expect(guessPurpose({ ...frame, width: 390, height: 844, texts: 4, vectors: 60 })).toBe('interface')
  })

  it('takes a single upright picture for a product and a wide one for a building', () => {
    expect(guessPurpose({ ...frame, width: 800, height: 1000, images: 1, vectors: 0 })).toBe('product')
    expect(guessPurpose({ ...frame, width: 1600, height: 900, images: 1, vectors: 0 })).toBe('building')
  })

  it('takes drawn shapes without text for a building', () => {
    expect(guessPurpose(frame)).toBe('building')
  })
})
