// Answers calls for pictures: the export for the control image, and layers to show in the window.

import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, findNode } from '../base/figma.ts'
import type { Drawing } from '../live/drawing.ts'
import { exportAtSide, exportThumbnail } from '../picture/export-node.ts'
import type { Exports } from './exports.ts'

type ControlImageContext = { readonly figma: Figma; readonly exports: Exports; readonly drawing: Pick<Drawing, 'answer'> }

export function answerControlImage({ figma, exports, drawing }: ControlImageContext): Handlers<ControlImageApi> {
  return {
    thumbnail: (nodeId) =>
      drawing.answer(async () => {
        const node = await findNode(figma, nodeId)
        return { bytes: await exportThumbnail(node ?? fail('unfit-source', 'the source is gone')) }
      }),
    exportSource: (request) => drawing.answer(() => exports.export(request)),
    picture: ({ nodeId, side }) =>
      drawing.answer(async () => {
        const node = await findNode(figma, nodeId)
        return node === null ? null : { bytes: await exportAtSide(node, side) }
      }),
  }
}
