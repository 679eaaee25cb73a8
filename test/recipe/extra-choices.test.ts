import { signal } from '@preact/signals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeExtraChoices } from '../../src/ui/recipe/extra-choices.ts'
import { runs } from '../support/runs.ts'

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id }))

function group(first: string) {
  const main = signal(first)
  const choose = (id: string): void => {
    main.value = id
  }
  return {
    main,
    ...makeExtraChoices(
      () => options,
      () => main.value,
      choose,
    ),
  }
}

describe('several choices of a group', () => {
  it('follow each press, are never none, and stand in the order of the group', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 }), (presses) => {
        const several = group('b')
        let wanted = new Set(['b'])
        for (const id of presses) {
          several.toggle(id)
          const next = new Set(wanted)
          if (!next.delete(id)) next.add(id)
          if (next.size > 0) wanted = next
          expect(several.chosen.peek().map((one) => one.id)).toEqual(options.map((one) => one.id).filter((one) => wanted.has(one)))
          expect(wanted.has(several.main.peek())).toBe(true)
        }
      }),
      runs(),
    )
  })

  it('go back to the main one when the group is closed', () => {
    const several = group('a')
    several.setOpen(true)
    several.toggle('c')
    several.setOpen(false)
    expect(several.chosen.peek()).toEqual([{ id: 'a' }])
  })
})
