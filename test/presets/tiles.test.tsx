import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ResultEntry } from '../../src/core/results/protocol.ts'
import type { Job } from '../../src/core/job/job.ts'
import { findLight } from '../../src/core/look/lights.ts'
import { looksOf } from '../../src/core/look/looks.ts'
import { purposes } from '../../src/core/look/look.ts'
import { suppliedFor } from '../../src/core/presets/supplied.ts'
import { PresetTiles } from '../../src/ui/presets/PresetTiles.tsx'
import { Presets } from '../../src/ui/presets/Presets.tsx'
import { makePresets } from '../../src/ui/presets/part.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { aPreset, emptyPage } from '../support/presets.ts'
import { aRecipe } from '../support/tasks.ts'
import { all, close, drawn, get, nameOf, open, press, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

const aDoneJob: Job = {
  key: 'a',
  run: 'a',
  title: '',
  sourceName: '',
  startedAt: 0,
  phase: 'done',
  nodeId: '22',
  notes: [],
}

async function showTiles(stored?: unknown, around = emptyPage()) {
  const saved: unknown[] = []
  const told: string[] = []
  const controls = makeRecipe(() => 0.5)
  const part = makePresets({
    ...around,
    figma: { ...around.figma, savePresets: async (kept: unknown) => void saved.push(kept) },
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
  return [...get('[role=toolbar]', 'Presets').querySelectorAll('button')].map(nameOf)
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

function result(nodeId: string, changes: Parameters<typeof aRecipe>[0]): ResultEntry {
  return { nodeId, name: nodeId, width: 400, height: 300, recipe: JSON.stringify(aRecipe(changes)), isStarred: false }
}

function pictureOn(tile: string): string | null {
  return get('button', tile).querySelector('img')?.getAttribute('src') ?? null
}

describe('a preset tile', () => {
  const mine = { look: 'timber', light: 'golden', words: 'tall grasses' }

  it('shows the newest picture that was made with it, and the drawing of its look until there is one', async () => {
    const around = emptyPage([
      result('1', { ...mine, createdAt: 1 }),
      result('333', { ...mine, createdAt: 3 }),
      result('22', { ...mine, createdAt: 2 }),
      result('4444', { ...mine, words: 'other', createdAt: 4 }),
      result('55555', { ...mine, createdAt: 5, reference: { name: 'Mood', fingerprint: 'f', givesLight: true } }),
    ])
    await showTiles({ version: 1, presets: [aPreset({ name: 'Mine' })] }, around)
    await vi.waitFor(() => expect(pictureOn('Preset Mine')).toBe('blob:3'))
    expect(pictureOn('Preset Monograph')).toBeNull()
  })

  it('asks for its picture again when another one is done', async () => {
    const found: ResultEntry[] = []
    const around = emptyPage(found)
    await showTiles({ version: 1, presets: [aPreset({ name: 'Mine' })] }, around)
    expect(pictureOn('Preset Mine')).toBeNull()
    found.push(result('22', mine))
    around.jobs.value = [aDoneJob]
    await vi.waitFor(() => expect(pictureOn('Preset Mine')).toBe('blob:2'))
  })
})

it('looks for the pictures of another purpose once that is chosen', async () => {
  const bottle = { purpose: 'product' as const, look: 'oak', light: 'golden', words: '' }
  const around = emptyPage([result('1', bottle)])
  const { controls } = await showTiles({ version: 1, presets: [aPreset({ name: 'Bottle', ...bottle })] }, around)
  controls.choosePurpose('product')
  await vi.waitFor(() => expect(pictureOn('Preset Bottle')).toBe('blob:1'))
})

describe('the row of presets', () => {
  it('is one stop of the Tab key, and arrow keys lead around in it', async () => {
    await showTiles()
    const row = get('[role=toolbar]', 'Presets')
    const stops = (): readonly string[] => [...row.querySelectorAll<HTMLElement>('[tabindex="0"]')].map(nameOf)
    expect(stops()).toEqual(['Preset After rain'])
    get('button', 'Preset After rain').focus()
    press(get('button', 'Preset After rain'), 'ArrowRight')
    await drawn()
    expect(document.activeElement && nameOf(document.activeElement)).toBe('Preset First frost')
    expect(stops()).toEqual(['Preset First frost'])
    for (const key of ['ArrowLeft', 'ArrowLeft']) {
      press(get('button', stops()[0]), key)
      await drawn()
    }
    expect(stops()).toEqual(['Preset Winter wash'])
  })
})
