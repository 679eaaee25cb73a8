// What the buttons of a failed job do, and those of a job whose picture is plain: one action per step.

import { setupOfRecipe } from '../../core/recipe/setup.ts'
import type { Step } from '../../core/failure/words.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { JobsPart } from './part.ts'
import { serviceAccount } from '../../core/service/account.ts'

export type FailureActionPorts = {
  readonly recipe: Pick<RecipePart, 'applySetup' | 'anySeed'>
  readonly selection: Pick<SelectionPart, 'reveal'>
  readonly connection: Pick<ConnectionPart, 'open' | 'openUrl' | 'copy'>
  readonly jobs: Pick<JobsPart, 'list' | 'recipeOf' | 'details' | 'retry' | 'checkAgain' | 'dismiss'>
  announce(text: string): void
  focusPrompt(): void
  /** Opens the dialog that offers another model. */
  switchModel(key: string): void
}

export type FailureActions = Readonly<Record<Step, (key: string) => void>>

export function makeFailureActions(ports: FailureActionPorts): FailureActions {
  const { recipe: chosen, selection, connection, jobs, announce } = ports

  return {
    'open-settings': connection.open,
    'open-billing': () => connection.openUrl(serviceAccount.billing),
    'switch-model': ports.switchModel,
    'copy-details': (key) => announce(connection.copy(jobs.details(key)) ? 'Details copied.' : 'The details could not be copied.'),
    'send-smaller': (key) => jobs.retry(key, { isSmaller: true }),
    retry: (key) => jobs.retry(key),
    'send-again': (key) => jobs.retry(key),
    'restyle-again': (key) => jobs.retry(key),
    'new-seed': (key) => jobs.retry(key, { seed: chosen.anySeed() }),
    remove: (key) => jobs.dismiss(key),
    'edit-prompt': (key) => {
      const recipe = jobs.recipeOf(key)
      if (recipe !== null) chosen.applySetup(setupOfRecipe(recipe), { seed: 'take' })
      ports.focusPrompt()
    },
    'check-again': (key) => jobs.checkAgain(key),
    'open-picture': (key) => {
      const job = jobs.list.peek().find((candidate) => candidate.key === key)
      if (job?.phase === 'failed' && job.link !== null) connection.openUrl(job.link.url)
    },
    'use-relay': connection.open,
    show: (key) => selection.reveal({ id: jobs.recipeOf(key)?.source.id ?? '', scene: null }),
  }
}
