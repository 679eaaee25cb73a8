// The dialog that offers another model.

import { useState } from 'preact/hooks'
import type { Offer, Offered, SwitchingPart } from './part.ts'
import { Check } from '../kit/Check.tsx'
import { Button } from '../kit/Buttons.tsx'
import { Facts } from '../kit/Facts.tsx'
import { leaveForRun, useModal } from '../kit/modal.ts'
import { kitWords } from '../kit/words.ts'
import { switchingWords } from './words.ts'

type SwitchProps = { readonly part: Pick<SwitchingPart, 'offer' | 'pick' | 'confirm' | 'dismiss'> }

function geometryOf({ gone }: Offer, { geometry }: Offered['model']): string {
  if (gone.geometry === null) return geometry
  return gone.geometry === geometry ? switchingWords.geometryAsBefore(geometry) : switchingWords.geometryChanged(gone.geometry, geometry)
}

function changesOf(offer: Offer, { model, kept, changed, lost, price }: Offered): readonly (readonly [string, string])[] {
  const facts = [
    [switchingWords.goodFor, model.goodFor],
    [switchingWords.geometry, geometryOf(offer, model)],
    [switchingWords.price, price || switchingWords.priceUnknown],
    [switchingWords.kept, [switchingWords.always, ...kept].join(', ')],
    [switchingWords.changed, changed.join(', ')],
    [switchingWords.leftOut, lost.join(', ')],
  ] as const
  return facts.filter(([, text]) => text !== '')
}

/** Shown when a model is gone. The user picks another one, and the next press of the Restyle button makes the same pictures with it. */
function SwitchDialog({ offer, part }: SwitchProps & { readonly offer: Offer }) {
  const dialog = useModal()
  const [isLasting, setLasting] = useState(true)
  const { gone, model, models } = offer
  const chosen = models.find((one) => one.model === model)
  return (
    <dialog
      ref={dialog}
      class="switch"
      aria-label={switchingWords.title}
      aria-describedby="switch-text"
      onClose={(event) => event.currentTarget.isConnected && part.dismiss()}
    >
      <h2>{switchingWords.title}</h2>
      <p id="switch-text">{switchingWords.why(gone.label)}</p>
      <div role="radiogroup" aria-label={switchingWords.newModel}>
        {models.map(({ model: one, price }) => (
          <label key={one.id} class="check">
            <input
              type="radio"
              name="new-model"
              aria-label={one.label}
              aria-describedby={`new-${one.id}`}
              checked={one === model}
              onChange={() => part.pick(one)}
            />
            <span>
              {one.label}
              <small id={`new-${one.id}`}>{switchingWords.brief(one.geometry, price)}</small>
            </span>
          </label>
        ))}
      </div>
      {chosen && <Facts facts={changesOf(offer, chosen)} />}
      <Check label={switchingWords.fromNowOn} isOn={isLasting} onChange={setLasting} />
      <div class="buttons">
        <button
          class="button primary"
          data-first
          onClick={() => {
            part.confirm(isLasting)
            leaveForRun(dialog.current)
          }}
        >
          {switchingWords.use(model.label)}
        </button>
        <Button kind="button" label={kitWords.cancel} onPress={part.dismiss} />
      </div>
    </dialog>
  )
}

export function Switch({ part }: SwitchProps) {
  const offer = part.offer.value
  return offer && <SwitchDialog offer={offer} part={part} />
}
