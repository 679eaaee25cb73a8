import { describe, expect, it } from 'vitest'
import { type KeptPresets, maxFileSize, toFile } from '../../src/core/presets/presets.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { makePresets } from '../../src/ui/presets/part.ts'
import { aPreset, emptyPage } from '../support/presets.ts'
import { settled } from '../support/settled.ts'

function openPresets(stored?: unknown, isStoring = true) {
  const kept: KeptPresets[] = []
  const files: (readonly [string, string])[] = []
  const told: string[] = []
  const controls = makeRecipe(() => 0.5)
  const part = makePresets({
    ...emptyPage(),
    figma: {
      ...emptyPage().figma,
      savePresets: async (presets: KeptPresets) => {
        kept.push(presets)
        if (!isStoring) throw new Error('full')
      },
    },
    recipe: controls,
    saveFile: (name, text) => void files.push([name, text]),
    announce: (text) => void told.push(text),
    setAlert: (text) => void told.push(`alert: ${text}`),
  })
  part.restore(stored)
  const names = (): readonly string[] => {
    const list = part.list.peek()
    return list === 'newer' ? [] : list.map(({ name }) => name)
  }
  const said = (): string => {
    const notice = part.notice.peek()
    return notice.kind === 'none' ? '' : notice.text
  }
  const bring = async (text: string): Promise<void> => {
    part.importFile(new Blob([text]))
    await settled()
  }
  return { part, controls, kept, files, told, names, said, bring, edits: () => controls.edits.peek() }
}

function named(...names: readonly string[]): KeptPresets {
  return { version: 1, presets: names.map((name) => aPreset({ name })) }
}

describe('saving a preset', () => {
  it('keeps what the controls show, under the name that was typed', () => {
    const { part, controls, kept, said } = openPresets()
    controls.choosePurpose('product')
    controls.chooseLook('marble')
    controls.chooseLight('dusk')
    controls.setWords('  on wet stone ')
    controls.chooseModel('flux-2-pro')
    controls.setValue('safety', 4)
    expect(part.save(' Wet stone ')).toBe(true)
    expect(said()).toBe('Saved as “Wet stone”.')
    expect(kept).toEqual([
      {
        version: 1,
        presets: [
          {
            name: 'Wet stone',
            purpose: 'product',
            look: controls.look.peek().id,
            light: 'dusk',
            words: 'on wet stone',
            modelId: 'flux-2-pro',
            values: { seed: null, safety: 4, format: 'png', keep: 'balanced', asWritten: false },
            seed: null,
          },
        ],
      },
    ])
  })

  it('keeps the seed only where it is locked', () => {
    const { part, controls } = openPresets()
    controls.setSeed(7)
    part.save('free')
    controls.lockSeed(true)
    part.save('locked')
    expect(part.list.peek()).toMatchObject([{ seed: null }, { seed: 7 }])
  })

  it('without a name takes look and light for one, and tells apart what is called alike', () => {
    const { part, controls, names } = openPresets()
    controls.chooseLook('brick')
    part.save('  ')
    part.save('')
    expect(names()).toEqual(['Brick, noon', 'Brick, noon 2'])
  })

  it('says so where Figma does not store it, and holds it as long as the window is open', async () => {
    const { part, names, said, told } = openPresets(undefined, false)
    part.save('Oak')
    await settled()
    expect(names()).toEqual(['Oak'])
    expect(said()).toMatch(/could not store your presets/)
    expect(told).toEqual([expect.stringMatching(/^alert: .*could not store/)])
  })

  it('refuses where there is no room', () => {
    const { part, kept, said } = openPresets({ version: 1, presets: Array.from({ length: 200 }, () => aPreset()) })
    expect(part.save('One more')).toBe(false)
    expect(said()).toMatch(/room for 200/)
    expect(kept).toEqual([])
  })
})

describe('applying a preset', () => {
  it('is a choice like any other, announced, and closes the dialog', () => {
    const { part, controls, told, edits } = openPresets({ version: 1, presets: [aPreset({ seed: 7 })] })
    part.open()
    part.apply('Oak evening')
    expect(edits()).toBe(1)
    expect(controls.lastSetup()).toMatchObject({
      looks: { building: 'timber' },
      light: 'golden',
      words: 'tall grasses',
      seed: 7,
      values: { 'flux-depth-pro': { guidance: 20, steps: 40 } },
    })
    expect(part.isOpen.peek()).toBe(false)
    expect(told).toEqual(['Preset applied: Oak evening.'])
  })

  it('leaves the user’s seed and variants alone', () => {
    const { part, controls } = openPresets(named('Oak'))
    controls.setSeed(11)
    controls.lockSeed(true)
    controls.setVariants(4)
    part.apply('Oak')
    expect(controls.lastSetup()).toMatchObject({ seed: 11, variants: 4 })
  })

  it('takes the nearest for what is unknown here, and keeps the preset as it is', () => {
    const strange = aPreset({ look: 'moss', light: 'eclipse', modelId: 'flux-9', values: { guidance: 1e9 } })
    const { part, controls } = openPresets({ version: 1, presets: [strange] })
    part.apply(strange.name)
    expect([controls.look.peek().id, controls.light.peek().id, controls.model.peek().id, controls.values.peek().guidance]).toEqual([
      'photo',
      'noon',
      'flux-depth-pro',
      100,
    ])
    expect(part.list.peek()).toEqual([strange])
  })

  it('stays with the user’s own model where the preset’s is unknown here, and says what became of its values', () => {
    const strange = aPreset({ name: 'Odd', modelId: 'flux-9', values: { guidance: 30, wonder: 3 } })
    const { part, controls, told } = openPresets({ version: 1, presets: [strange] })
    controls.chooseModel('flux-2-flex')
    part.apply('Odd')
    expect([controls.model.peek().id, controls.values.peek().guidance]).toEqual(['flux-2-flex', 10])
    expect(told).toContain(
      'Preset applied: Odd. This version does not know flux-9, so FLUX.2 [flex] is used. Changed: Guidance 30 → 10. Left out: wonder.',
    )
  })
})

describe('the list of presets', () => {
  it('is put in order, renamed and emptied, and each change is written at once', () => {
    const { part, kept, names, said } = openPresets(named('A', 'B', 'C'))
    part.move('C', -1)
    expect(said()).toBe('“C” is 2 of 3.')
    expect(part.rename('A', 'B')).toBe('B 2')
    part.remove('C')
    expect(names()).toEqual(['B 2', 'B'])
    expect(kept.map(({ presets }) => presets.map(({ name }) => name).join())).toEqual(['A,C,B', 'B 2,C,B', 'B 2,B'])
  })

  it('writes nothing where nothing changes', () => {
    const { part, kept } = openPresets(named('A'))
    part.move('A', -1)
    expect(part.rename('A', ' ')).toBe('A')
    expect(part.rename('A', 'A')).toBe('A')
    expect(kept).toEqual([])
  })

  it('gives back what was removed, at its place', () => {
    const { part, kept, names } = openPresets(named('A', 'B', 'C'))
    part.remove('B')
    part.undo()
    expect(names()).toEqual(['A', 'B', 'C'])
    expect(kept.at(-1)?.presets).toHaveLength(3)
    part.undo()
    expect(kept).toHaveLength(2)
  })

  it('of a newer version is left alone', async () => {
    const { part, kept, said, bring } = openPresets({ version: 2, presets: [aPreset()] })
    part.open()
    expect(said()).toMatch(/newer version/)
    part.save('Oak')
    await bring(toFile(named('A').presets))
    expect(kept).toEqual([])
  })

  it('does not open before it is known what is kept', () => {
    const part = makePresets({
      ...emptyPage(),
      figma: { ...emptyPage().figma, savePresets: async () => {} },
      recipe: makeRecipe(() => 0),
      saveFile: () => {},
      announce: () => {},
      setAlert: () => {},
    })
    part.open()
    expect(part.isOpen.peek()).toBe(false)
  })
})

describe('a file of presets', () => {
  it('carries them all to another list, which keeps its own', async () => {
    const from = openPresets(named('A', 'B'))
    from.part.exportAll()
    expect(from.said()).toBe('Downloading 2 presets as depth-restyle-presets.json.')
    const [[name, text] = ['', '']] = from.files
    expect(name).toBe('depth-restyle-presets.json')
    const to = openPresets({ version: 1, presets: [aPreset({ name: 'A', words: 'mine' })] })
    await to.bring(text)
    expect(to.names()).toEqual(['A', 'A 2', 'B'])
    expect(to.part.list.peek()).toMatchObject([{ words: 'mine' }, { words: 'tall grasses' }, {}])
    expect(to.said()).toBe('2 presets added.')
    expect(to.kept).toHaveLength(1)
    to.part.undo()
    expect(to.names()).toEqual(['A'])
  })

  it.each([
    ['{', /no JSON/],
    ['{"a":1}', /no presets/],
    ['{"version":9}', /newer version/],
    [' '.repeat(maxFileSize + 1), /too large/],
  ])('that is none changes nothing and says why', async (text, sentence) => {
    const { bring, kept, names, said } = openPresets(named('A'))
    await bring(text)
    expect(said()).toMatch(sentence)
    expect(names()).toEqual(['A'])
    expect(kept).toEqual([])
  })

  it('that cannot be read says so', async () => {
    const { part, said } = openPresets()
    const broken = new Blob(['x'])
    broken.text = () => Promise.reject(new Error('gone'))
    part.importFile(broken)
    await settled()
    expect(said()).toBe('This file could not be read.')
  })

  it('that would not fit beside what is there is refused whole', async () => {
    const { bring, names, said } = openPresets({ version: 1, presets: Array.from({ length: 150 }, () => aPreset()) })
    await bring(toFile(Array.from({ length: 60 }, () => aPreset())))
    expect(said()).toMatch(/room for 200 presets. These would be 210/)
    expect(names()).toHaveLength(150)
  })
})
