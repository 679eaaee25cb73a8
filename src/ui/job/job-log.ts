// What happened to a job and when, for "Copy details". Never the key, the prompt or the picture.

import type { Job, JobEvent } from '../../core/job/job.ts'

type Step = { readonly at: number; readonly text: string }

function textOf(event: JobEvent): string {
  switch (event.type) {
    case 'accepted':
    case 'resumed':
      return `${event.type} as ${event.remoteId}`
    case 'progressed':
      return event.offline ? 'offline' : `status ${event.status.slice(0, 40) || 'none'}`
    case 'failed':
      return `failed: ${event.failure.code}, charged ${event.failure.charged}, ${event.failure.detail}`
    case 'inserted':
      return ['inserted', ...event.notes].join(', ')
    default:
      return event.type
  }
}

export function makeJobLog(now: () => number) {
  const steps = new Map<string, Step[]>()
  return {
    add: (key: string, event: JobEvent): void => {
      const list = steps.get(key) ?? []
      const text = textOf(event)
      // A status that repeats says nothing new.
      if (list.at(-1)?.text !== text) steps.set(key, [...list, { at: now(), text }])
    },
    drop: (key: string): void => {
      steps.delete(key)
    },
    /** @param about what an engineer must know besides: version, host, model */
    report: (job: Job, about: readonly string[]): string =>
      [
        ...about,
        `task ${job.key}, phase ${job.phase}`,
        ...(steps.get(job.key) ?? []).map(
          ({ at, text }) => `${new Date(at).toISOString()} +${((at - job.startedAt) / 1000).toFixed(1)} s ${text}`,
        ),
      ].join('\n'),
  }
}
