// What leaves at the next press: the picture above, its size and bytes, the prompt and the host (law 5).

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
  /** What is said of a second picture. */
  readonly second: ComponentChildren
  /** The picture is a depth map. */
  readonly isDepth: boolean
  /** The whole prompt, and its name where it is one of several. */
  readonly prompt: { readonly label: string; readonly text: string }
  /** Unfolded until a first order went to the host, or as a person chose since. */
  readonly isNewHost: boolean
}

/** The button stands on the card, what it unfolds below it. */
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
