// Which layers of the source stay live, with counts and controls, and which cannot; shown before anything is sent.

import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { StuckLayer } from '../../core/live/stuck.ts'
import type { LiveFacts } from '../../core/live/live.ts'
import type { NamedLayer } from '../../core/selection/subject.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import type { RecipePart } from '../recipe/part.ts'
import { AreaLine } from './AreaLine.tsx'
import type { LivePart } from './part.ts'
import { ProductLine } from './ProductLine.tsx'
import { liveWords, notLiftableText, shownName, stuckTexts } from './words.ts'

type LiveView = Omit<LivePart, 'choiceOf' | 'adopt' | 'selected' | 'edited'>

type Props = { readonly part: LiveView; readonly recipe: Pick<RecipePart, 'purpose'> }
type PartProps = Pick<Props, 'part'>

type KindProps = { readonly label: string; readonly count: number; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }

/** Draws nothing for a kind that the source does not contain. */
function Kind({ label, count, isOn, onChange }: KindProps) {
  return count === 0 ? null : (
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
  const name = shownName(layer.name)
  return (
    <li>
      <span class="marked-name" title={layer.name}>
        {name}
      </span>
      <span class="hint">{what}</span>
      {canRelease && <IconButton icon="close" label={liveWords.remove(name)} onPress={() => onRelease(layer.id)} />}
    </li>
  )
}

/** What can be done with a layer that is selected inside or above the source that was on the card before. */
function InnerLayerOffers({ part }: PartProps) {
  const inner = part.innerLayer.value
  if (inner === null) return null
  const { host, isPart, canMarkArea } = inner
  const where = liveWords.inside(host.name, isPart)
  // Only the run button's name may begin with "Restyle".
  const area = (label: string, changes: 'inside' | 'outside') =>
    canMarkArea && <Button kind="link" label={label} name={`${where} ${label}`} onPress={() => part.markArea(changes)} />
  return (
    <div class="inner-layer" data-passing>
      <p>{where}</p>
      <div class="links">
        {isPart && <Button kind="link" label={liveWords.keep} onPress={() => part.keepSelected()} />}
        {isPart && <Button kind="link" label={liveWords.lock} onPress={() => part.lockSelected()} />}
        {area(liveWords.areaInside, 'inside')}
        {area(liveWords.areaOutside, 'outside')}
      </div>
    </div>
  )
}

function MarkedLayers({ part, recipe: { purpose } }: Props) {
  const facts = part.facts.value
  const { kept, products } = part.choice.value
  if (facts === null) return null
  // `ProductLine` already shows the chosen product, so it is not listed here again.
  const others = facts.products.filter(({ id }) => purpose.value !== 'product' || id !== products.at(-1))
  if (facts.kept.length + others.length + (facts.area === null ? 0 : 1) === 0) return null
  const release = (id: string): void => part.release(id)
  return (
    <ul class="marked">
      {facts.kept.map((layer) => (
        <Marked key={layer.id} what={liveWords.kept} layer={layer} canRelease={kept.includes(layer.id)} onRelease={release} />
      ))}
      {others.map((layer) => (
        <Marked key={layer.id} what={liveWords.product} layer={layer} canRelease={products.includes(layer.id)} onRelease={release} />
      ))}
      <AreaLine part={part} />
    </ul>
  )
}

type HeadingProps = PartProps & { readonly id: string; readonly count: number; readonly children: ComponentChildren }

function Heading({ part: { isShown }, id, count, children }: HeadingProps) {
  const isOn = isShown.value
  return (
    <div class="line">
      <span class="heading" id={id}>
        {liveWords.heading}
      </span>
      {children}
      {count > 0 && (
        <IconButton
          icon="layers"
          label={isOn ? liveWords.hide : liveWords.show}
          isPressed={isOn}
          onPress={() => {
            isShown.value = !isOn
          }}
        />
      )}
    </div>
  )
}

type GroupProps = Props & { readonly facts: LiveFacts }

function StaysLive({ part, recipe, facts }: GroupProps) {
  const headingId = useId()
  const { texts, vectors } = part.choice.value
  const notLiftable = notLiftableText(facts, { keepsTexts: texts })
  return (
    <div class="live" role="group" aria-labelledby={headingId}>
      <Heading part={part} id={headingId} count={facts.liveCount}>
        <div class="kinds">
          <Kind label={liveWords.texts} count={facts.texts} isOn={texts} onChange={(isOn) => part.keepTexts(isOn)} />
          <Kind label={liveWords.vectors} count={facts.vectors} isOn={vectors} onChange={(isOn) => part.keepVectors(isOn)} />
        </div>
      </Heading>
      <MarkedLayers part={part} recipe={recipe} />
      {notLiftable !== null && <p>{notLiftable}</p>}
    </div>
  )
}

function holdsAny({ texts, vectors, kept, products, area }: LiveFacts): boolean {
  return texts + vectors + kept.length + products.length > 0 || area !== null
}

export function Live({ part, recipe, stuck }: Props & { readonly stuck: readonly StuckLayer[] }) {
  const facts = part.facts.value
  return (
    <>
      <InnerLayerOffers part={part} />
      <ProductLine part={part} recipe={recipe} />
      {facts !== null && holdsAny(facts) && <StaysLive part={part} recipe={recipe} facts={facts} />}
      {stuckTexts(stuck).map((sentence) => (
        <p key={sentence} class="stuck">
          {sentence}
        </p>
      ))}
    </>
  )
}
