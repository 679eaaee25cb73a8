// Log of each job's events with their times, for "Copy details". Never holds the API key, the prompt or the picture (law 4).

import { cutText } from '../../core/base/text.ts'
import type { Job, JobEvent } from '../../core/job/job.ts'

type LogLine = { readonly atMs: number; readonly text: string }

function textOf(event: JobEvent): string {
  switch (event.type) {
    case 'accepted':
    case 'resumed':
      return `${event.type} as ${event.remoteId}`
    case 'progressed':
      return event.offline ? 'offline' : `status ${cutText(event.status, 40) || 'none'}`
    case 'paused':
      return `waiting: ${event.pause.because}`
    case 'failed':
      return `failed: ${event.failure.code}, charged ${event.failure.charged}, ${event.failure.detail}`
    case 'inserted':
      return ['inserted', ...event.notes].join(', ')
    default:
      return event.type
  }
}

export function makeJobLog(now: () => number) {
  const steps = new Map<string, LogLine[]>()
  return {
    add: (key: string, event: JobEvent): void => {
      const list = steps.get(key) ?? []
      const text = textOf(event)
      // A repeated status is logged once.
      if (list.at(-1)?.text !== text) steps.set(key, [...list, { atMs: now(), text }])
    },
    drop: (key: string): void => {
      steps.delete(key)
    },
    /** @param about lines before the job's own: version, host, model */
    report: (job: Job, about: readonly string[]): string =>
      [
        ...about,
        `task ${job.key}, phase ${job.phase}`,
        ...(steps.get(job.key) ?? []).map(
          ({ atMs, text }) => `${new Date(atMs).toISOString()} +${((atMs - job.startedAt) / 1000).toFixed(1)} s ${text}`,
        ),
      ].join('\n'),
  }
}
