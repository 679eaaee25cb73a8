import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { lights } from '../../src/core/look/lights.ts'
import { looksOf } from '../../src/core/look/looks.ts'
import { groupsFor } from '../../src/core/order/groups.ts'
import { runLabelFor, sumOf } from '../../src/core/order/run-label.ts'
import { type Options, countOf } from '../../src/core/recipe/options.ts'
import { expandPromptVariants } from '../../src/core/look/prompt-variants.ts'
import { runs } from '../support/runs.ts'

const looks = looksOf('building')

function options(part: { looks?: number; lights?: number; words?: string; variants?: number } = {}): Options {
  return {
    looks: looks.slice(0, part.looks ?? 1),
    lights: lights.slice(0, part.lights ?? 1),
    promptVariants: expandPromptVariants(part.words ?? '').list,
    variants: part.variants ?? 1,
  }
}

function target(name: string) {
  return { subject: { id: name, scene: null }, name }
}

function groups(names: readonly string[], chosen: Options, isBoard = false, title: string | null = null) {
  let made = 0
  return groupsFor(names.map(target), chosen, { isBoard, title }, ({ subject, name }, { look, light, promptVariant, variant, nth }) => ({
    key: `k${made++}`,
    subject,
    sourceName: name,
    styleName: '',
    choice: {
      version: 1,
      modelId: 'm',
      values: {},
      seed: nth * 10 + variant,
      purpose: 'building',
      look: look.id,
      light: light.id,
      words: promptVariant.words,
      prompt: '',
      live: nothingLive,
      createdAt: 0,
    },
  }))
}

describe('the words on the button', () => {
  it.each([
    [1, 'Restyle frame'],
    [12, 'Restyle into 12 pictures'],
  ])('for %i pictures', (count, label) => expect(runLabelFor(count, 'frame')).toBe(label))

  it('say of several frames what the card says', () => expect(runLabelFor(1, 'scene')).toBe('Restyle as one picture'))
})

describe('the sum above the button', () => {
  it.each([
    [1, options(), ''],
    [1, options({ variants: 4 }), '1 frame × 4 variants'],
    [3, options(), '3 frames'],
    [1, options({ looks: 3, lights: 2 }), '1 frame × 3 looks × 2 lights'],
    [2, options({ looks: 3, words: '{oak|walnut}', variants: 2 }), '2 frames × 3 looks × 2 wordings × 2 variants'],
  ])('for %i sources', (sources, chosen, sum) => expect(sumOf(sources, 'frame', chosen)).toBe(sum))

  it('says of several frames that become one picture that they do', () =>
    expect([sumOf(1, 'scene', options({ variants: 2 })), sumOf(1, 'scene', options())]).toEqual(['All as one × 2 variants', '']))
})

describe('the layout of an order', () => {
  it('puts variants alone in a row', () => {
    expect(groups(['Villa'], options({ variants: 3 }))).toMatchObject([{ layout: { kind: 'row' } }])
  })

  it('makes a sheet of looks and lights: looks down, lights across', () => {
    const [sheet] = groups(['Villa'], options({ looks: 3, lights: 2 }))
    expect(sheet?.layout).toEqual({
      kind: 'sheet',
      title: 'Villa, 3 looks × 2 lights',
      rows: looks.slice(0, 3).map(({ label }) => label),
      columns: lights.slice(0, 2).map(({ label }) => label),
    })
    expect(sheet?.pictures.map(({ cell }) => [cell.row, cell.column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ])
  })

  it('makes one row of a single thing that varies', () => {
    const [sheet] = groups(['Villa'], options({ words: 'a {oak | walnut} floor' }))
    expect(sheet?.layout).toMatchObject({ title: 'Villa, 2 wordings', rows: [''], columns: ['oak', 'walnut'] })
  })

  it('puts several frames on one board, or each beside its own', () => {
    const [board, ...none] = groups(['Home', 'List'], options({ lights: 2 }), true)
    expect(none).toEqual([])
    expect(board?.layout).toMatchObject({ rows: ['Home', 'List'], columns: lights.slice(0, 2).map(({ label }) => label) })
    expect(groups(['Home', 'List'], options(), true)[0]?.layout).toMatchObject({ rows: [''], columns: ['Home', 'List'] })
    expect(groups(['Home', 'List'], options()).map(({ layout }) => layout.kind)).toEqual(['row', 'row'])
  })

  it.each([
    ['several looks of several frames', ['Home', 'Trip'], options({ looks: 3 }), true, '2 frames, 3 looks'],
    ['one look of several frames', ['Home', 'Trip'], options({ lights: 2 }), true, `2 frames, ${looks[0]?.label}, 2 lights`],
    ['a frame whose name has a sign of times in it', ['Home 390 × 844'], options({ looks: 3 }), false, 'Home 390 × 844, 3 looks'],
  ])('titles a sheet of %s', (_, names, chosen, isBoard, title) => {
    expect(groups(names, chosen, isBoard)[0]?.layout).toMatchObject({ title })
  })

  it('titles a study, even of one row', () => {
    expect(groups(['Villa'], options({ lights: 7 }), false, 'Sun study')[0]?.layout).toMatchObject({ title: 'Villa, Sun study' })
  })

  it('gives every picture its own cell, under the headings of its recipe', () => {
    const counts = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(counts, counts, counts, counts, fc.boolean(), (looked, lit, variants, frames, isBoard) => {
        const chosen = options({ looks: looked, lights: lit, variants })
        const names = Array.from({ length: frames }, (_, index) => `Frame ${index}`)
        const made = groups(names, chosen, isBoard)
        expect(made.flatMap(({ pictures }) => pictures)).toHaveLength(frames * countOf(chosen))
        for (const { layout, pictures } of made) {
          if (layout.kind !== 'sheet') continue
          expect(new Set(pictures.map(({ cell }) => `${cell.row} ${cell.column}`)).size).toBe(pictures.length)
          expect(pictures.length).toBe(layout.rows.length * layout.columns.length)
          for (const { cell, choice, sourceName } of pictures) {
            const heads = `${layout.rows[cell.row] ?? '?'} · ${layout.columns[cell.column] ?? '?'}`.split(' · ')
            const [look, light] = [looks.find(({ id }) => id === choice.look), lights.find(({ id }) => id === choice.light)]
            if (looked > 1) expect(heads).toContain(look?.label)
            if (lit > 1) expect(heads).toContain(light?.label)
            if (frames > 1 && isBoard) expect(heads).toContain(sourceName)
          }
        }
      }),
      runs(),
    )
  })
})
