// The list of jobs, rendered from a record of signals; everything that it calls is recorded.

import { signal } from '@preact/signals'
import { type Step, stepLabel } from '../../src/core/failure/words.ts'
import type { Job } from '../../src/core/job/job.ts'
import { groupRuns } from '../../src/core/job/runs.ts'
import type { Usual } from '../../src/core/job/usual.ts'
import { serviceUrl } from '../../src/core/service/account.ts'
import { Jobs } from '../../src/ui/job/Jobs.tsx'
import { type Call, recorder } from './calls.ts'
import { show } from './screen.tsx'
import { aRecipe } from './tasks.ts'

/** One recorded action for each step, under the step's name. */
function failureActionsOf(note: (action: string) => (...rest: readonly unknown[]) => void): Record<Step, (key: string) => void> {
  const actions: Partial<Record<Step, (key: string) => void>> = {}
  for (const step of Object.keys(stepLabel) as Step[]) actions[step] = note(step)
  return actions as Record<Step, (key: string) => void>
}

/** `usual`: how long earlier pictures took. */
type Around = {
  readonly baseUrl?: string
  readonly usual?: Usual | null
  readonly growing?: readonly string[]
  /** Keys of pictures whose source is another frame than that of the rest. */
  readonly ofOther?: readonly string[]
}

type Shown = { readonly calls: readonly Call[]; readonly now: { value: number } }

export function showJobs(jobs: readonly Job[], { baseUrl = serviceUrl, usual = null, growing = [], ofOther = [] }: Around = {}): Shown {
  const { calls, note } = recorder()
  const now = signal(1_000_000)
  const recipe = aRecipe()
  const part = {
    runs: signal(groupRuns(jobs)),
    now,
    pictureOf: () => null,
    madeOf: (key: string) => (ofOther.includes(key) ? { ...recipe, source: { ...recipe.source, id: '7:1' } } : recipe),
    cancel: note('cancel'),
    usualOf: () => usual,
    parallel: () => 3,
    growing: signal<ReadonlySet<string>>(new Set(growing)),
    viewMoved: signal(false),
    viewBack: note('viewBack'),
    putBack: note('putBack'),
    stop: note('stop'),
    dismissRun: note('dismissRun'),
    dropPicture: note('dropPicture'),
    dismiss: note('dismiss'),
  }
  show(
    <Jobs
      part={part}
      failureActions={failureActionsOf(note)}
      connection={{ baseUrl: signal(baseUrl), service: signal('CometAPI') }}
      notices={{ status: signal('') }}
      isBehind={signal(false)}
      onShow={note('show')}
      onCompare={note('compare')}
      onMore={note('more')}
      onKeep={note('keep')}
      onShowMarker={note('showMarker')}
      successorOf={() => 'FLUX.2 [pro]'}
      reviewOf={() => null}
      keptOf={() => null}
    />,
  )
  return { calls, now }
}
