// Where copies stand while a picture of them is drawn: a frame of no size that clips, so that nobody sees them on the canvas, and in
// their own places on the page, so that every pixel falls where it would.

import type { OwnEdits } from '../../core/selection/own-edits.ts'
import { removePluginData } from './copies.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'

export type Offscreen = {
  /** Gives `act` the way to put copies on the bench; both are gone when the answer is there. */
  use<T>(act: (add: (node: SceneNode) => void) => Promise<T>): Promise<T>
  /** The window closes: what still stands goes at once. */
  clear(): void
  /** A window that ended while it drew left its bench behind: on the open page it is taken away. */
  sweep(): void
}

/** @param mine a name that no other person's window has: theirs may be drawing right now */
export function openOffscreenFrame(figma: Figma, ownEdits: OwnEdits, mine: () => string): Offscreen {
  const standing = new Set<FrameNode>()

  const remove = (bench: FrameNode): void => {
    standing.delete(bench)
    attempt(() => bench.remove())
  }

  return {
    use: async (act) => {
      const bench = figma.createFrame()
      ownEdits.ignoreUntilDeleted([bench.id])
      standing.add(bench)
      try {
        bench.name = 'Depth Restyle is drawing'
        bench.setPluginData(dataKeys.bench, mine())
        bench.resize(0.01, 0.01)
        bench.fills = []
        figma.currentPage.insertChild(0, bench)
        return await act((node) => {
          ownEdits.ignoreUntilDeleted([node.id])
          if ('findAll' in node) ownEdits.ignoreUntilDeleted(node.findAll().map(({ id }) => id))
          bench.appendChild(node)
          removePluginData(node)
        })
      } finally {
        remove(bench)
      }
    },
    clear: () => standing.forEach(remove),
    sweep: () => {
      for (const bench of figma.currentPage.findAllWithCriteria({ types: ['FRAME'], pluginData: { keys: [dataKeys.bench] } }))
        if (!standing.has(bench) && bench.getPluginData(dataKeys.bench) === mine()) remove(bench)
    },
  }
}
