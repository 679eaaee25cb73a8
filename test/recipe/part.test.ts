import { describe, expect, it } from 'vitest'
import { makeRecipe } from '../../src/ui/recipe/part.ts'

function chosen(): { controls: ReturnType<typeof makeRecipe>; looks: () => readonly string[] } {
  const controls = makeRecipe(() => 0.5)
  controls.moreLooks.setOpen(true)
  for (const id of ['brick', 'watercolour']) controls.moreLooks.toggle(id)
  return { controls, looks: () => controls.moreLooks.chosen.peek().map(({ id }) => id) }
}

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
