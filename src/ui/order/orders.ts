// Orders from what is chosen: the one of the button, a study, and more of an earlier picture.

import { type Model, maxSeed } from '../../core/model/model.ts'
import { type Combination, type Named, groupsFor } from '../../core/order/order.ts'
import { type Options, countOf } from '../../core/recipe/options.ts'
import { composePrompt } from '../../core/look/prompt.ts'
import type { Order, OrderedPicture } from '../../core/order/protocol.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import { type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { Study } from '../../core/look/studies.ts'
import { findLook } from '../../core/look/looks.ts'
import type { makeControls } from '../recipe/controls.ts'

type Controls = ReturnType<typeof makeControls>

/** So many more pictures of one that was liked. */
export const moreCount = 4

export function makeOrders(controls: Controls, liveOf: (subject: Subject) => LiveChoice, random: () => number, now: () => number) {
  const keyAt = (at: number): string => `${at.toString(36)}-${Math.floor(random() * 2 ** 40).toString(36)}`

  /** Different seeds, by chance, the first one given. */
  const someSeeds = (first: number, count: number): readonly number[] => {
    const chosen = new Set([first])
    while (chosen.size < count) chosen.add(controls.anySeed())
    return [...chosen]
  }

  /** A locked seed is the same for all that is compared, and counted up for variants; an open one is another for each picture. */
  const seedsFor = (count: number, isFixed: boolean): ((one: Combination) => number) => {
    const first = controls.seed.peek()
    if (isFixed) return ({ variant }) => (first + variant) % (maxSeed + 1)
    const seeds = someSeeds(first, count)
    return ({ nth }) => seeds[nth] ?? first
  }

  const orderOf = (targets: readonly Named[], options: Options, isBoard: boolean, title: string | null): Order => {
    const createdAt = now()
    const model = controls.model.peek()
    const seedOf = seedsFor(countOf(options), controls.isSeedLocked.peek() || title !== null)
    const make = ({ subject, name }: Named, one: Combination): Omit<OrderedPicture, 'cell'> => ({
      key: keyAt(createdAt),
      subject,
      sourceName: name,
      lookLabel: one.look.label,
      choice: {
        version: 1,
        modelId: model.id,
        values: controls.values.peek(),
        seed: seedOf(one),
        purpose: controls.purpose.peek(),
        look: one.look.id,
        light: one.light.id,
        words: one.wording.words.trim(),
        prompt: composePrompt(model, one.look, one.light, one.wording.words),
        live: liveOf(subject),
        createdAt,
      },
    })
    const groups = groupsFor(targets, options, { isBoard, title }, make)
    controls.seedUsed()
    return { rules: model.rules, groups }
  }

  return {
    /** The pictures of one press of the button. */
    ofChoices: (targets: readonly Named[], isBoard: boolean): Order => orderOf(targets, controls.options.peek(), isBoard, null),
    /** One row a source: all lights of the study, the same seed. */
    ofStudy: (targets: readonly Named[], study: Study): Order =>
      orderOf(
        targets,
        { looks: [controls.look.peek()], lights: study.options, wordings: [controls.wordings.peek().wordings[0]], variants: 1 },
        false,
        study.label,
      ),
    /** The same recipe with new seeds, in the row of the picture that was liked. */
    moreOf: (nodeId: string, recipe: Recipe, { rules }: Model): Order => {
      const createdAt = now()
      const { source, sent: _sent, content: _content, ...rest } = recipe
      const subject = subjectOf(recipe)
      const seeds = someSeeds(recipe.seed, moreCount + 1).slice(1)
      const pictures = seeds.map((seed, column) => ({
        key: keyAt(createdAt),
        subject,
        sourceName: source.name,
        lookLabel: findLook(recipe.purpose, recipe.look).label,
        choice: { ...rest, seed, createdAt },
        cell: { row: 0, column },
      }))
      return { rules, groups: [{ layout: { kind: 'after', nodeId }, pictures }] }
    },
  }
}
