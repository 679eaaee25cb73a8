// Starts an order on the canvas: draws every placeholder and writes every record before anything is exported or sent.

import { failure, goneSource } from '../../core/failure/failure.ts'
import type { Refused } from '../../core/job/protocol.ts'
import type { Group, Order, OrderApi, OrderedPicture } from '../../core/order/protocol.ts'
import { type Rules, planFor } from '../../core/picture/registration.ts'
import { planRecipe } from '../../core/recipe/stages.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import { type Figma, attempt } from '../base/figma.ts'
import type { FileStamp } from '../job/file-stamp.ts'
import type { Tasks } from '../job/tasks.ts'
import type { InView } from '../selection/in-view.ts'
import { boxOf, pageOf } from '../selection/levels.ts'
import { type FoundSubject, findSubject, whyUnfit } from '../selection/find-subject.ts'
import { type DrawnPlaceholder, type DrawContext, type FittingPicture, drawGroup } from './draw-group.ts'

export type BeginContext = DrawContext & { readonly stamp: FileStamp; readonly tasks: Tasks; readonly inView: Pick<InView, 'show'> }

/** Looks up each subject once per order, as many pictures may be made of one. */
type FindOnce = (subject: Subject) => Promise<FoundSubject | null>

function makeFindOnce(figma: Figma): FindOnce {
  const known = new Map<string, FoundSubject | null>()
  return async (subject) => {
    const key = subjectKey(subject)
    if (!known.has(key)) known.set(key, await findSubject(figma, subject))
    const found = known.get(key)
    // The user may delete layers of this subject while another subject is looked up.
    return found?.layers.every(({ removed }) => !removed) === true ? found : null
  }
}

/** The picture with its recipe completed from its source, or the reason why it cannot be made. */
function fitted(picture: OrderedPicture, found: FoundSubject | null, rules: Rules): FittingPicture | Refused {
  const { key } = picture
  if (found === null) return { key, failure: goneSource() }
  const plan = planFor(found.box, rules)
  const why = whyUnfit(found)
  if (why !== null || plan === null) return { key, failure: failure('unfit-source', why ?? 'too long') }
  const { subject, choice } = picture
  return { picture, found, recipe: planRecipe(choice, { subject, name: found.name, size: found.place.pose.size }, plan) }
}

type Sorted = { readonly fits: readonly FittingPicture[]; readonly refused: readonly Refused[] }

async function sortGroup({ pictures }: Group, rules: Rules, findOnce: FindOnce): Promise<Sorted> {
  const fits: FittingPicture[] = []
  const refused: Refused[] = []
  for (const picture of pictures) {
    const fit = fitted(picture, await findOnce(picture.subject), rules)
    if ('failure' in fit) refused.push(fit)
    else fits.push(fit)
  }
  return { fits, refused }
}

/** @returns whether the view was moved */
function show({ figma, inView }: BeginContext, fits: readonly FittingPicture[], drawn: readonly DrawnPlaceholder[]): boolean {
  const here = drawn.filter(({ frame }) => pageOf(frame)?.id === figma.currentPage.id)
  const boxes = here.map(({ frame }) => boxOf(frame))
  return (
    attempt(() =>
      inView.show(
        boxes,
        fits.map(({ found }) => found.box),
      ),
    ) ?? false
  )
}

/** Starts an order. Call it in turn. Pictures whose source cannot be restyled are refused; the others get a placeholder. */
export async function begin(context: BeginContext, { rules, groups }: Order): Promise<ReturnType<OrderApi['begin']>> {
  const { figma, stamp, tasks } = context
  const findOnce = makeFindOnce(figma)
  const refused: Refused[] = []
  const drawn: DrawnPlaceholder[] = []
  const shown: FittingPicture[] = []
  const file = stamp.make()
  for (const group of groups) {
    const sorted = await sortGroup(group, rules, findOnce)
    refused.push(...sorted.refused)
    drawn.push(...(await drawGroup(context, group.layout, sorted.fits, file)))
    shown.push(...sorted.fits)
  }
  const hasMovedView = show(context, shown, drawn)
  await Promise.all(drawn.map(({ task }) => tasks.put(task)))
  return { tasks: drawn.map(({ task }) => task), refused, hasMovedView }
}
