// The question with which model to go on.

import { useState } from 'preact/hooks'
import type { Offer, SwitchingPart } from './part.ts'
import { ModelRow } from '../recipe/Advanced.tsx'
import { Check } from '../kit/Check.tsx'
import { Button } from '../kit/Buttons.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useModal } from '../kit/modal.ts'
import { kitWords } from '../kit/words.ts'
import { switchingWords } from './words.ts'

type DialogProps = {
  readonly offer: Offer
  readonly onPick: (id: string) => void
  readonly onYes: (answer: { readonly isLasting: boolean }) => void
  readonly onNo: () => void
}

function geometryOf({ gone, model }: Offer): string {
  if (gone.geometry === null) return model.geometry
  return gone.geometry === model.geometry
    ? switchingWords.geometryAsBefore(model.geometry)
    : switchingWords.geometryChanged(gone.geometry, model.geometry)
}

function changesOf(offer: Offer): readonly (readonly [string, string])[] {
  const { kept, changed, lost } = offer.carried
  return [
    [switchingWords.goodFor, offer.model.goodFor],
    [switchingWords.look, switchingWords.rendering],
    [switchingWords.geometry, geometryOf(offer)],
    [switchingWords.price, `${offer.price === '' ? switchingWords.priceUnknown : offer.price}.`],
    [switchingWords.kept, switchingWords.keptAre(kept)],
    [
      switchingWords.settings,
      [switchingWords.changed(changed), switchingWords.leftOut(lost)].filter(Boolean).join(' ') || switchingWords.allKept,
    ],
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
      <h2 id="switch-title">{switchingWords.title}</h2>
      <p id="switch-text">{switchingWords.why(gone.label)}</p>
      <ModelRow
        id="new-model"
        label={switchingWords.newModel}
        describedBy="switch-changes"
        offered={models}
        model={model}
        onModel={onPick}
      />
      <Facts id="switch-changes" facts={changesOf(offer)} />
      <Check label={switchingWords.fromNowOn} isOn={isLasting} onChange={setLasting} />
      <div class="buttons">
        <button class="button primary" data-first onClick={() => onYes({ isLasting })}>
          {switchingWords.restyleWith(model.label, count)}
        </button>
        <Button kind="button" label={kitWords.cancel} onPress={onNo} />
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
