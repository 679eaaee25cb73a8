// Answers the window's calls about measured geometry.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { Figures } from '../../core/fidelity/figures.ts'
import type { FidelityApi } from '../../core/fidelity/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, findResult } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import { areaOutline } from './area-outline.ts'
import type { FidelityDesk } from './desk.ts'
import { undo } from './lay-back.ts'
import { read, write } from './recipe.ts'

type FidelityContext = {
  readonly figma: Figma
  readonly inTurn: InTurn
  readonly commit: Commit
  readonly fidelityDesk: FidelityDesk
  readonly changedHere: Set<string>
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
  const { figma, inTurn, commit, fidelityDesk, changedHere } = context
  return {
    areaOutline: ({ sourceId, areaId }) => areaOutline(figma, sourceId, areaId),
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
        changedHere.add(nodeId)
        return asGiven
      }),
  }
}
