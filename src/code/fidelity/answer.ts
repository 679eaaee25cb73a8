// Answers the window's calls about measured geometry.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { Figures } from '../../core/fidelity/figures.ts'
import type { AreaBox, FidelityApi } from '../../core/fidelity/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, findNode } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import type { FidelityDesk } from './desk.ts'
import { undo } from './lay-back.ts'
import { findResult, read, write } from './recipe.ts'

type FidelityContext = {
  readonly figma: Figma
  readonly inTurn: InTurn
  readonly commit: Commit
  readonly fidelityDesk: FidelityDesk
  readonly framedAgain: Set<string>
}

/** The area as shares of its source. Both are axis-aligned boxes on the page, as both are exported. */
async function areaBox(figma: Figma, sourceId: string, areaId: string): Promise<AreaBox | null> {
  const [source, area] = [await findNode(figma, sourceId), await findNode(figma, areaId)]
  const [whole, part] = [source?.absoluteBoundingBox ?? null, area?.absoluteBoundingBox ?? null]
  if (whole === null || part === null || !(whole.width > 0) || !(whole.height > 0)) return null
  return {
    x: (part.x - whole.x) / whole.width,
    y: (part.y - whole.y) / whole.height,
    width: part.width / whole.width,
    height: part.height / whole.height,
    isRound: area?.type === 'ELLIPSE' && area.absoluteTransform[0][0] * area.absoluteTransform[0][1] === 0,
  }
}

async function settle({ fidelityDesk, commit }: FidelityContext, frame: FrameNode, key: string): Promise<Figures | null> {
  const written = read(frame)
  const measured = fidelityDesk.measured(key)
  if (written !== null || measured === null) return written
  const figures = fidelityDesk.applyLate(frame, measured)
  if (figures.isPutBack) await commit(frame)
  return figures
}

export function answerFidelity(context: FidelityContext): Handlers<FidelityApi> {
  const { figma, inTurn, commit, fidelityDesk, framedAgain } = context
  return {
    areaBox: ({ sourceId, areaId }) => areaBox(figma, sourceId, areaId),
    expectFidelity: (key) => fidelityDesk.expect(key),
    noteFidelity: ({ key, found }) => fidelityDesk.note(key, found),
    settleFidelity: ({ key, nodeId }) =>
      inTurn(async () => {
        const frame = await findResult(figma, nodeId)
        return frame === null ? null : settle(context, frame, key)
      }),
    figuresOf: async (nodeId) => {
      const frame = await findResult(figma, nodeId)
      return frame === null ? null : read(frame)
    },
    undoLayBack: (nodeId) =>
      inTurn(async () => {
        const frame = await findResult(figma, nodeId)
        const figures = frame === null ? null : read(frame)
        if (frame === null || figures === null) return null
        if (!undo(frame)) return null
        const asGiven = write(frame, { ...figures, isPutBack: false })
        await commit(frame)
        framedAgain.add(nodeId)
        return asGiven
      }),
  }
}
