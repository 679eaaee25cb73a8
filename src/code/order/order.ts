// An order on the canvas: every placeholder is drawn and every record written before anything is exported or sent.

import { fail, failure } from '../../core/failure/failure.ts'
import { union } from '../../core/base/geometry.ts'
import type { Group, Order, OrderedPicture } from '../../core/order/protocol.ts'
import type { Refused } from '../../core/job/protocol.ts'
import type { SandboxApi } from '../../core/protocol.ts'
import { type PlannedRecipe, resultName, subjectOf } from '../../core/recipe/recipe.ts'
import { planRecipe } from '../../core/recipe/stages.ts'
import { type Rules, planFor } from '../../core/picture/registration.ts'
import { subjectKey } from '../../core/selection/subject.ts'
import type { Task } from '../../core/recipe/task.ts'
import { attempt, findNode } from '../base/figma.ts'
import { boundsAround, findFreePosition, levelFor, spotFor, transformAt } from './place.ts'
import { type Level, boxOf, levelOf } from '../selection/levels.ts'
import { draw, drawAnew, findFrame, markAs, shape, writeTask } from '../job/placeholder.ts'
import type { Canvas } from '../sandbox.ts'
import { drawSheet } from './sheet.ts'
import { type Found, findSubject, whyUnfit } from '../selection/subject.ts'

type Fit = { readonly picture: OrderedPicture; readonly found: Found; readonly recipe: PlannedRecipe }

function fitted(picture: OrderedPicture, found: Found | null, rules: Rules): Fit | Refused {
  const refuse = (detail: string): Refused => ({ key: picture.key, failure: failure('unfit-source', detail) })
  if (found === null) return refuse('the source is gone')
  const plan = planFor(found.box, rules)
  const why = whyUnfit(found)
  if (why !== null || plan === null) return refuse(why ?? 'too long')
  const { subject, choice } = picture
  return { picture, found, recipe: planRecipe(choice, { subject, name: found.name, size: found.place.pose.size }, plan) }
}

type Drawn = { readonly frame: FrameNode; readonly task: Task }

type Orders = {
  begin(order: Order): Promise<ReturnType<SandboxApi['begin']>>
  beginAgain(request: Parameters<SandboxApi['beginAgain']>[0]): Promise<Task>
}

export function orderOn(canvas: Canvas): Orders {
  const { figma, own, stamp, tasks } = canvas

  // Records come back in the order of their moments, so no two of them may have the same one.
  let lastAt = 0
  const moment = (): number => (lastAt = Math.max(canvas.now(), lastAt + 1))

  const drawOne = (level: Level, { picture, found, recipe }: Fit, at: Task['place']['pose']['transform'], file: string): Drawn => {
    const { place, name } = found
    const title = resultName(name, picture.lookLabel, recipe.words, recipe.seed)
    const frame = draw(figma, level, at, { name: title, place })
    const { key } = picture
    const task: Task = { version: 1, key, file, nodeId: frame.id, name: title, recipe, place, at: moment(), state: 'waiting' }
    writeTask(frame, task)
    canvas.note(frame)
    return { frame, task }
  }

  const drawGroup = async ({ layout }: Group, fits: readonly Fit[], file: string): Promise<readonly Drawn[]> => {
    const [first] = fits
    if (first === undefined) return []
    const level = await levelFor(figma, first.picture.subject.id, first.found.place)
    if (layout.kind === 'sheet') {
      const cells = fits.map(({ picture, found }) => ({ ...picture.cell, size: boundsAround(found.place) }))
      const top = Math.min(...fits.map(({ found }) => found.box.y))
      const neighbour = { ...fits.map(({ found }) => found.place.neighbour).reduce(union), y: top }
      const sheet = await drawSheet(figma, level, neighbour, layout, cells)
      for (const id of sheet.ids) own.add(id)
      return fits.map((fit, index) => drawOne(sheet.section, fit, transformAt(fit.found.place, sheet.spots[index] ?? fit.found.box), file))
    }
    if (layout.kind === 'after') {
      const earlier = await findNode(figma, layout.nodeId)
      const row = earlier === null ? null : levelOf(earlier)
      if (earlier !== null && row !== null) {
        const { y } = boxOf(earlier)
        return fits.map((fit) => {
          const spot = findFreePosition(row.level, boxOf(row.neighbour), y, boundsAround(fit.found.place))
          return drawOne(row.level, fit, transformAt(fit.found.place, spot), file)
        })
      }
    }
    const drawn: Drawn[] = []
    for (const fit of fits) {
      const { subject } = fit.picture
      const beside = subject.id === first.picture.subject.id ? level : await levelFor(figma, subject.id, fit.found.place)
      drawn.push(drawOne(beside, fit, spotFor(beside, fit.found.place), file))
    }
    return drawn
  }

  const show = (fits: readonly Fit[], drawn: readonly Drawn[]): void => {
    const { bounds } = figma.viewport
    const frames = drawn.map(({ frame }) => frame)
    const isSeen = frames.some(
      ({ absoluteBoundingBox: box }) => box !== null && box.x < bounds.x + bounds.width && box.x + box.width > bounds.x,
    )
    if (!isSeen) figma.viewport.scrollAndZoomIntoView([...fits.flatMap(({ found }) => found.layers), ...frames])
  }

  return {
    begin: async ({ rules, groups }) => {
      const known = new Map<string, Found | null>()
      const refused: Refused[] = []
      const drawn: Drawn[] = []
      const shown: Fit[] = []
      const file = stamp.make()
      for (const group of groups) {
        const fits: Fit[] = []
        for (const picture of group.pictures) {
          const about = subjectKey(picture.subject)
          if (!known.has(about)) known.set(about, await findSubject(figma, picture.subject))
          const fit = fitted(picture, known.get(about) ?? null, rules)
          if ('failure' in fit) refused.push(fit)
          else fits.push(fit)
        }
        drawn.push(...(await drawGroup(group, fits, file)))
        shown.push(...fits)
      }
      if (drawn.length > 0) attempt(() => show(shown, drawn))
      await Promise.all(drawn.map(({ task }) => tasks.put(task)))
      return { tasks: drawn.map(({ task }) => task), refused }
    },
    beginAgain: async ({ key, rules, change }) => {
      const before = await canvas.known(key)
      const { version, file, nodeId, at, recipe } = before
      const subject = subjectOf(recipe)
      const found = await findSubject(figma, subject)
      if (found === null) return fail('unfit-source', 'the source is gone')
      const plan = planFor(found.box, rules)
      if (plan === null) return fail('unfit-source', 'too long')
      const next = { ...recipe, ...change }
      const task: Task = {
        ...{ version, key, file, nodeId, at },
        name: before.name.replace(`(${recipe.seed})`, `(${next.seed})`),
        recipe: planRecipe(next, { subject, name: recipe.source.name, size: found.place.pose.size }, plan),
        place: found.place,
        state: 'waiting',
      }
      const frame = (await findFrame(figma, before)) ?? (await drawAnew(figma, task))
      own.add(frame.id)
      frame.name = task.name
      shape(frame, task.place)
      markAs(frame, 'waiting')
      const placed = { ...task, nodeId: frame.id }
      writeTask(frame, placed)
      await tasks.put(placed)
      return placed
    },
  }
}
