import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findLight } from '../../src/core/look/lights.ts'
import { looksOf } from '../../src/core/look/looks.ts'
import { purposes } from '../../src/core/look/look.ts'
import { suppliedFor } from '../../src/core/presets/supplied.ts'
import { PresetTiles } from '../../src/ui/presets/PresetTiles.tsx'
import { Presets } from '../../src/ui/presets/Presets.tsx'
import { makePresets } from '../../src/ui/presets/part.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { aPreset } from '../support/presets.ts'
import { all, close, drawn, get, nameOf, open, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

async function showTiles(stored?: unknown) {
  const saved: unknown[] = []
  const told: string[] = []
  const controls = makeRecipe(() => 0.5)
  const part = makePresets({
    figma: { savePresets: async (kept) => void saved.push(kept) },
    recipe: controls,
    saveFile: () => {},
    announce: (text) => void told.push(text),
    setAlert: () => {},
  })
  part.restore(stored)
  show(
    <>
      <PresetTiles part={part} />
      <Presets part={part} />
    </>,
  )
  await drawn()
  return { part, controls, saved, told }
}

function tiles(): readonly string[] {
  return [...get('[role=group]', 'Presets').querySelectorAll('button')].map(nameOf)
}

describe('supplied presets', () => {
  it('are five for each purpose, of looks and lights that exist, told apart by name and id', () => {
    const every = purposes.flatMap(suppliedFor)
    expect(new Set(every.map(({ id }) => id)).size).toBe(15)
    expect(new Set(every.map(({ name }) => name)).size).toBe(15)
    for (const purpose of purposes) {
      expect(suppliedFor(purpose)).toHaveLength(5)
      for (const { look, light } of suppliedFor(purpose)) {
        expect(looksOf(purpose).map(({ id }) => id)).toContain(look)
        expect(findLight(light).id).toBe(light)
      }
    }
  })
})

describe('preset tiles', () => {
  it('stand below the looks, own ones of the purpose first', async () => {
    const presets = [aPreset({ name: 'Mine' }), aPreset({ name: 'Bottle', purpose: 'product', look: 'oak' })]
    const { controls } = await showTiles({ version: 1, presets })
    expect(tiles().slice(0, 2)).toEqual(['Preset Mine', 'Preset After rain'])
    controls.choosePurpose('product')
    await drawn()
    expect(tiles().slice(0, 2)).toEqual(['Preset Bottle', 'Preset Quiet morning'])
  })

  it('are applied by a press, with the model left as it is where it is supplied', async () => {
    const { controls, told } = await showTiles()
    controls.chooseModel('flux-2-pro')
    controls.setValue('safety', 4)
    controls.setVariants(3)
    await drawn()
    get('button', 'Preset After rain').click()
    await drawn()
    expect(controls.lastSetup()).toMatchObject({ looks: { building: 'brick' }, light: 'dusk', modelId: 'flux-2-pro', variants: 3 })
    expect(controls.values.peek().safety).toBe(4)
    expect(controls.words.peek()).toMatch(/^wet paving/)
    expect(told).toEqual(['Preset applied: After rain.'])
    expect(get('button', 'Preset After rain').getAttribute('aria-current')).toBe('true')
  })

  it('that are supplied stay away once they were taken away, and come back by the same box', async () => {
    const { part, saved } = await showTiles()
    part.open()
    await drawn()
    get('checkbox', 'Monograph').click()
    await drawn()
    expect(tiles()).not.toContain('Preset Monograph')
    part.save('Mine')
    close()
    open()
    const later = await showTiles(saved.at(-1))
    expect(tiles()).toHaveLength(5)
    expect(tiles()).not.toContain('Preset Monograph')
    later.part.open()
    await drawn()
    get('checkbox', 'Monograph').click()
    await drawn()
    expect(tiles()).toContain('Preset Monograph')
    expect(later.saved.at(-1)).toEqual({ version: 1, presets: [expect.objectContaining({ name: 'Mine' })] })
  })

  it('of a newer version are left alone, and the supplied ones can still be applied', async () => {
    const { part, saved } = await showTiles({ version: 2, removed: ['brick-dusk'] })
    part.show('concrete-overcast', false)
    expect(saved).toEqual([])
    expect(all('button', 'Preset Monograph')).toHaveLength(1)
  })
})
