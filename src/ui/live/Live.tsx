// What of the source stays live, with counts and one press each; and what cannot be lifted, said before anything is sent.

import { useId } from 'preact/hooks'
import type { LiveFacts } from '../../core/live/live.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { LivePart } from './part.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { quantity } from '../../core/base/text.ts'

type Props = { readonly part: LivePart; readonly recipe: Pick<RecipePart, 'purpose'> }

function shownNames(name: string): string {
  return name.replace(/^#(keep|product)\s*/, '') || name
}

type KindProps = { readonly label: string; readonly count: number; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }

function Kind({ label, count, isOn, onChange }: KindProps) {
  return (
    <label class="check kind">
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      {label}
      <span class="count">{` ${count}`}</span>
    </label>
  )
}

type MarkedProps = {
  readonly what: string
  readonly layer: NamedLayer
  readonly canRelease: boolean
  readonly onRelease: (id: string) => void
}

function Marked({ what, layer, canRelease, onRelease }: MarkedProps) {
  return (
    <li>
      <span class="marked-name" title={layer.name}>
        {shownNames(layer.name)}
      </span>
      <span class="hint">{what}</span>
      {canRelease && <IconButton icon="close" label={`Release ${shownNames(layer.name)}`} onPress={() => onRelease(layer.id)} />}
    </li>
  )
}

/** What goes with the picture although it looks as if it could be lifted. */
function notLifted({ stuck, images }: LiveFacts, keepsTexts: boolean): string | null {
  const said = [
    ...(stuck > 0 ? [`${quantity(stuck, 'text is', 'texts are')} part of a shape or mask`] : []),
    ...(keepsTexts && images > 0 ? [`words inside ${quantity(images, 'image')} are picture`] : []),
  ].join(', and ')
  return said === '' ? null : `Not lifted: ${said}.`
}

/** A layer selected in the source that was on the card before. */
function Aside({ part }: Pick<Props, 'part'>) {
  const aside = part.aside.value
  if (aside === null) return null
  const { host, isPart, canMarkArea } = aside
  return (
    <div class="aside">
      <p>{`${isPart ? 'In' : 'Over'} ${host.name}:`}</p>
      <div class="links">
        {isPart && <Button kind="link" label="Keep selected layer" onPress={() => part.keepSelected()} />}
        {isPart && <Button kind="link" label="Lock as product" onPress={() => part.lockSelected()} />}
        {canMarkArea && <Button kind="link" label="Change only this area" onPress={() => part.markArea('inside')} />}
        {canMarkArea && <Button kind="link" label="Change all but this area" onPress={() => part.markArea('outside')} />}
      </div>
    </div>
  )
}

function AreaLine({ part }: Pick<Props, 'part'>) {
  const area = part.facts.value?.area ?? null
  const chosen = part.live.value.area
  if (area === null || chosen === null) return null
  return (
    <li>
      <span class="marked-name">{area.name}</span>
      <Button
        kind="link"
        label={chosen.changes === 'inside' ? 'Only this area changes' : 'All but this area changes'}
        onPress={() => part.turnArea()}
      />
      <IconButton icon="close" label={`Release ${area.name}`} onPress={() => part.release(area.id)} />
    </li>
  )
}

function Marks({ part, recipe: { purpose } }: Props) {
  const facts = part.facts.value
  const { kept, products } = part.live.value
  if (facts === null) return null
  // The one that the select shows is not said twice.
  const others = facts.products.filter(({ id }) => purpose.value !== 'product' || id !== products.at(-1))
  if (facts.kept.length + others.length + (facts.area === null ? 0 : 1) === 0) return null
  const release = (id: string): void => part.release(id)
  return (
    <ul class="marked">
      {facts.kept.map((layer) => (
        <Marked key={layer.id} what="live" layer={layer} canRelease={kept.includes(layer.id)} onRelease={release} />
      ))}
      {others.map((layer) => (
        <Marked key={layer.id} what="product" layer={layer} canRelease={products.includes(layer.id)} onRelease={release} />
      ))}
      <AreaLine part={part} />
    </ul>
  )
}

/** Which of the layers one sees first is the product: said without a way into the canvas. */
function ProductLine({ part, recipe: { purpose } }: Props) {
  const facts = part.facts.value
  const chosen = part.live.value.products.at(-1) ?? ''
  if (facts === null || purpose.value !== 'product') return null
  const deeper = facts.products.filter(({ id }) => id === chosen && !facts.candidates.some((layer) => layer.id === id))
  return (
    <label class="product-line">
      Product
      <select value={chosen} onChange={({ currentTarget }) => part.chooseProduct(currentTarget.value || null)}>
        <option value="">None</option>
        {[...deeper, ...facts.candidates].map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

export function Live({ part, recipe }: Props) {
  const headingId = useId()
  const facts = part.facts.value
  const { texts, vectors } = part.live.value
  const isShown = part.isShown.value
  const said = facts === null ? null : notLifted(facts, texts)
  const hasAny = facts !== null && facts.texts + facts.vectors + facts.kept.length + facts.products.length > 0
  return (
    <>
      <Aside part={part} />
      <ProductLine part={part} recipe={recipe} />
      {(hasAny || facts?.area) && (
        <div class="live" role="group" aria-labelledby={headingId}>
          <div class="line">
            <span class="heading" id={headingId}>
              Stays live
            </span>
            {facts.live > 0 && (
              <IconButton
                icon="layers"
                label={isShown ? 'Hide live layers' : 'Show live layers'}
                isPressed={isShown}
                onPress={() => {
                  part.isShown.value = !isShown
                }}
              />
            )}
          </div>
          <div class="kinds">
            <Kind label="Text" count={facts.texts} isOn={texts} onChange={(isOn) => part.keepTexts(isOn)} />
            <Kind label="Icons and vectors" count={facts.vectors} isOn={vectors} onChange={(isOn) => part.keepVectors(isOn)} />
          </div>
          <Marks part={part} recipe={recipe} />
          {said !== null && <p>{said}</p>}
        </div>
      )}
    </>
  )
}
