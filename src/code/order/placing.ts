// Positions a placeholder that has to be drawn again, and cleans up after one that is removed.

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
      // Found before the frame is drawn, as the frame itself would take up the room.
      const room = findRoomBeside(makeMeasure(), level, place)
      return (frame) => putInto(room, frame, transformAt(place, room.at))
    },
    refit: (frame, place) => {
      const room = findRoomAgain(frame, place)
      if (room === null) return
      // The frame keeps its own rotation, which may differ from its source's by now.
      const [{ x, y }, [[a, b, tx], [c, d, ty]]] = [boxOf(frame), frame.absoluteTransform]
      putInto(room, frame, [
        [a, b, tx + room.at.x - x],
        [c, d, ty + room.at.y - y],
      ])
    },
    tidy: (parent) => shrinkSections(dropEmptySheet(parent)),
  }
}
