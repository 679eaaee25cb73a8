// Everything made with the plugin on the page, read from the document each time it is asked for. Nothing is kept.

import { fail } from '../../core/failure/failure.ts'
import type { ResultsApi } from '../../core/results/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'

/** @param commit makes what was done to this frame an undo step of its own */
export function answerResults(figma: Figma, commit: (frame: FrameNode) => Promise<void>): Handlers<ResultsApi> {
  return {
    // Few properties are touched: each one is a call out of the sandbox, and there may be hundreds of results. The stars are asked for at once.
    results: () => {
      const starred = new Set(framesWith(figma, dataKeys.starred).map(({ id }) => id))
      return {
        results: framesWith(figma, dataKeys.recipe).map((frame) => ({
          nodeId: frame.id,
          name: frame.name,
          width: frame.width,
          height: frame.height,
          recipe: frame.getPluginData(dataKeys.recipe),
          isStarred: starred.has(frame.id),
        })),
      }
    },
    star: async ({ nodeId, isStarred }) => {
      const frame = await findNode(figma, nodeId)
      // Nothing is written on what the plugin did not make (law 7).
      if (frame?.type !== 'FRAME' || frame.getPluginData(dataKeys.recipe) === '') return fail('internal', 'no result has this id')
      frame.setPluginData(dataKeys.starred, isStarred ? '1' : '')
      await commit(frame)
    },
  }
}

function framesWith({ currentPage }: Figma, key: string): readonly FrameNode[] {
  return currentPage.findAllWithCriteria({ types: ['FRAME'], pluginData: { keys: [key] } })
}
