// The question with which model to go on.

import { useState } from 'preact/hooks'
import type { Offer, SwitchingPart } from './part.ts'
import { ModelRow } from '../recipe/Advanced.tsx'
import { Button } from '../kit/Buttons.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useModal } from '../kit/modal.ts'

type DialogProps = {
  readonly offer: Offer
  readonly onPick: (id: string) => void
  readonly onYes: (answer: { readonly isLasting: boolean }) => void
  readonly onNo: () => void
}

function listed(name: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `${name}: ${parts.join(', ')}.`
}

function geometryOf({ gone, model }: Offer): string {
  if (gone.geometry === null) return model.geometry
  return gone.geometry === model.geometry ? `as before, ${model.geometry}` : `was ${gone.geometry} Now ${model.geometry}`
}

function changesOf(offer: Offer): readonly (readonly [string, string])[] {
  const { kept, changed, lost } = offer.carried
  return [
    ['Good for', offer.model.goodFor],
    ['Look', 'another hand: the same look comes out differently.'],
    ['Geometry', geometryOf(offer)],
    ['Price', `${offer.price === '' ? 'not known here: the service decides it' : offer.price}.`],
    ['Stays', `${['look, light, words, seed', ...kept].join(', ')}.`],
    ['Settings', [listed('Changed', changed), listed('Left out', lost)].filter(Boolean).join(' ') || 'all stay.'],
  ]
}

/** The model is gone; the same pictures with another one are one press away. */
function SwitchDialog({ offer, onPick, onYes, onNo }: DialogProps) {
  const dialog = useModal()
  const [isLasting, setLasting] = useState(true)
  const { gone, model, models, count } = offer
  return (
    <dialog
      ref={dialog}
      class="switch"
      aria-labelledby="switch-title"
      aria-describedby="switch-text"
      onClose={(event) => event.currentTarget.isConnected && onNo()}
    >
      <h2 id="switch-title">Switch model</h2>
      <p id="switch-text">{`The service does not offer ${gone.label} any more, or not now. Nothing was charged.`}</p>
      <ModelRow id="new-model" label="New model" describedBy="switch-changes" offered={models} model={model} onModel={onPick} />
      <Facts id="switch-changes" facts={changesOf(offer)} />
      <label class="check">
        <input type="checkbox" checked={isLasting} onChange={(event) => setLasting(event.currentTarget.checked)} />
        Use it from now on
      </label>
      <div class="buttons">
        <button class="button primary" data-first onClick={() => onYes({ isLasting })}>
          {`Restyle with ${model.label}${count > 1 ? ` (${count} pictures)` : ''}`}
        </button>
        <Button kind="button" label="Cancel" onPress={onNo} />
      </div>
    </dialog>
  )
}

type SwitchProps = { readonly part: Pick<SwitchingPart, 'offer' | 'pick' | 'confirm' | 'dismiss'> }

export function Switch({ part }: SwitchProps) {
  const offer = part.offer.value
  if (offer === null) return null
  return <SwitchDialog offer={offer} onPick={part.pick} onYes={part.confirm} onNo={part.dismiss} />
}
