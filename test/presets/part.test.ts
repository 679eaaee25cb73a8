import { describe, expect, it } from 'vitest'
import { type KeptPresets, maxFileSize, toFile } from '../../src/core/presets/presets.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { makePresets } from '../../src/ui/presets/part.ts'
import { aPreset } from '../support/presets.ts'

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function openShelf(stored?: unknown, isStoring = true) {
  const kept: KeptPresets[] = []
  const files: (readonly [string, string])[] = []
  const told: string[] = []
  const controls = makeRecipe(() => 0.5)
  const shelf = makePresets({
    figma: {
      savePresets: async (presets) => {
        kept.push(presets)
        if (!isStoring) throw new Error('full')
      },
    },
    recipe: controls,
    saveFile: (name, text) => void files.push([name, text]),
    announce: (text) => void told.push(text),
    setAlert: (text) => void told.push(`alert: ${text}`),
  })
  shelf.restore(stored)
  const names = (): readonly string[] => {
    const list = shelf.list.peek()
    return list === 'newer' ? [] : list.map(({ name }) => name)
  }
  const said = (): string => {
    const notice = shelf.notice.peek()
    return notice.kind === 'none' ? '' : notice.text
  }
  const bring = async (text: string): Promise<void> => {
    shelf.importFile(new Blob([text]))
    await settled()
  }
  return { shelf, controls, kept, files, told, names, said, bring, edits: () => controls.edits.peek() }
}

function named(...names: readonly string[]): KeptPresets {
  return { version: 1, presets: names.map((name) => aPreset({ name })) }
}

describe('saving a preset', () => {
  it('keeps what the controls show, under the name that was typed', () => {
    const { shelf, controls, kept, said } = openShelf()
    controls.choosePurpose('product')
    controls.chooseLook('marble')
    controls.chooseLight('dusk')
    controls.setWords('  on wet stone ')
    controls.chooseModel('flux-2-pro')
    controls.setValue('safety', 4)
    expect(shelf.save(' Wet stone ')).toBe(true)
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
            values: { seed: null, safety: 4, format: 'png', asWritten: false },
            seed: null,
          },
        ],
      },
    ])
  })

  it('keeps the seed only where it is locked', () => {
    const { shelf, controls } = openShelf()
    controls.setSeed(7)
    shelf.save('free')
    controls.lockSeed(true)
    shelf.save('locked')
    expect(shelf.list.peek()).toMatchObject([{ seed: null }, { seed: 7 }])
  })

  it('without a name takes look and light for one, and tells apart what is called alike', () => {
    const { shelf, controls, names } = openShelf()
    controls.chooseLook('brick')
    shelf.save('  ')
    shelf.save('')
    expect(names()).toEqual(['Brick, noon', 'Brick, noon 2'])
  })

  it('says so where Figma does not store it, and holds it as long as the window is open', async () => {
    const { shelf, names, said, told } = openShelf(undefined, false)
    shelf.save('Oak')
    await settled()
    expect(names()).toEqual(['Oak'])
    expect(said()).toMatch(/could not store your presets/)
    expect(told).toEqual([expect.stringMatching(/^alert: .*could not store/)])
  })

  it('refuses where the shelf is full', () => {
    const { shelf, kept, said } = openShelf({ version: 1, presets: Array.from({ length: 200 }, () => aPreset()) })
    expect(shelf.save('One more')).toBe(false)
    expect(said()).toMatch(/room for 200/)
    expect(kept).toEqual([])
  })
})

describe('applying a preset', () => {
  it('is a choice like any other, announced, and closes the dialog', () => {
    const { shelf, controls, told, edits } = openShelf({ version: 1, presets: [aPreset({ seed: 7 })] })
    shelf.open()
    shelf.apply('Oak evening')
    expect(edits()).toBe(1)
    expect(controls.lastSetup()).toMatchObject({
      looks: { building: 'timber' },
      light: 'golden',
      words: 'tall grasses',
      seed: 7,
      values: { 'flux-depth-pro': { guidance: 20, steps: 40 } },
    })
    expect(shelf.isOpen.peek()).toBe(false)
    expect(told).toEqual(['Preset applied: Oak evening.'])
  })

  it('leaves the user’s seed and variants alone', () => {
    const { shelf, controls } = openShelf(named('Oak'))
    controls.setSeed(11)
    controls.lockSeed(true)
    controls.setVariants(4)
    shelf.apply('Oak')
    expect(controls.lastSetup()).toMatchObject({ seed: 11, variants: 4 })
  })

  it('takes the nearest for what is unknown here, and keeps the preset as it is', () => {
    const strange = aPreset({ look: 'moss', light: 'eclipse', modelId: 'flux-9', values: { guidance: 1e9 } })
    const { shelf, controls } = openShelf({ version: 1, presets: [strange] })
    shelf.apply(strange.name)
    expect([controls.look.peek().id, controls.light.peek().id, controls.model.peek().id, controls.values.peek().guidance]).toEqual([
      'photo',
      'noon',
      'flux-depth-pro',
      100,
    ])
    expect(shelf.list.peek()).toEqual([strange])
  })

  it('stays with the user’s own model where the preset’s is unknown here, and says what became of its values', () => {
    const strange = aPreset({ name: 'Odd', modelId: 'flux-9', values: { guidance: 30, wonder: 3 } })
    const { shelf, controls, told } = openShelf({ version: 1, presets: [strange] })
    controls.chooseModel('flux-2-flex')
    shelf.apply('Odd')
    expect([controls.model.peek().id, controls.values.peek().guidance]).toEqual(['flux-2-flex', 10])
    expect(told).toContain(
      'Preset applied: Odd. This version does not know flux-9, so FLUX.2 [flex] is used. Changed: Guidance 30 → 10. Left out: wonder.',
    )
  })
})

describe('the list of presets', () => {
  it('is put in order, renamed and emptied, and each change is written at once', () => {
    const { shelf, kept, names, said } = openShelf(named('A', 'B', 'C'))
    shelf.move('C', -1)
    expect(said()).toBe('“C” is 2 of 3.')
    expect(shelf.rename('A', 'B')).toBe('B 2')
    shelf.remove('C')
    expect(names()).toEqual(['B 2', 'B'])
    expect(kept.map(({ presets }) => presets.map(({ name }) => name).join())).toEqual(['A,C,B', 'B 2,C,B', 'B 2,B'])
  })

  it('writes nothing where nothing changes', () => {
    const { shelf, kept } = openShelf(named('A'))
    shelf.move('A', -1)
    expect(shelf.rename('A', ' ')).toBe('A')
    expect(shelf.rename('A', 'A')).toBe('A')
    expect(kept).toEqual([])
  })

  it('gives back what was removed, at its place', () => {
    const { shelf, kept, names } = openShelf(named('A', 'B', 'C'))
    shelf.remove('B')
    shelf.undo()
    expect(names()).toEqual(['A', 'B', 'C'])
    expect(kept.at(-1)?.presets).toHaveLength(3)
    shelf.undo()
    expect(kept).toHaveLength(2)
  })

  it('of a newer version is left alone', async () => {
    const { shelf, kept, said, bring } = openShelf({ version: 2, presets: [aPreset()] })
    shelf.open()
    expect(said()).toMatch(/newer version/)
    shelf.save('Oak')
    await bring(toFile(named('A').presets))
    expect(kept).toEqual([])
  })

  it('does not open before it is known what is kept', () => {
    const shelf = makePresets({
      figma: { savePresets: async () => {} },
      recipe: makeRecipe(() => 0),
      saveFile: () => {},
      announce: () => {},
      setAlert: () => {},
    })
    shelf.open()
    expect(shelf.isOpen.peek()).toBe(false)
  })
})

describe('a file of presets', () => {
  it('carries them all to another shelf, which keeps its own', async () => {
    const from = openShelf(named('A', 'B'))
    from.shelf.exportAll()
    expect(from.said()).toBe('Downloading 2 presets as depth-restyle-presets.json.')
    const [[name, text] = ['', '']] = from.files
    expect(name).toBe('depth-restyle-presets.json')
    const to = openShelf({ version: 1, presets: [aPreset({ name: 'A', words: 'mine' })] })
    await to.bring(text)
    expect(to.names()).toEqual(['A', 'A 2', 'B'])
    expect(to.shelf.list.peek()).toMatchObject([{ words: 'mine' }, { words: 'tall grasses' }, {}])
    expect(to.said()).toBe('2 presets added.')
    expect(to.kept).toHaveLength(1)
    to.shelf.undo()
    expect(to.names()).toEqual(['A'])
  })

  it.each([
    ['{', /no JSON/],
    ['{"a":1}', /no presets/],
    ['{"version":9}', /newer version/],
    [' '.repeat(maxFileSize + 1), /too large/],
  ])('that is none changes nothing and says why', async (text, sentence) => {
    const { bring, kept, names, said } = openShelf(named('A'))
    await bring(text)
    expect(said()).toMatch(sentence)
    expect(names()).toEqual(['A'])
    expect(kept).toEqual([])
  })

  it('that cannot be read says so', async () => {
    const { shelf, said } = openShelf()
    const broken = new Blob(['x'])
    broken.text = () => Promise.reject(new Error('gone'))
    shelf.importFile(broken)
    await settled()
    expect(said()).toBe('This file could not be read.')
  })

  it('that would not fit beside what is there is refused whole', async () => {
    const { bring, names, said } = openShelf({ version: 1, presets: Array.from({ length: 150 }, () => aPreset()) })
    await bring(toFile(Array.from({ length: 60 }, () => aPreset())))
    expect(said()).toMatch(/room for 200 presets. These would be 210/)
    expect(names()).toHaveLength(150)
  })
})
