// Draws the placeholders of one group in its layout: beside their sources, after an earlier result, or in a sheet.

import { type Point, union } from '../../core/base/geometry.ts'
import { gap } from '../../core/order/placement.ts'
import type { Layout, OrderedPicture } from '../../core/order/protocol.ts'
import type { PlannedRecipe } from '../../core/recipe/recipe.ts'
import type { Task, TaskKey } from '../../core/recipe/task.ts'
import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { drawPlaceholder, writeTask } from '../job/placeholder.ts'
import type { UndoSteps } from '../job/undo-steps.ts'
import { type Level, boxOf, levelOf } from '../selection/levels.ts'
import type { FoundSubject } from '../selection/find-subject.ts'
import { nameResults } from './names.ts'
import { type Room, boundsAround, findRoom, findRoomBeside, levelFor, makeMeasure, transformAt } from './place.ts'
import { putInto } from './sections.ts'
import { type Sheet, drawSheet } from './sheet.ts'

export type DrawContext = {
  readonly figma: Figma
  readonly ownEdits: OwnEdits
  readonly undoSteps: Pick<UndoSteps, 'trackPlaceholder'>
  /** Gives a time in ms, later than any before, because records are sorted by it. */
  nextMoment(): number
}

/** A picture whose source can be restyled. */
export type FittingPicture = { readonly picture: OrderedPicture; readonly found: FoundSubject; readonly recipe: PlannedRecipe }

export type DrawnPlaceholder = { readonly frame: FrameNode; readonly task: Task }

/** Draws one placeholder in the given room. */
type DrawOne = (room: Room, fit: FittingPicture) => DrawnPlaceholder

function makeDrawOne({ figma, undoSteps, nextMoment }: DrawContext, file: string, nameOf: (key: TaskKey) => string): DrawOne {
  return (room, { picture, found, recipe }) => {
    const { place } = found
    const { key } = picture
    const name = nameOf(key)
    const frame = drawPlaceholder(figma, { name, place })
    putInto(room, frame, transformAt(place, room.at))
    const fileName = figma.root.name
    const task: Task = { version: 1, key, file, fileName, nodeId: frame.id, name, recipe, place, at: nextMoment(), state: 'waiting' }
    writeTask(frame, task)
    undoSteps.trackPlaceholder(frame)
    return { frame, task }
  }
}

async function drawInSheet(
  context: DrawContext,
  layout: Sheet,
  level: Level,
  fits: readonly FittingPicture[],
  drawOne: DrawOne,
): Promise<DrawnPlaceholder[]> {
  const cells = fits.map(({ picture, found }) => ({ ...picture.cell, size: boundsAround(found.place) }))
  const top = Math.min(...fits.map(({ found }) => found.box.y))
  const anchor = fits.map(({ found }) => found.place.neighbour).reduce(union)
  const sheet = await drawSheet(context.figma, (size) => findRoom(makeMeasure(), level, anchor, top, size), layout, cells)
  context.ownEdits.expect(sheet.ids)
  const roomAt = (at: Point): Room => ({ level: sheet.section, at, margin: gap })
  return fits.map((fit, index) => drawOne(roomAt(sheet.positions[index] ?? fit.found.box), fit))
}

/** Draws placeholders in the row of an earlier result. Null when that result is gone. */
async function drawAfter(
  figma: Figma,
  nodeId: string,
  fits: readonly FittingPicture[],
  drawOne: DrawOne,
): Promise<DrawnPlaceholder[] | null> {
  const earlier = await findNode(figma, nodeId)
  const row = earlier === null ? null : levelOf(earlier)
  if (earlier === null || row === null) return null
  const { y } = boxOf(earlier)
  const measure = makeMeasure()
  return fits.map((fit) => drawOne(findRoom(measure, row.level, boxOf(row.anchor), y, boundsAround(fit.found.place)), fit))
}

/** @param level the level of the first picture's source */
async function drawBeside(figma: Figma, level: Level, fits: readonly FittingPicture[], drawOne: DrawOne): Promise<DrawnPlaceholder[]> {
  const drawn: DrawnPlaceholder[] = []
  const measure = makeMeasure()
  for (const fit of fits) {
    const { id } = fit.picture.subject
    const own = id === fits[0]?.picture.subject.id ? level : await levelFor(figma, id, fit.found.place)
    drawn.push(drawOne(findRoomBeside(measure, own, fit.found.place), fit))
  }
  return drawn
}

/** @param file the stamp of the document, by which a record identifies its file */
export async function drawGroup(
  context: DrawContext,
  layout: Layout,
  fits: readonly FittingPicture[],
  file: string,
): Promise<readonly DrawnPlaceholder[]> {
  const { figma } = context
  const [first] = fits
  if (first === undefined) return []
  const names = await nameResults(figma, fits)
  const nameByKey = new Map(fits.map(({ picture }, index) => [picture.key, names[index] ?? '']))
  const drawOne = makeDrawOne(context, file, (key) => nameByKey.get(key) ?? '')
  const level = await levelFor(figma, first.picture.subject.id, first.found.place)
  if (layout.kind === 'sheet') return drawInSheet(context, layout, level, fits, drawOne)
  const after = layout.kind === 'after' ? await drawAfter(figma, layout.nodeId, fits, drawOne) : null
  return after ?? drawBeside(figma, level, fits, drawOne)
}
