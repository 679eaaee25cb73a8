// Answers the window's calls about the live texts of a result: their style and backdrop, and the scrims under them.

import type { InTurn } from '../../core/base/in-turn.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Readability, ReadabilityApi } from '../../core/readability/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, findNode, findResult } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import type { Drawing } from '../live/drawing.ts'
import { isText } from '../live/layer-kinds.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { drawBackdrop } from './backdrop.ts'
import { type DrawnAhead, stillShows } from './drawn-ahead.ts'
import { layScrims, scrimsOf } from './scrims.ts'
import { liveTexts } from './texts.ts'

type ReadabilityContext = {
  readonly figma: Figma
  readonly offscreen: Offscreen
  readonly inTurn: InTurn
  readonly drawing: Pick<Drawing, 'drawInTurn'>
  readonly commit: Commit
  readonly drawnAhead: DrawnAhead
  readonly changedHere: Set<string>
}

export function answerReadability(context: ReadabilityContext): Handlers<ReadabilityApi> {
  const { figma, offscreen, inTurn, drawing, commit, drawnAhead, changedHere } = context
  /** Changes a result as one undo step, and draws what lies under its texts afterwards. */
  const mend = (nodeId: string, change: (frame: FrameNode) => void | Promise<void>): Promise<Readability> =>
    inTurn(async () => {
      // Changes only frames that the plugin made (law 7).
      const frame = (await findResult(figma, nodeId)) ?? fail('internal', 'no result has this id')
      await change(frame)
      changedHere.add(nodeId)
      try {
        return await drawBackdrop(figma, offscreen, frame, null)
      } finally {
        await commit(frame)
      }
    })
  return {
    readability: ({ nodeId, scrims }) =>
      drawing.drawInTurn(async () => {
        const frame = await findResult(figma, nodeId)
        if (frame === null) return null
        const before = drawnAhead.take(nodeId)
        return scrims === null && before !== undefined && stillShows(before, frame) ? before : drawBackdrop(figma, offscreen, frame, scrims)
      }),
    layScrims: ({ nodeId, scrims }) =>
      mend(nodeId, (frame) => {
        for (const old of scrimsOf(frame)) old.remove()
        layScrims(figma, frame, scrims)
      }),
    recolourTexts: ({ nodeId, colors }) =>
      mend(nodeId, async (frame) => {
        const texts = new Set(liveTexts(frame).map(({ text }) => text.id))
        for (const { id, color } of colors) {
          const node = texts.has(id) ? await findNode(figma, id) : null
          if (node !== null && isText(node)) node.fills = [{ type: 'SOLID', color }]
        }
      }),
  }
}
