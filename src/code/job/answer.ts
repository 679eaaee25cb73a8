// Answers the calls of a job, in the order of a task's life: recorded before it is sent, accepted by the service, ended.

import type { JobApi } from '../../core/job/protocol.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { dataKeys, findNode, framesWith } from '../base/figma.ts'
import type { Exports } from '../control-image/exports.ts'
import { beginAgain } from './begin-again.ts'
import { makeFaintSources } from './faint.ts'
import { type FillContext, fill, putBack } from './fill.ts'
import { intend } from './intend.ts'
import { markAs, takeAway, withPlaceholder, withoutCopies, writeTask } from './placeholder.ts'
import { pageOf } from '../selection/levels.ts'
import type { Placing } from './placing.ts'

type JobContext = FillContext & {
  readonly exports: Pick<Exports, 'find' | 'pictureOf'>
  readonly placing: Placing
}

/** Removes placeholder and record of a task completely. */
async function remove({ figma, tasks, undoSteps, placing }: JobContext, key: string): Promise<void> {
  let committed: FrameNode | null = null
  await withPlaceholder(figma, await tasks.find(key), (frame) => {
    const { parent } = frame
    const isStep = !undoSteps.forgetPlaceholder(frame)
    if (takeAway(frame) || isStep) committed = frame
    placing.tidy(parent)
  })
  // Without its own undo step the removal would be part of the next result's step, and undoing that would bring the placeholder back.
  if (committed !== null) await undoSteps.commit(committed)
  await tasks.drop(key)
}

export function answerJobs(context: JobContext): Handlers<JobApi> {
  const { figma, tasks, inTurn, undoSteps } = context
  const faintSources = makeFaintSources(figma, context.exports)
  return {
    intend: (intent) => {
      faintSources.note(intent.key, intent.exportId)
      return inTurn(() => intend(context, intent))
    },
    accept: async ({ key, remoteId, at }) => {
      // Does not wait for its turn: from here on the picture is paid for, and its record must be written at once.
      await tasks.change(key, { state: 'accepted', remoteId, acceptedAt: at })
      await inTurn(async () =>
        withPlaceholder(figma, await tasks.find(key), (frame, task) => {
          writeTask(frame, task)
          markAs(frame, 'generating', faintSources.paintFor(key, task.place))
        }),
      )
    },
    fill: (picture) => fill(context, picture),
    markFailed: ({ key, isOver }) =>
      inTurn(async () => {
        await withPlaceholder(figma, await tasks.find(key), (frame) => markAs(frame, 'failed'))
        if (isOver) await tasks.dropRecord(key)
      }),
    markWaiting: (key) => inTurn(async () => withPlaceholder(figma, await tasks.find(key), (frame) => markAs(frame, 'generating'))),
    beginAgain: (request) => inTurn(() => beginAgain(context, request)),
    remove: (key) => inTurn(() => remove(context, key)),
    keepOnly: ({ nodeId, others }) =>
      inTurn(async () => {
        const kept = await findNode(figma, nodeId)
        if (kept?.type !== 'FRAME') return fail('internal', 'no result has this id')
        // Removes only frames that the plugin made (law 7).
        const made = withoutCopies(framesWith(pageOf(kept) ?? figma.currentPage, dataKeys.recipe), nodeId)
        for (const other of made) if (others.includes(other.id) && !other.removed) other.remove()
        await undoSteps.commit(kept)
      }),
    putBack: (key) => inTurn(() => putBack(context, key)),
  }
}
