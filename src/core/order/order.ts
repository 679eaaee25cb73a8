// From what a person chose to an order: the arithmetic of the button, and which picture goes where.

import type { Group, Layout, OrderedPicture } from './protocol.ts'
import type { Light, Look } from '../look/look.ts'
import type { Subject } from '../selection/subject.ts'
import type { PromptVariant } from '../look/prompt-variants.ts'
import { type Options, countOf } from '../recipe/options.ts'

/** ` × 3 looks`; empty for a single one, which the button does not tell. */
function times(count: number, many: string): string {
  return count > 1 ? ` × ${count} ${many}` : ''
}

/** The button's own words: what one press makes. `what` is what is selected. */
export function runLabelFor(sources: number, what: 'frame' | 'scene', options: Options): string {
  const { looks, lights, promptVariants, variants } = options
  const several = times(looks.length, 'looks') + times(lights.length, 'lights') + times(promptVariants.length, 'wordings')
  const pictures = sources * countOf(options)
  const each = variants > 1 ? ` × ${variants}` : ''
  const sum = several + each === '' ? '' : ` = ${pictures} pictures`
  if (sources > 1) return `Restyle ${sources} frames${several}${each}${sum}`
  return several === '' ? `Restyle ${what}${each}${sum}` : `Restyle 1 ${what}${several}${each}${sum}`
}

export type Named = { readonly subject: Subject; readonly name: string }

/** One picture of a source: which of each is chosen. */
export type Combination = {
  readonly look: Look
  readonly light: Light
  readonly promptVariant: PromptVariant
  readonly variant: number
  /** Counted through all combinations of one source. */
  readonly nth: number
}

function combine({ looks, lights, promptVariants, variants }: Options): readonly Combination[] {
  return looks
    .flatMap((look) =>
      lights.flatMap((light) =>
        promptVariants.flatMap((promptVariant) =>
          Array.from({ length: variants }, (_, variant) => ({ look, light, promptVariant, variant })),
        ),
      ),
    )
    .map((one, nth) => ({ ...one, nth }))
}

/** A dimension of a sheet: a heading for each of its steps. */
type Dimension = readonly string[]

function dimensionsOf({ looks, lights, promptVariants, variants }: Options): readonly Dimension[] {
  return [
    looks.map(({ label }) => label),
    lights.map(({ label }) => label),
    promptVariants.map(({ label, words }) => label || words),
    Array.from({ length: variants }, (_, variant) => (variants === 1 ? '' : `Variant ${variant + 1}`)),
  ]
}

/** Every step of the first with every step of the next, the last varying fastest. */
function product(dimensions: readonly Dimension[]): Dimension {
  return dimensions.reduce((heads, next) => heads.flatMap((head) => next.map((step) => [head, step].filter(Boolean).join(' · '))), [''])
}

type Grid = { readonly layout: Layout; readonly columns: number }

/** The first dimension that varies makes the rows, the others the columns; a single one makes one row. */
function gridOf(title: string, dimensions: readonly Dimension[]): Grid {
  const varying = dimensions.filter((steps) => steps.length > 1)
  const [rows = [''], ...rest] = varying.length > 1 ? varying : [[''], ...varying]
  const columns = product(rest)
  return { layout: { kind: 'sheet', title, rows, columns }, columns: columns.length }
}

function cellOf(index: number, columns: number): OrderedPicture['cell'] {
  return {
    row: Math.floor(index / columns),
    column: index % columns,
  }
}

export type Layouting = {
  /** Several sources together on one board, or each beside its own. */
  readonly isBoard: boolean
  /** The title of the sheet, where it is not told by what varies. */
  readonly title: string | null
}

function titleOf(name: string, { looks, lights, promptVariants }: Options): string {
  const several = times(looks.length, 'looks') + times(lights.length, 'lights') + times(promptVariants.length, 'wordings')
  return several === '' ? name : `${name},${several.slice(' ×'.length)}`
}

/** One look has a name; of several it is told how many. */
function boardTitleOf(frames: number, options: Options): string {
  const [look, ...more] = options.looks
  return titleOf(look !== undefined && more.length === 0 ? `${frames} frames, ${look.label}` : `${frames} frames`, options)
}

/**
 * The groups of an order. Variants alone stand in a row beside their source; several looks, lights or prompt variants make a sheet.
 * @param make the picture of a source and a combination, but for its cell
 */
export function groupsFor(
  targets: readonly Named[],
  options: Options,
  { isBoard, title }: Layouting,
  make: (target: Named, combination: Combination) => Omit<OrderedPicture, 'cell'>,
): readonly Group[] {
  const combinations = combine(options)
  const dimensions = dimensionsOf(options)
  const picturesOf = (target: Named): readonly Omit<OrderedPicture, 'cell'>[] => combinations.map((one) => make(target, one))
  const inGrid = (pictures: readonly Omit<OrderedPicture, 'cell'>[], grid: Grid): Group => ({
    layout: grid.layout,
    pictures: pictures.map((picture, index) => ({ ...picture, cell: cellOf(index, grid.columns) })),
  })
  if (isBoard && targets.length > 1) {
    const named = title ?? boardTitleOf(targets.length, options)
    return [inGrid(targets.flatMap(picturesOf), gridOf(named, [targets.map(({ name }) => name), ...dimensions]))]
  }
  const isSheet = title !== null || combinations.length > options.variants
  return targets.map((target) =>
    isSheet
      ? inGrid(picturesOf(target), gridOf(title === null ? titleOf(target.name, options) : `${target.name}, ${title}`, dimensions))
      : inGrid(picturesOf(target), { layout: { kind: 'row' }, columns: combinations.length }),
  )
}
