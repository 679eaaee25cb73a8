import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTypedNumber } from '../../src/core/base/typed-number.ts'
import { runs } from '../support/runs.ts'

const guidance = { label: 'Guidance', min: 1, max: 100, step: 0.5 }
const steps = { label: 'Steps', min: 15, max: 50, step: 1 }
const seed = { label: 'Seed', min: 0, max: Number.MAX_SAFE_INTEGER, step: 1 }

describe('a typed number', () => {
  it.each([
    ['15', 15],
    [' 15 ', 15],
    ['15.5', 15.5],
    ['15,5', 15.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['15.', 15],
    ['1e1', 10],
    ['1.5E1', 15],
    ['１５．５', 15.5],
    ['١٥٫٥', 15.5],
    ['१५', 15],
    ['-5', -5],
    ['\u22125', -5],
    ['+5', 5],
    ['15 %', 15],
    ['guidance: 15', 15],
    ['\u200b15\ufeff', 15],
    ['7.125', 7.125],
    ['12\u00a0000', 12_000],
  ])('%o is read where decimals are taken', (typed, value) => {
    expect(readTypedNumber(typed, guidance)).toEqual({ kind: 'number', value })
  })

  it.each([
    ['12345', 12_345],
    ['12,345', 12_345],
    ['12.345', 12_345],
    ['12 345', 12_345],
    ['12\u202f345\u202f678', 12_345_678],
    ["12'345", 12_345],
    ['12’345’678', 12_345_678],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['12_345', 12_345],
    ['1,234.0', 1234],
    ['1.234,0', 1234],
    ['12,34,567', 1_234_567],
    ['Seed: 12345', 12_345],
    ['seed=12345', 12_345],
    ['--seed 12345', 12_345],
    ['"seed": 12345,', 12_345],
    ['Seed：１２３４５', 12_345],
    ['Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 12345, Size: 512x512', 12_345],
    ['{"seed":4294967295,"steps":20}', 4_294_967_295],
    ['seed-12345', 12_345],
    ['Seed: -1', -1],
    ['9007199254740991', 9_007_199_254_740_991],
    ['0012', 12],
  ])('%o is read as a seed', (typed, value) => {
    expect(readTypedNumber(typed, seed)).toEqual({ kind: 'number', value })
  })

  it('takes the reading that the range allows where a separator can be two things', () => {
    expect(readTypedNumber('15.000', steps)).toEqual({ kind: 'number', value: 15 })
  })

  it.each(['abc', '-', '1/2', '1-5', '12 x 30', '—'])('%o is none', (typed) => {
    expect(readTypedNumber(typed, steps)).toEqual({ kind: 'none' })
  })

  it.each(['', '  ', '\u200b'])('%o is empty', (typed) => {
    expect(readTypedNumber(typed, steps)).toEqual({ kind: 'empty' })
  })

  it.each(['18446744073709551615', '9007199254740993', 'Seed: 9,007,199,254,740,992'])('%o is too long to be kept exactly', (typed) => {
    expect(readTypedNumber(typed, seed)).toEqual({ kind: 'too-long', digits: typed.replace(/\D/g, '') })
  })

  it('is any whole number that can be kept, as it was written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(readTypedNumber(String(value), seed)).toEqual({ kind: 'number', value })
        expect(readTypedNumber(`Seed: ${value}`, seed)).toEqual({ kind: 'number', value })
        expect(readTypedNumber(value.toLocaleString('en'), seed)).toEqual({ kind: 'number', value })
        expect(readTypedNumber(value.toLocaleString('de'), seed)).toEqual({ kind: 'number', value })
        expect(readTypedNumber(value.toLocaleString('fr'), seed)).toEqual({ kind: 'number', value })
      }),
      runs(),
    )
  })

  it('is read or refused, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(guidance, steps, seed), (typed, range) => {
        expect(['number', 'empty', 'none', 'too-long']).toContain(readTypedNumber(typed, range).kind)
      }),
      runs(),
    )
  })
})
