// What was exported lately, by number: a picture that still holds is not exported twice, and a task is placed as its picture was seen.

import { fail } from '../../core/failure/failure.ts'
import { withNamed } from '../../core/live/live.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Exported, SourceRequest } from '../../core/control-image/protocol.ts'
import type { Plan } from '../../core/picture/registration.ts'
import { subjectKey } from '../../core/selection/subject.ts'
import type { Place } from '../../core/selection/place.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { exportFound } from './export.ts'
import type { Figma } from '../base/figma.ts'
import { splitLayers } from '../live/layer-split.ts'
import { findSubject, whyUnfit } from '../selection/find-subject.ts'

type Kept = {
  readonly about: string
  readonly layers: readonly string[]
  readonly plan: Plan
  readonly place: Place
  /** What stayed live, those by name included. */
  readonly live: LiveChoice
  isStale: boolean
}

/** Only numbers and places: a long series and much clicking about fit in. */
const keptAtMost = 1000

export type Exports = {
  export(request: SourceRequest): Promise<Exported>
  /** Something was edited: `isIn` tells whether inside a layer. */
  edited(isIn: (layerId: string) => boolean): void
  find(id: number): Pick<Kept, 'plan' | 'place' | 'live'> | null
}

/** @param isWatched whether edits are told; where they are not, every picture is exported afresh */
export function keepExports(figma: Figma, bench: Offscreen, isWatched: () => boolean): Exports {
  const kept = new Map<number, Kept>()
  let lastId = 0

  return {
    find: (id) => kept.get(id) ?? null,
    edited: (isIn) => {
      for (const one of kept.values()) if (one.layers.some(isIn)) one.isStale = true
    },
    export: async ({ subject, live, rules, known }) => {
      const found = await findSubject(figma, subject)
      if (found === null) return fail('unfit-source', 'the source is gone')
      const { name, box, place } = found
      const { width, height } = box
      const about = `${subjectKey(subject)} ${JSON.stringify([live, rules, box, place.pose])}`
      const before = known === null ? undefined : kept.get(known)
      if (known !== null && before !== undefined && before.about === about && !before.isStale && isWatched() && whyUnfit(found) === null)
        return { id: known, isSame: true, pieces: [], plan: before.plan, source: { name, width, height } }
      lastId += 1
      const id = lastId
      // Known before the first byte: what is edited while Figma draws may or may not be in the picture.
      const entry: { -readonly [Name in keyof Kept]: Kept[Name] } = {
        about,
        layers: found.layers.map((layer) => layer.id),
        plan: { sent: box, content: box },
        place,
        live,
        isStale: false,
      }
      kept.set(id, entry)
      for (const old of kept.keys()) if (old <= id - keptAtMost) kept.delete(old)
      const lifting = splitLayers(found, subject, live)
      entry.live = withNamed(live, lifting.facts)
      const picture = await exportFound(figma, bench, lifting, rules)
      entry.plan = picture.plan
      return { id, isSame: false, ...picture, source: { name, width, height } }
    },
  }
}
