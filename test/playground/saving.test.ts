import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Host } from '../../playground/host/types.ts'
import type { Keep } from '../../playground/page/keep.ts'
import { makeSaving } from '../../playground/page/saving.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function saver() {
  const written: string[] = []
  const keep = { writeFile: async (file: string) => void written.push(file) } as Pick<Keep, 'writeFile'> as Keep
  const host = { save: () => 'the old document' } as Pick<Host, 'save'> as Host
  return { written, saving: makeSaving(keep, () => host) }
}

describe('the document of the playground', () => {
  it('is kept a moment after a change', async () => {
    const { written, saving } = saver()
    saving.soon()
    await vi.advanceTimersByTimeAsync(1000)
    expect(written).toEqual(['the old document'])
  })

  it('is not kept any more while another one takes its place, whatever was changed before or meanwhile', async () => {
    const { written, saving } = saver()
    saving.soon()
    await saving.without(async () => {
      saving.soon()
      await vi.advanceTimersByTimeAsync(1000)
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect(written).toEqual([])
    saving.soon()
    await vi.advanceTimersByTimeAsync(1000)
    expect(written).toHaveLength(1)
  })
})
