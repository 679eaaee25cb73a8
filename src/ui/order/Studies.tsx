// Series of one frame under many lights. They are chosen here, made by the Restyle button, and folded as they are rarely used.

import { useState } from 'preact/hooks'
import { studies } from '../../core/look/studies.ts'
import { Icon } from '../kit/Icon.tsx'
import type { SelectionPart } from '../selection/part.ts'
import type { OrdersPart } from './part.ts'
import { orderWords } from './words.ts'

type StudiesProps = { readonly part: Pick<OrdersPart, 'plan' | 'study'>; readonly selection: Pick<SelectionPart, 'targets'> }

export function Studies({ part, selection }: StudiesProps) {
  const frames = selection.targets.value.fit.length
  const plan = part.plan.value
  const [isOpen, setOpen] = useState(false)
  return (
    <div class="studies">
      <button class="disclose" aria-expanded={isOpen} aria-controls="studies" onClick={() => setOpen(!isOpen)}>
        {orderWords.series}
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <div id="studies" role="group" aria-label={orderWords.seriesGroup}>
          {studies.map((study) => (
            <button
              key={study.id}
              class="button study"
              aria-pressed={plan.kind === 'study' && plan.study === study}
              onClick={() => part.study(study)}
            >
              <span class="strip" aria-hidden="true">
                {study.options.map(({ id, colors }) => (
                  <span key={id} style={{ background: `linear-gradient(${colors[0]},${colors[1]})` }} />
                ))}
              </span>
              {study.label}
              <span class="unseen">, </span>
              <small>{orderWords.seriesOf(study.options.length, frames)}</small>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
