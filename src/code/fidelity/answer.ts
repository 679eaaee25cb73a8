// Writes what was measured into the recipe of a result. It is no undo step of its own: one undo takes the result away with it (law 7).

import type { InTurn } from '../../core/base/in-turn.ts'
import { readJson, readRecord } from '../../core/base/read.ts'
import { type Figures, figuresIn } from '../../core/fidelity/figures.ts'
import type { AreaBox, FidelityApi } from '../../core/fidelity/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, attempt, dataKeys, findNode } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import { layBack, undo } from './lay-back.ts'

type FidelityContext = { readonly figma: Figma; readonly inTurn: InTurn; readonly commit: Commit }

async function findResult(figma: Figma, nodeId: string): Promise<FrameNode | null> {
  const node = await findNode(figma, nodeId)
  return node?.type === 'FRAME' && node.getPluginData(dataKeys.recipe) !== '' ? node : null
}

function write(frame: FrameNode, figures: Figures): void {
  const recipe = readRecord(readJson(frame.getPluginData(dataKeys.recipe)))
  frame.setPluginData(dataKeys.recipe, JSON.stringify({ ...recipe, fidelity: figures }))
}

/** Upright boxes on the page, as both are exported. */
async function areaBox(figma: Figma, sourceId: string, areaId: string): Promise<AreaBox | null> {
  const [source, area] = [await findNode(figma, sourceId), await findNode(figma, areaId)]
  const [whole, part] = [source?.absoluteBoundingBox ?? null, area?.absoluteBoundingBox ?? null]
  if (whole === null || part === null || !(whole.width > 0) || !(whole.height > 0)) return null
  return {
    x: (part.x - whole.x) / whole.width,
    y: (part.y - whole.y) / whole.height,
    width: part.width / whole.width,
    height: part.height / whole.height,
  }
}

export function answerFidelity({ figma, inTurn, commit }: FidelityContext): Handlers<FidelityApi> {
  return {
    areaBox: ({ sourceId, areaId }) => areaBox(figma, sourceId, areaId),
    noteFidelity: ({ nodeId, figures, laidBack }) =>
      inTurn(async () => {
        const frame = await findResult(figma, nodeId)
        if (frame === null) return false
        // A picture that cannot be laid back stays as the model gave it.
        const isPutBack =
          laidBack !== null && attempt(() => layBack(frame, figma.createImage(laidBack.bytes).hash, laidBack.transform)) === true
        write(frame, { ...figures, isPutBack })
        return true
      }),
    undoLayBack: (nodeId) =>
      inTurn(async () => {
        const frame = await findResult(figma, nodeId)
        const figures = frame === null ? null : figuresIn(frame.getPluginData(dataKeys.recipe))
        if (frame === null || figures === null) return null
        if (!undo(frame)) return null
        const asGiven = { ...figures, isPutBack: false }
        write(frame, asGiven)
        await commit(frame)
        return asGiven
      }),
  }
}
