// The self-test against the stand-in, with both outcomes of every line.

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { HostOptions, Quirk } from '../../playground/host/types.ts'
import { type Outcome, type PixelAt, tests } from '../../src/core/connection/self-test.ts'
import { makeSelfTest } from '../../src/ui/connection/self-test-part.ts'
import { frameScript, newHost, openPlugin } from '../support/plugin.ts'

const pixelAt: PixelAt = async (png, x, y) => {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * 4
  return [...data.subarray(at, at + 4)]
}

async function tested(options: Partial<HostOptions> = {}) {
  const host = await newHost(options)
  await host.author(frameScript())
  const { figma, run, edits } = await openPlugin(host)
  const [page = { id: '' }] = host.pages()
  const before = host.children(page.id)
  const part = makeSelfTest({ figma, version: '1.2.3', pixelAt })
  await part.run()
  expect(host.children(page.id)).toEqual(before)
  const outcomes = Object.fromEntries(part.lines.value.map(({ id, outcome }) => [id, outcome]))
  return { host, page: page.id, before, part, run, edits, outcomes }
}

const asExpected: Record<string, Outcome> = Object.fromEntries(tests.map(({ id }) => [id, 'expected']))

describe('the self-test', () => {
  it('finds all as expected, says so without a name of the file, and leaves nothing that an undo could bring back', async () => {
    const { host, page, before, part, run, edits, outcomes } = await tested({ clonesInsideInstances: true })
    expect(outcomes).toEqual(asExpected)
    expect(part.report()).toBe(['Depth Restyle 1.2.3, self-test', ...tests.map(({ id }) => `${id}: expected`)].join('\n'))
    expect([run.problems, edits]).toEqual([[], []])
    host.undo()
    expect(host.children(page)).toEqual(before)
  })

  const others: readonly (readonly [Quirk, string])[] = [
    ['exports-larger', 'size'],
    ['exports-other-colours', 'colour'],
    ['exports-unlike', 'same'],
    ['exports-own-box', 'turned'],
    ['exports-cut-off', 'clipped'],
    ['exports-traces', 'invisible'],
    ['images-come-late', 'image'],
    ['data-lost-in-instances', 'instance-data'],
    ['text-stays', 'text'],
  ]
  it.each(others)('tells of a Figma of %s', async (quirk, id) => {
    const { outcomes } = await tested({ clonesInsideInstances: true, quirks: [quirk] })
    expect(outcomes[id]).toBe('differs')
  })

  it('tells of a Figma that copies no layer of an instance', async () => {
    const { outcomes } = await tested()
    expect(outcomes).toEqual({ ...asExpected, 'instance-clone': 'differs' })
  })

  it('could not tell what Figma does not draw', async () => {
    const { outcomes } = await tested({ clonesInsideInstances: true, exportNode: () => Promise.reject(new Error('no')) })
    expect(Object.values(outcomes).filter((outcome) => outcome === 'unknown')).toEqual(Array(7).fill('unknown'))
  })
})
