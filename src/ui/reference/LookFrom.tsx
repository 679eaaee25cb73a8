// Controls for the reference picture, which gives the look: choose or drop it, preview it, switch it off, remove it.

import { useRef } from 'preact/hooks'
import { Check } from '../kit/Check.tsx'
import { IconButton } from '../kit/Buttons.tsx'
import { FileButton } from '../kit/FileButton.tsx'
import { toHeading } from '../kit/heading.ts'
import type { ReferencePart } from './part.ts'
import { referenceWords } from './words.ts'

type Props = { readonly part: ReferencePart }

/** Offered when two layers are selected: one may give the look of the other. */
export function LookFromLayers({ part }: Props) {
  return (
    <div class="around look-layers">
      {part.layers.value.map((layer) => (
        <button
          key={layer.id}
          class="button small"
          onClick={(event) => {
            // The button disappears once only the other layer is on the card, so the focus moves to the heading.
            toHeading(event.currentTarget)
            void part.takeLayer(layer)
          }}
        >
          {referenceWords.from(layer.name)}
        </button>
      ))}
    </div>
  )
}

function Picture({ part, onRemove }: Props & { readonly onRemove: () => void }) {
  const shown = part.shown.value
  const { label, reference } = part.model.value
  if (shown === null) return null
  const { name, url, isOn, givesLight } = shown
  return (
    <div class="look-picture">
      <img src={url} alt="" />
      <div>
        <label class="check" title={name}>
          <input
            type="checkbox"
            checked={isOn && reference !== undefined}
            disabled={reference === undefined}
            onChange={() => part.set({ isOn: !isOn })}
          />
          <span>{referenceWords.from(name)}</span>
        </label>
        {reference === undefined ? (
          <p class="risk">{referenceWords.notTaken(label)}</p>
        ) : (
          <>
            <p class="hint">{referenceWords.keeps}</p>
            {isOn && <Check label={referenceWords.lightToo} isOn={givesLight} onChange={(isOn) => part.set({ givesLight: isOn })} />}
          </>
        )}
      </div>
      <IconButton icon="close" label={referenceWords.remove(name)} onPress={onRemove} />
    </div>
  )
}

/** Hidden for models that take no reference picture, unless one is loaded, which is then shown as not sent. */
export function LookFrom({ part }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const canTake = part.model.value.reference !== undefined
  const problem = part.problem.value
  if (!canTake && part.shown.value === null) return null
  const remove = (): void => {
    // Removing the picture also removes the focused button.
    const next = root.current?.querySelector('.choose') ?? root.current?.closest('.make')?.querySelector('[name="look"]:checked')
    if (next instanceof HTMLElement) next.focus()
    part.remove()
  }
  return (
    <div ref={root} class="look-from">
      <Picture part={part} onRemove={remove} />
      {canTake && (
        <FileButton kind="disclose choose" label={referenceWords.choose} accept="image/*" onFile={(file) => void part.takeFile(file)} />
      )}
      {canTake && problem !== '' && (
        <p class="bad" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** The row in "What is sent", with the reference picture exactly as it is sent. */
export function SecondPicture({ part }: Props) {
  const shown = part.shown.value
  if (shown === null || !shown.isOn || part.model.value.reference === undefined) return null
  const { name, url, size, format, blob } = shown
  return (
    <div>
      <dt>{referenceWords.second}</dt>
      <dd>
        {referenceWords.sent(name, size, format, blob.size)}
        <img src={url} alt="" />
      </dd>
    </div>
  )
}
