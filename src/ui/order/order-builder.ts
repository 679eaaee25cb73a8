// Builds orders from what is chosen: for the button, for a study, and for more of an earlier picture.

import { composePrompt } from '../../core/look/prompt.ts'
import { withClause } from '../../core/model/dial.ts'
import type { LookPicture } from '../../core/look/look.ts'
import type { Study } from '../../core/look/studies.ts'
import { type Model, maxSeed } from '../../core/model/model.ts'
import { type Combination, type Layouting, type NamedSubject, groupsFor } from '../../core/order/groups.ts'
import type { Order, OrderedPicture } from '../../core/order/protocol.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import { type Options, countOf } from '../../core/recipe/options.ts'
import { type Choice, type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import { choiceOf } from '../../core/recipe/stages.ts'
import { styleName } from '../../core/recipe/words.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { RecipePart } from '../recipe/part.ts'

export type BuilderPorts = {
  readonly recipe: RecipePart
  liveChoiceOf(subject: Subject): LiveChoice
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number
  /** Milliseconds since the epoch. */
  now(): number
}

/** Keys sort by time and are made unique by a random part. */
function newKey(random: () => number, createdAt: number): string {
  return `${createdAt.toString(36)}-${Math.floor(random() * 2 ** 40).toString(36)}`
}

/** The current choices for one combination of look, light and wording. */
function choiceFor(recipe: RecipePart, { look, light, promptVariant: { words } }: Combination, rest: Rest): Choice {
  const model = recipe.model.peek()
  const values = recipe.values.peek()
  const { seed, live, createdAt, reference } = rest
  return {
    version: 1,
    modelId: model.id,
    values,
    seed,
    purpose: recipe.purpose.peek(),
    look: look.id,
    light: light.id,
    words: words.trim(),
    prompt: composePrompt(withClause(model, values), look, light, words, reference),
    ...(reference && { reference }),
    live,
    createdAt,
  }
}

type Rest = Pick<Choice, 'seed' | 'live' | 'createdAt'> & { readonly reference: LookPicture | null }

export function makeOrderBuilder({ recipe: controls, liveChoiceOf, random, now }: BuilderPorts) {
  const orderOf = (targets: readonly NamedSubject[], options: Options, layouting: Layouting): Order => {
    const createdAt = now()
    const seedFor = controls.isSeedLocked.peek() || layouting.title !== null ? sameSeed(controls) : openSeeds(controls, countOf(options))
    const picture = controls.reference.peek()
    // A study compares lights, so the reference picture must not set the light.
    const reference = picture !== null && layouting.title !== null ? { ...picture, givesLight: false } : picture
    const make = ({ subject, name }: NamedSubject, combination: Combination): Omit<OrderedPicture, 'cell'> => {
      const choice = choiceFor(controls, combination, { seed: seedFor(combination), live: liveChoiceOf(subject), createdAt, reference })
      const { label, words } = combination.promptVariant
      const wording = options.promptVariants.length > 1 ? label || words : ''
      return { key: newKey(random, createdAt), subject, sourceName: name, styleName: styleName(choice, wording), choice }
    }
    const groups = groupsFor(targets, options, layouting, make)
    controls.seedUsed()
    return { rules: controls.model.peek().rules, groups }
  }

  return {
    /** The pictures of one press of the button. */
    ofChoices: (targets: readonly NamedSubject[], { isBoard }: Pick<Layouting, 'isBoard'>): Order =>
      orderOf(targets, controls.options.peek(), { isBoard, title: null }),
    /** A sheet per source with all lights of the study, which replace those of the form, under the same seed. */
    ofStudy: (targets: readonly NamedSubject[], study: Study): Order =>
      orderOf(targets, { ...controls.options.peek(), lights: study.options }, { isBoard: false, title: study.label }),
    /** The same recipe with new seeds, placed in the row of the given picture. */
    moreOf: (
      nodeId: string,
      recipe: Recipe,
      { rules }: Model,
      { count, createdAt = now() }: { readonly count: number; readonly createdAt?: number },
    ): Order => {
      const choice = choiceOf(recipe)
      const pictures = differentSeeds(controls, recipe.seed, count + 1)
        .slice(1)
        .map((seed, column) => ({
          key: newKey(random, createdAt),
          subject: subjectOf(recipe),
          sourceName: recipe.source.name,
          styleName: styleName(choice, ''),
          choice: { ...choice, seed, createdAt },
          cell: { row: 0, column },
        }))
      return { rules, groups: [{ layout: { kind: 'after', nodeId }, pictures }] }
    },
  }
}

export type OrderBuilder = ReturnType<typeof makeOrderBuilder>

type SeedFor = (combination: Combination) => number
type Seeds = Pick<RecipePart, 'seed' | 'anySeed'>

/** Compared pictures share one seed; it is counted up for variants. */
function sameSeed({ seed }: Pick<Seeds, 'seed'>): SeedFor {
  const first = seed.peek()
  return ({ variant }) => (first <= maxSeed - variant ? first + variant : variant - (maxSeed - first) - 1)
}

/** Each picture has its own seed; the first one is that of the seed field. */
function openSeeds(controls: Seeds, count: number): SeedFor {
  const first = controls.seed.peek()
  const seeds = differentSeeds(controls, first, count)
  return ({ nth }) => seeds[nth] ?? first
}

/** Random seeds without repeats, beginning with `first`. */
function differentSeeds({ anySeed }: Pick<Seeds, 'anySeed'>, first: number, count: number): readonly number[] {
  const chosen = new Set([first])
  while (chosen.size < count) chosen.add(anySeed())
  return [...chosen]
}
