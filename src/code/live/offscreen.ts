// Where copies stand while a picture of them is drawn: in a frame of no size that clips, so that nobody sees them on the canvas, and in
// their own places on the page, so that every pixel falls where it would.

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { type Figma, attempt, dataKeys, framesWith } from '../base/figma.ts'
import { exportNode } from '../picture/export-node.ts'
import { appendOrRemove, idsIn, removePluginData } from './copies.ts'

/** Moves a node into the offscreen frame, and counts no change of it as an edit of the user. */
export type MoveOffscreen = (node: SceneNode) => void

/** A drawing was broken off for something that cannot wait: it may be begun again. */
export class Interrupted extends Error {}

export type Offscreen = {
  /** Opens an offscreen frame while `act` runs, then removes it with all that stands in it. Rejects with `Interrupted` when broken off. */
  use<T>(act: (moveOffscreen: MoveOffscreen, frame: FrameNode) => Promise<T>): Promise<T>
  /** Breaks off what is being drawn, and removes at once what stands. */
  interrupt(): void
  /** Removes from the open page what a window left behind that ended while it drew. */
  sweep(): void
}

const red: RGB = { r: 1, g: 0, b: 0 }
const blue: RGB = { r: 0, g: 0, b: 1 }

/** Whether exports show what the frame cuts off: then two colours out there differ. Asked of Figma itself, for nothing documents it. */
async function drawsWhole(figma: Figma, moveOffscreen: MoveOffscreen): Promise<boolean> {
  const probe = figma.createRectangle()
  moveOffscreen(probe)
  probe.resize(4, 4)
  probe.x = 30
  const drawnIn = async (color: RGB): Promise<string> => {
    probe.fills = [{ type: 'SOLID', color }]
    return String(await exportNode(probe, 4))
  }
  const isWhole = (await drawnIn(red)) !== (await drawnIn(blue))
  attempt(() => probe.remove())
  return isWhole
}

/** @param personName a name that no other person's window has: theirs may be drawing right now */
export function makeOffscreen(figma: Figma, ownEdits: OwnEdits, personName: () => string): Offscreen {
  const standing = new Map<FrameNode, () => void>()
  /** Asked once a window, not kept: Figma changes without the plugin. */
  let isHidden: boolean | undefined

  const open = (breakOff: () => void): FrameNode => {
    const frame = figma.createFrame()
    ownEdits.ignoreUntil({ type: 'DELETE', id: frame.id }, [])
    standing.set(frame, breakOff)
    return frame
  }

  const remove = (frame: FrameNode): void => {
    standing.delete(frame)
    attempt(() => frame.remove())
  }

  const draw = async <T>(frame: FrameNode, act: (moveOffscreen: MoveOffscreen, frame: FrameNode) => Promise<T>): Promise<T> => {
    frame.name = 'Depth Restyle is drawing'
    frame.setPluginData(dataKeys.offscreen, personName())
    frame.resize(0.01, 0.01)
    frame.fills = []
    figma.currentPage.insertChild(0, frame)
    const moveOffscreen: MoveOffscreen = (node) => {
      ownEdits.ignoreUntil({ type: 'DELETE', id: frame.id }, idsIn(node))
      appendOrRemove(frame, node)
      removePluginData(node)
    }
    // Where Figma draws nothing at all nobody knows: whoever draws finds out.
    isHidden ??= await drawsWhole(figma, moveOffscreen).catch(() => undefined)
    if (!standing.has(frame)) throw new Interrupted()
    // Where exports lack what is cut off, copies show on the canvas while they are drawn, under all else on the page.
    frame.clipsContent = isHidden ?? true
    return act(moveOffscreen, frame)
  }

  return {
    use: (act) =>
      new Promise((resolve, reject) => {
        const frame = open(() => reject(new Interrupted()))
        // What is broken off may go on; its end then only removes what is gone already.
        const end = (): void => remove(frame)
        const drawn = draw(frame, act)
        void drawn.then(end, end)
        drawn.then(resolve, reject)
      }),
    interrupt: () => {
      for (const [frame, breakOff] of standing) {
        remove(frame)
        breakOff()
      }
    },
    sweep: () => {
      for (const frame of framesWith(figma.currentPage, dataKeys.offscreen))
        if (!standing.has(frame) && frame.getPluginData(dataKeys.offscreen) === personName()) remove(frame)
    },
  }
}
