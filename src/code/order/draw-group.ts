// The placeholders of one group, drawn as its layout says: each beside its source, after an earlier result, or in a sheet.

import { type Affine, union } from '../../core/base/geometry.ts'
import type { Layout, OrderedPicture } from '../../core/order/protocol.ts'
import { type PlannedRecipe, resultName } from '../../core/recipe/recipe.ts'
import type { Task } from '../../core/recipe/task.ts'
import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { drawPlaceholder, writeTask } from '../job/placeholder.ts'
import type { UndoSteps } from '../job/undo-steps.ts'
import { type Level, boxOf, levelOf } from '../selection/levels.ts'
import type { Found } from '../selection/subject.ts'
import { boundsAround, findFreePosition, levelFor, spotFor, transformAt } from './place.ts'
import { putInto } from './sections.ts'
import { type Sheet, drawSheet } from './sheet.ts'

export type DrawContext = {
  readonly figma: Figma
  readonly ownEdits: OwnEdits
  readonly undoSteps: Pick<UndoSteps, 'trackPlaceholder'>
  /** A time in ms, later than any it gave before: records are sorted by it. */
  nextMoment(): number
}

/** A picture that can be made. */
export type Fit = { readonly picture: OrderedPicture; readonly found: Found; readonly recipe: PlannedRecipe }

export type Drawn = { readonly frame: FrameNode; readonly task: Task }

/** Draws one placeholder into the level, at a transform in page coordinates. `file` is the stamp of the document. */
type DrawOne = (level: Level, fit: Fit, transform: Affine) => Drawn

function makeDrawOne({ figma, undoSteps, nextMoment }: DrawContext, file: string): DrawOne {
  return (level, { picture, found, recipe }, transform) => {
    const { place } = found
    const { key } = picture
    const name = resultName(found.name, picture.lookLabel, recipe.words, recipe.seed)
    const frame = drawPlaceholder(figma, { name, place })
    putInto(level, frame, transform)
    const task: Task = { version: 1, key, file, nodeId: frame.id, name, recipe, place, at: nextMoment(), state: 'waiting' }
    writeTask(frame, task)
    undoSteps.trackPlaceholder(frame)
    return { frame, task }
  }
}

async function drawInSheet(context: DrawContext, layout: Sheet, level: Level, fits: readonly Fit[], drawOne: DrawOne): Promise<Drawn[]> {
  const cells = fits.map(({ picture, found }) => ({ ...picture.cell, size: boundsAround(found.place) }))
  const top = Math.min(...fits.map(({ found }) => found.box.y))
  const neighbour = { ...fits.map(({ found }) => found.place.neighbour).reduce(union), y: top }
  const sheet = await drawSheet(context.figma, level, neighbour, layout, cells)
  context.ownEdits.expect(sheet.ids)
  return fits.map((fit, index) => drawOne(sheet.section, fit, transformAt(fit.found.place, sheet.spots[index] ?? fit.found.box)))
}

/** Null when the earlier result is gone. */
async function drawAfter(figma: Figma, nodeId: string, fits: readonly Fit[], drawOne: DrawOne): Promise<Drawn[] | null> {
  const earlier = await findNode(figma, nodeId)
  const row = earlier === null ? null : levelOf(earlier)
  if (earlier === null || row === null) return null
  const { y } = boxOf(earlier)
  return fits.map((fit) => {
    const spot = findFreePosition(row.level, boxOf(row.neighbour), y, boundsAround(fit.found.place))
    return drawOne(row.level, fit, transformAt(fit.found.place, spot))
  })
}

/** @param level that of the first picture's source */
async function drawBeside(figma: Figma, level: Level, fits: readonly Fit[], drawOne: DrawOne): Promise<Drawn[]> {
  const drawn: Drawn[] = []
  for (const fit of fits) {
    const { id } = fit.picture.subject
    const own = id === fits[0]?.picture.subject.id ? level : await levelFor(figma, id, fit.found.place)
    drawn.push(drawOne(own, fit, spotFor(own, fit.found.place)))
  }
  return drawn
}

/** @param file the stamp of the document, by which a record knows its file */
export async function drawGroup(context: DrawContext, layout: Layout, fits: readonly Fit[], file: string): Promise<readonly Drawn[]> {
  const { figma } = context
  const [first] = fits
  if (first === undefined) return []
  const drawOne = makeDrawOne(context, file)
  const level = await levelFor(figma, first.picture.subject.id, first.found.place)
  if (layout.kind === 'sheet') return drawInSheet(context, layout, level, fits, drawOne)
  const after = layout.kind === 'after' ? await drawAfter(figma, layout.nodeId, fits, drawOne) : null
  return after ?? drawBeside(figma, level, fits, drawOne)
}
