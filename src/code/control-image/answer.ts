// Answers with pictures: the exact one that leaves, and layers to be looked at.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { exportAtSide, exportThumbnail } from '../picture/export-node.ts'
import type { Exports } from './exports.ts'

type ControlImageContext = { readonly figma: Figma; readonly exports: Exports; readonly inTurn: InTurn }

export function answerControlImage({ figma, exports, inTurn }: ControlImageContext): Handlers<ControlImageApi> {
  return {
    thumbnail: async (nodeId) => {
      const node = await findNode(figma, nodeId)
      return { bytes: await exportThumbnail(node ?? fail('unfit-source', 'the source is gone')) }
    },
    // In turn: a copy that stands while a picture is drawn must not get into the undo step of a result.
    exportSource: (request) => inTurn(() => exports.export(request)),
    picture: async ({ nodeId, side }) => {
      const node = await findNode(figma, nodeId)
      return node === null ? null : { bytes: await exportAtSide(node, side) }
    },
  }
}
