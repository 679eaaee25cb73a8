import { describe, expect, it } from 'vitest'
import { readLastSetup, readSetup } from '../../src/core/recipe/setup.ts'
import { restoreLastSetup } from '../../src/ui/recipe/opening.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'

function chosen(): { controls: ReturnType<typeof makeRecipe>; looks: () => readonly string[] } {
  const controls = makeRecipe(() => 0.5)
  controls.moreLooks.setOpen(true)
  for (const id of ['brick', 'watercolour']) controls.moreLooks.toggle(id)
  return { controls, looks: () => controls.moreLooks.chosen.peek().map(({ id }) => id) }
}

describe('what was kept from an earlier window', () => {
  const last = readLastSetup({
    modelId: 'flux-2-pro',
    looks: { building: 'brick', product: 'kept' },
    light: 'night',
    words: '{kept}',
    asTyped: true,
    variants: 3,
    seed: 7,
  })

  it('leaves what was chosen before it arrived, and brings the rest', () => {
    const controls = makeRecipe(() => 0.5)
    controls.setWords('typed {early | late}')
    controls.chooseLook('watercolour')
    restoreLastSetup(controls, last, () => {})
    expect(controls.lastSetup()).toEqual({
      ...readLastSetup({ ...last, looks: { building: 'watercolour', product: 'kept' }, words: 'typed {early | late}', asTyped: false }),
    })
  })

  it('leaves a seed that was typed before it arrived', () => {
    const controls = makeRecipe(() => 0.5)
    controls.setSeed(12)
    restoreLastSetup(controls, last, () => {})
    expect([controls.seed.peek(), controls.isSeedLocked.peek()]).toEqual([12, false])
  })

  it('says which of its numbers had to be changed', () => {
    const said: string[] = []
    restoreLastSetup(
      makeRecipe(() => 0.5),
      readLastSetup({ modelId: 'flux-depth-pro', values: { 'flux-depth-pro': { steps: 100 } } }),
      (text) => said.push(text),
    )
    expect(said).toEqual(['Changed: Steps 100 → 50.'])
  })
})

describe('a setup whose seed cannot be used', () => {
  it.each([2 ** 64, 1.5])('leaves the user’s own, and says so: %d', (seed) => {
    const controls = makeRecipe(() => 0.5)
    const setup = readSetup({ modelId: 'flux-depth-pro', seed })
    const migration = setup === null ? null : controls.applySetup(setup, { seed: 'take' })
    expect(migration).toMatchObject({ lost: ['a seed that is no whole number or too long'] })
    expect([controls.seed.peek(), controls.isSeedLocked.peek()]).toEqual([500_000_000, false])
  })

  it('says nothing where the seed is not taken anyway', () => {
    const controls = makeRecipe(() => 0.5)
    const setup = readSetup({ modelId: 'flux-depth-pro', seed: 1.5 })
    expect(setup === null ? null : controls.applySetup(setup, { seed: 'drop' })).toEqual({ kind: 'none' })
  })
})

describe('the geometry dial', () => {
  it('stays where it stands when another model is chosen, and where that one was set by hand', () => {
    const controls = makeRecipe(() => 0.5)
    controls.chooseStop('exact')
    controls.chooseModel('flux-canny-pro')
    expect([controls.stop.peek(), controls.values.peek()['guidance']]).toEqual(['exact', 60])
    controls.setValue('guidance', 7)
    expect(controls.stop.peek()).toBe(null)
    controls.chooseModel('flux-2-pro')
    expect(controls.stop.peek()).toBe('balanced')
    controls.chooseStop('free')
    controls.chooseModel('flux-canny-pro')
    expect([controls.stop.peek(), controls.values.peek()['guidance']]).toEqual([null, 7])
    controls.chooseModel('flux-depth-pro')
    expect(controls.stop.peek()).toBe('exact')
  })
})

describe('several chosen looks', () => {
  it('stay while another layer of the same purpose is selected', () => {
    const { controls, looks } = chosen()
    const before = looks()
    expect(before).toHaveLength(3)
    controls.choosePurpose('building')
    expect(looks()).toEqual(before)
  })

  it('go with the purpose they belong to', () => {
    const { controls, looks } = chosen()
    controls.choosePurpose('product')
    expect(looks()).toHaveLength(1)
    controls.choosePurpose('building')
    expect(looks()).toHaveLength(1)
  })
})
