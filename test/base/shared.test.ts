import { expect, it } from 'vitest'
import { makeShared } from '../../src/ui/base/shared.ts'
import { rejection } from '../support/network.ts'

it('work runs once for all that ask meanwhile, and again afterwards, also after a failure', async () => {
  const shared = makeShared<number>()
  let runs = 0
  const work = async (): Promise<number> => ++runs
  expect(await Promise.all([shared('a', work), shared('a', work), shared('b', work)])).toEqual([1, 1, 2])
  expect(await shared('a', work)).toBe(3)
  const fail = (): Promise<number> => Promise.reject(new Error('no'))
  expect(await Promise.all([rejection(shared('a', fail)), rejection(shared('a', work))])).toMatchObject([
    { message: 'no' },
    { message: 'no' },
  ])
  expect(await shared('a', work)).toBe(4)
})
