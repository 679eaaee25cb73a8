// Where a job's placeholder goes when it has to be drawn anew, and what is cleared away when it is removed.

import type { Figma } from '../base/figma.ts'
import type { Placing } from '../job/placing.ts'
import { boxOf } from '../selection/levels.ts'
import { findRoomAgain, findRoomBeside, levelFor, makeMeasure, transformAt } from './place.ts'
import { putInto, shrinkSections } from './sections.ts'
import { dropEmptySheet } from './sheet.ts'

export function makePlacing(figma: Figma): Placing {
  return {
    findPosition: async ({ recipe, place }) => {
      const level = await levelFor(figma, recipe.source.id, place)
      // Found before the frame is drawn, which would be in its own way.
      const room = findRoomBeside(makeMeasure(), level, place)
      return (frame) => putInto(room, frame, transformAt(place, room.at))
    },
    refit: (frame, place) => {
      const room = findRoomAgain(frame, place)
      if (room === null) return
      // Moved as it is turned, which may be otherwise than its source by now.
      const [{ x, y }, [[a, b, tx], [c, d, ty]]] = [boxOf(frame), frame.absoluteTransform]
      putInto(room, frame, [
        [a, b, tx + room.at.x - x],
        [c, d, ty + room.at.y - y],
      ])
    },
    tidy: (parent) => shrinkSections(dropEmptySheet(parent)),
  }
}
