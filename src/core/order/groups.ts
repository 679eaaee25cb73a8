// Arranges the pictures of an order: in a row beside the source, or in the cells of a sheet with headings.

import type { Light, Look } from '../look/look.ts'
import type { PromptVariant } from '../look/prompt-variants.ts'
import type { Options } from '../recipe/options.ts'
import type { Subject } from '../selection/subject.ts'
import type { Group, Layout, OrderedPicture } from './protocol.ts'
import { boardTitle, sheetTitle } from './run-label.ts'

/** A source with its name for headings. */
export type NamedSubject = { readonly subject: Subject; readonly name: string }

/** One picture of a source: one item from each list of options. */
export type Combination = {
  readonly look: Look
  readonly light: Light
  readonly promptVariant: PromptVariant
  readonly variant: number
  /** Index among all combinations of one source, from 0. */
  readonly nth: number
}

/** All combinations; the variant varies fastest, the look slowest. */
function combine({ looks, lights, promptVariants, variants }: Options): readonly Combination[] {
  const ofPrompt = (look: Look, light: Light, promptVariant: PromptVariant): readonly Omit<Combination, 'nth'>[] =>
    Array.from({ length: variants }, (_, variant) => ({ look, light, promptVariant, variant }))
  return looks
    .flatMap((look) => lights.flatMap((light) => promptVariants.flatMap((promptVariant) => ofPrompt(look, light, promptVariant))))
    .map((combination, nth) => ({ ...combination, nth }))
}

/** A dimension of a sheet, as the headings of its steps. */
type Dimension = readonly string[]

/** The dimensions in the order of `combine`. */
function dimensionsOf({ looks, lights, promptVariants, variants }: Options): readonly Dimension[] {
  return [
    looks.map(({ label }) => label),
    lights.map(({ label }) => label),
    promptVariants.map(({ label, words }) => label || words),
    Array.from({ length: variants }, (_, variant) => (variants === 1 ? '' : `Variant ${variant + 1}`)),
  ]
}

/** Combines every step of one dimension with every step of the next; the last one varies fastest. */
function product(dimensions: readonly Dimension[]): Dimension {
  return dimensions.reduce((heads, next) => heads.flatMap((head) => next.map((step) => [head, step].filter(Boolean).join(' · '))), [''])
}

type Grid = { readonly layout: Layout; readonly columns: number }

/** The first dimension with several steps gives the rows, the others the columns; with only one such dimension there is a single row. */
function sheetOf(title: string, dimensions: readonly Dimension[]): Grid {
  const varying = dimensions.filter((steps) => steps.length > 1)
  const [rows = [''], ...rest] = varying.length > 1 ? varying : [[''], ...varying]
  const columns = product(rest)
  return { layout: { kind: 'sheet', title, rows, columns }, columns: columns.length }
}

function rowOf(count: number): Grid {
  return { layout: { kind: 'row' }, columns: count }
}

type Uncelled = Omit<OrderedPicture, 'cell'>

/** Fills the cells row by row, in the order of the pictures. */
function groupIn({ layout, columns }: Grid, pictures: readonly Uncelled[]): Group {
  return {
    layout,
    pictures: pictures.map((picture, index) => ({ ...picture, cell: { row: Math.floor(index / columns), column: index % columns } })),
  }
}

export type Layouting = {
  /** Whether several sources share one board, instead of each having its own layout. */
  readonly isBoard: boolean
  /** The title of the sheet; null to generate one from the options. */
  readonly title: string | null
}

/**
 * The groups of an order. Several variants alone are laid out in a row beside their source; several looks, lights or prompt variants make a sheet.
 * @param make gives the picture of a source and a combination, without its cell
 */
export function groupsFor(
  targets: readonly NamedSubject[],
  options: Options,
  { isBoard, title }: Layouting,
  make: (target: NamedSubject, combination: Combination) => Uncelled,
): readonly Group[] {
  const combinations = combine(options)
  const dimensions = dimensionsOf(options)
  const picturesOf = (target: NamedSubject): readonly Uncelled[] => combinations.map((combination) => make(target, combination))
  if (isBoard && targets.length > 1) {
    const board = sheetOf(title ?? boardTitle(targets.length, options), [targets.map(({ name }) => name), ...dimensions])
    return [groupIn(board, targets.flatMap(picturesOf))]
  }
  const isSheet = title !== null || combinations.length > options.variants
  const gridFor = (name: string): Grid =>
    isSheet ? sheetOf(title === null ? sheetTitle(name, options) : `${name}, ${title}`, dimensions) : rowOf(combinations.length)
  return targets.map((target) => groupIn(gridFor(target.name), picturesOf(target)))
}
