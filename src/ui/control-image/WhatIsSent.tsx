// What the next press sends: the picture above, its size and bytes, the prompt and the host (law 5).

import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Plan } from '../../core/picture/registration.ts'
import { Icon } from '../kit/Icon.tsx'
import type { Preview } from './preview.ts'
import { sourceWords } from './words.ts'

export type Sending = {
  readonly preview: Preview
  readonly plan: Plan | null
  readonly host: string
  /** The row about the reference picture. */
  readonly second: ComponentChildren
  /** Whether the picture is a depth map. */
  readonly isDepth: boolean
  /** The full prompt; its label says so if it is one of several. */
  readonly prompt: { readonly label: string; readonly text: string }
  /** True until the first order to this host; the section is then unfolded unless a person folds it. */
  readonly isNewHost: boolean
}

/** State of the fold: its button is on the card, its content below the card. */
export function useFold(isNewHost: boolean) {
  const id = useId()
  const [chosen, choose] = useState<boolean | null>(null)
  const isOpen = chosen ?? isNewHost
  return { id, isOpen, toggle: (): void => choose(!isOpen) }
}

type Fold = ReturnType<typeof useFold>

export function SentButton({ id, isOpen, toggle }: Fold) {
  return (
    <button class="disclose" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
      {sourceWords.whatIsSent}
      <Icon name="chevron" />
    </button>
  )
}

export function WhatIsSent({ id, preview, plan, host, isDepth, second, prompt }: Sending & Pick<Fold, 'id'>) {
  const exact = preview.state === 'ready' ? preview.sent : null
  const sent = exact?.plan.sent ?? plan?.sent
  return (
    <dl class="facts sending" id={id}>
      <div>
        <dt>{isDepth ? sourceWords.depthMap : sourceWords.picture}</dt>
        <dd>
          {sent && <span>{sourceWords.exactly(sent, exact)}</span>} <span>{sourceWords.to(host)}</span>
        </dd>
      </div>
      {second}
      <div>
        <dt>{prompt.label}</dt>
        <dd id="sent-prompt">{prompt.text}</dd>
      </div>
    </dl>
  )
}
