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
  /** The whole prompt, and its name where it is one of several. */
  readonly prompt: { readonly label: string; readonly text: string }
  /** Unfolded until a first order went to the host, or as a person chose since. */
  readonly isNewHost: boolean
}

export function WhatIsSent({ preview, plan, host, second, prompt, isNewHost }: Sending) {
  const id = useId()
  const [chosen, choose] = useState<boolean | null>(null)
  const isOpen = chosen ?? isNewHost
  const exact = preview.state === 'ready' ? preview.sent : null
  const sent = exact?.plan.sent ?? plan?.sent
  return (
    <>
      <button class="disclose" aria-expanded={isOpen} aria-controls={id} onClick={() => choose(!isOpen)}>
        {sourceWords.whatIsSent}
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <dl class="facts sending" id={id}>
          <div>
            <dt>{sourceWords.picture}</dt>
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
      )}
    </>
  )
}
