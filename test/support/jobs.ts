// The actions on jobs over scripted ports: the sandbox draws every placeholder at once, and every control image is the same.

import { signal } from '@preact/signals'
import { makeInTurn } from '../../src/core/base/in-turn.ts'
import type { Begun, WantedPicture } from '../../src/core/job/protocol.ts'
import { choiceOf } from '../../src/core/recipe/stages.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { JobContext } from '../../src/ui/job/context.ts'
import { makeEntries } from '../../src/ui/job/entries.ts'
import { makeJobLog } from '../../src/ui/job/job-log.ts'
import { makeJobThumbnails } from '../../src/ui/job/job-thumbnails.ts'
import { makeMissingModels } from '../../src/ui/job/missing-models.ts'
import { makeQueue } from '../../src/ui/job/queue.ts'
import { type Steps, scriptedPorts } from './ports.ts'
import { aRecipe, aTask } from './tasks.ts'

const plan = { sent: { width: 32, height: 16 }, content: { x: 0, y: 0, width: 32, height: 16 } }

/** @param limit how many pictures may be made at once */
export function jobContext(steps: Steps = {}, limit = 3) {
  const { ports, log } = scriptedPorts({
    ...steps,
    figma: {
      beginAgain: async ({ key }) => {
        log.push(`begin ${key} again`)
        return aTask({ key })
      },
      markFailed: async ({ key, isOver }) => void log.push(`mark ${key} failed${isOver ? ' for good' : ''}`),
      markWaiting: async (key) => void log.push(`mark ${key} waiting`),
      remove: async (key) => void log.push(`remove ${key}`),
      ...steps.figma,
    },
  })
  const entries = makeEntries()
  const announced: string[] = []
  const noThumbnail = { figma: { thumbnail: () => Promise.reject(new Error('no picture')) }, time: { delay: async () => {} } }
  const context: JobContext = {
    figma: ports.figma as JobContext['figma'],
    ports,
    entries,
    queue: makeQueue(() => limit),
    parallel: () => limit,
    log: makeJobLog(() => 1000),
    thumbnails: makeJobThumbnails({ ...noThumbnail, exportLock: makeInTurn(), urls: { make: () => 'blob:1', drop: () => {} } }, () =>
      entries.redraw(),
    ),
    missingModels: makeMissingModels((key) => entries.find(key)?.task?.recipe ?? null),
    stopping: new Set(),
    growing: signal<ReadonlySet<string>>(new Set()),
    viewMoved: signal(false),
    reference: async () => new Blob(['look']),
    controlImage: async () => {
      log.push('prepare')
      return {
        about: '',
        exportId: 1,
        plan,
        whole: null,
        composed: { blob: new Blob(['png']), format: 'png', base64: new Blob(['cG5n']), fingerprint: 'f1' },
        stuck: [],
      }
    },
    now: () => 1000,
    announce: (text) => void announced.push(text),
  }
  return { context, log, announced, jobOf: (key: string): Job | undefined => entries.find(key)?.job }
}

export function wanted(key: string): WantedPicture {
  return { key, subject: { id: '1:2', scene: null }, sourceName: 'Villa', styleName: 'Warm timber, golden', choice: choiceOf(aRecipe()) }
}

export function drawn(...keys: readonly string[]): Begun {
  return { tasks: keys.map((key) => aTask({ key })), refused: [], hasMovedView: false }
}

/** Resolves when everything that needs no time has happened: promises settle within a few turns of the event loop. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
}
