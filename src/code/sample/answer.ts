// Lays the sample on the open page: two frames side by side, right of everything that is there.

import type { SampleApi, SamplePicture } from '../../core/sample/protocol.ts'
import { union } from '../../core/base/geometry.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import { makeMeasure } from '../order/place.ts'
import { boxOf } from '../selection/levels.ts'
import type { InView } from '../selection/in-view.ts'

type SampleContext = { readonly figma: Figma; readonly inView: InView; readonly commit: Commit; readonly inTurn: InTurn }

const size = { width: 960, height: 640 }
const gap = 60

/** A free place right of everything on the page; the middle of the view on an empty page. */
function freeSpot({ currentPage, viewport }: Figma): { readonly x: number; readonly y: number } {
  const [first, ...more] = currentPage.children.map(makeMeasure())
  if (first === undefined) return { x: Math.round(viewport.center.x - size.width), y: Math.round(viewport.center.y - size.height / 2) }
  const all = more.reduce(union, first)
  return { x: Math.round(all.x + all.width + 2 * gap), y: Math.round(all.y) }
}

function lay(figma: Figma, { name, bytes }: SamplePicture, x: number, y: number): FrameNode {
  const frame = figma.createFrame()
  frame.name = name
  frame.resize(size.width, size.height)
  frame.x = x
  frame.y = y
  frame.fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: figma.createImage(bytes).hash }]
  return frame
}

export function answerSample({ figma, inView, commit, inTurn }: SampleContext): Handlers<SampleApi> {
  return {
    laySample: ({ before, after }) =>
      inTurn(async () => {
        const { x, y } = freeSpot(figma)
        const frames = [lay(figma, before, x, y), lay(figma, after, x + size.width + gap, y)] as const
        await commit(frames[1])
        figma.currentPage.selection = [frames[0]]
        inView.reveal(frames.map(boxOf))
      }),
  }
}
