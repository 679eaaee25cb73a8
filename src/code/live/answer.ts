// Answers the window's questions about live layers.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { LiveFacts } from '../../core/live/live.ts'
import type { LiveApi } from '../../core/live/protocol.ts'
import type { LiveChoice } from '../../core/recipe/live-choice.ts'
import type { Subject } from '../../core/selection/subject.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { findSubject } from '../selection/find-subject.ts'
import type { Drawing } from './drawing.ts'
import type { Canvas } from './copy-into.ts'
import { exportLayers } from './export-layers.ts'
import { isIn, splitNow } from './layer-split.ts'
import { showMarker } from './marker.ts'
import type { Offscreen } from './offscreen.ts'
import { childrenOf, productNodes } from './parts.ts'
import { placed, productCandidates } from './product-candidates.ts'
import { drawTrial } from './trial.ts'

type LiveContext = Canvas & {
  readonly offscreen: Offscreen
  readonly drawing: Pick<Drawing, 'drawInTurn' | 'answer'>
  readonly inTurn: InTurn
  commit(shown: SceneNode): Promise<void>
}

async function readFacts(figma: Figma, subject: Subject, live: LiveChoice): Promise<LiveFacts | null> {
  const found = await findSubject(figma, subject)
  if (found === null) return null
  const { facts, isScene, parts } = splitNow(found, subject, live)
  const candidates = productCandidates(isScene ? found.layers : found.layers.flatMap(childrenOf), live.area?.id ?? null)
  // The area may also be marked by a shape beside the source, so it is looked up in the whole document.
  const shape = live.area === null ? null : await findNode(figma, live.area.id)
  return {
    ...facts,
    products: productNodes(parts).map(placed),
    area: shape === null ? null : { id: shape.id, name: shape.name, isHidden: !shape.visible },
    candidates,
  }
}

export function answerLive({ figma, ownEdits, offscreen, drawing, inTurn, commit }: LiveContext): Handlers<LiveApi> {
  return {
    liveFacts: ({ subject, live }) => readFacts(figma, subject, live),
    livePicture: ({ subject, live, side }) =>
      drawing.drawInTurn(async () => {
        const found = await findSubject(figma, subject)
        const split = found === null ? null : splitNow(found, subject, live)
        if (split === null || !split.parts.some((part) => isIn(part, 'live'))) return null
        return { bytes: await exportLayers(figma, offscreen, split, 'live', (copy) => exportAtSide(copy, side)) }
      }),
    showMarker: (id) =>
      inTurn(async () => {
        const shown = await showMarker(figma, id)
        if (shown !== null) await commit(shown)
      }),
    liveTrial: ({ subject, live }) =>
      drawing.answer(() =>
        drawing.drawInTurn(async () => {
          const found = await findSubject(figma, subject)
          return found === null ? null : drawTrial({ figma, ownEdits }, offscreen, splitNow(found, subject, live))
        }),
      ),
  }
}
