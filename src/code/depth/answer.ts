// Lays a depth map beside its source; inside, it would change the source (law 7).

import type { InTurn } from '../../core/base/in-turn.ts'
import { depthLayer } from '../../core/control-image/depth-layer.ts'
import type { DepthApi, LaidDepth } from '../../core/depth/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import { makePaints } from '../job/paints.ts'
import type { Placing } from '../job/placing.ts'
import type { Commit } from '../job/undo-steps.ts'
import { findSubject } from '../selection/find-subject.ts'
import type { InView } from '../selection/in-view.ts'
import { boxOf } from '../selection/levels.ts'

type DepthContext = {
  readonly figma: Figma
  readonly inTurn: InTurn
  readonly commit: Commit
  readonly placing: Pick<Placing, 'findPosition'>
  readonly inView: Pick<InView, 'show'>
}

async function lay({ figma, commit, placing, inView }: DepthContext, { subject, plan, bytes }: LaidDepth): Promise<void> {
  const { place, box } = (await findSubject(figma, subject)) ?? fail('unfit-source', 'gone')
  const { width, height } = place.pose.size
  const { fills } = await makePaints(figma, { place, recipe: plan }, { bytes })
  const put = await placing.findPosition({ place, recipe: { source: subject } })
  const frame = figma.createFrame()
  frame.name = depthLayer.name
  frame.resize(width, height)
  frame.fills = fills
  put(frame)
  await commit(frame)
  inView.show([boxOf(frame)], [box])
}

export function answerDepth(context: DepthContext): Handlers<DepthApi> {
  return { layDepth: (map) => context.inTurn(() => lay(context, map)) }
}
