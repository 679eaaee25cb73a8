// What the buttons of a failed job do: one step each.

import type { Step } from '../../core/failure/words.ts'
import type { ControlsPart } from '../recipe/controls.ts'
import type { JobsPart } from './part.ts'
import { serviceAccount } from '../../core/service/account.ts'

export type FailureActionPorts = {
  readonly controls: Pick<ControlsPart, 'takeOver'>
  readonly jobs: Pick<JobsPart, 'list' | 'recipeOf' | 'details' | 'again' | 'checkAgain' | 'dismiss'>
  say(text: string): void
  copy(text: string): boolean
  focusPrompt(): void
  newSeed(): number
  openSettings(): void
  openUrl(url: string): void
  switchModel(key: string): void
  show(nodeId: string): void
}

export function makeFailureActions(ports: FailureActionPorts): Record<Step, (key: string) => void> {
  const { controls, jobs, say, openSettings, openUrl } = ports

  return {
    'open-settings': openSettings,
    'open-billing': () => openUrl(serviceAccount.billing),
    'switch-model': ports.switchModel,
    'copy-details': (key) => say(ports.copy(jobs.details(key)) ? 'Details copied.' : 'The details could not be copied.'),
    'send-smaller': (key) => jobs.again(key, { isSmaller: true }),
    retry: (key) => jobs.again(key),
    'send-again': (key) => jobs.again(key),
    'restyle-again': (key) => jobs.again(key),
    'new-seed': (key) => jobs.again(key, { seed: ports.newSeed() }),
    remove: (key) => jobs.dismiss(key),
    'edit-prompt': (key) => {
      const recipe = jobs.recipeOf(key)
      if (recipe !== null) controls.takeOver(recipe)
      ports.focusPrompt()
    },
    'check-again': (key) => jobs.checkAgain(key),
    'open-picture': (key) => {
      const job = jobs.list.peek().find((candidate) => candidate.key === key)
      if (job?.phase === 'failed' && job.link !== null) openUrl(job.link.url)
    },
    'use-relay': openSettings,
    show: (key) => ports.show(jobs.recipeOf(key)?.source.id ?? ''),
  }
}
