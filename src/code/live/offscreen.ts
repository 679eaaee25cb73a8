// Holds copies while they are exported: in a clipping frame of no size, so that nobody sees them on the canvas, but at their own positions on the
// page, so that every pixel falls where it would.

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { type Figma, attempt, dataKeys, framesWith } from '../base/figma.ts'
import { exportNode } from '../picture/export-node.ts'
import { appendOrRemove, idsIn, removePluginData } from './copies.ts'

/** Moves a node into the offscreen frame; its changes do not count as edits of the user. */
export type MoveOffscreen = (node: SceneNode) => void

/** A drawing was interrupted for something more urgent. It may be started again. */
export class Interrupted extends Error {}

export type Offscreen = {
  /** Keeps an offscreen frame while `act` runs, then removes it with everything in it. Rejects with `Interrupted` when interrupted. */
  use<T>(act: (moveOffscreen: MoveOffscreen, frame: FrameNode) => Promise<T>): Promise<T>
  /** Interrupts all drawings and removes their frames at once. */
  interrupt(): void
  /** Removes frames from the open page that were left by a window that ended while drawing. */
  sweep(): void
}

const red: RGB = { r: 1, g: 0, b: 0 }
const blue: RGB = { r: 0, g: 0, b: 1 }

/**
 * Whether exports include what the frame clips: if so, exports of two colours outside the frame differ. This is not documented, so Figma itself is
 * asked.
 */
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

/** @param personName a name that no other person's window has, since theirs may be drawing right now */
export function makeOffscreen(figma: Figma, ownEdits: OwnEdits, personName: () => string): Offscreen {
  const standing = new Map<FrameNode, () => void>()
  /** Determined once per window and not stored, because Figma changes independently of the plugin. */
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
    // If this export fails, nothing is learned; the drawing that follows then reports the error.
    isHidden ??= await drawsWhole(figma, moveOffscreen).catch(() => undefined)
    if (!standing.has(frame)) throw new Interrupted()
    // If exports leave out what is clipped, the frame must not clip: copies then show on the canvas while they are drawn, below everything else on
    // the page.
    frame.clipsContent = isHidden ?? true
    return act(moveOffscreen, frame)
  }

  return {
    use: (act) =>
      new Promise((resolve, reject) => {
        const frame = open(() => reject(new Interrupted()))
        // Interrupted work may still run on; when it ends, its frame is already gone.
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
