// Where a job's placeholder goes when it has to be drawn anew, and what is cleared away when it is removed.

import type { Figma } from '../base/figma.ts'
import type { Placing } from '../job/placing.ts'
import { levelFor, spotFor } from './place.ts'
import { putInto, shrinkSections } from './sections.ts'
import { dropEmptySheet } from './sheet.ts'

export function makePlacing(figma: Figma): Placing {
  return {
    findSpot: async ({ recipe, place }) => {
      const level = await levelFor(figma, recipe.source.id, place)
      // Before the frame is drawn: it would be in its own way.
      const spot = spotFor(level, place)
      return (frame) => putInto(level, frame, spot)
    },
    tidy: (parent) => shrinkSections(dropEmptySheet(parent)),
  }
}
