// The source card: what is selected, and the exact picture of it that will be sent (law 5).

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals'
import { subjectKey } from '../../core/selection/subject.ts'
import type { Box } from '../../core/base/geometry.ts'
import type { PlacedLayer } from '../../core/live/live.ts'
import type { Selection } from '../../core/selection/protocol.ts'
import { type Plan, hasFewPixels } from '../../core/picture/registration.ts'
import type { Light, Look, Purpose } from '../../core/look/look.ts'
import type { LivePart } from '../live/part.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { Target, Targets } from '../selection/targets.ts'
import type { ControlImagePart } from './part.ts'
import { type Sending, SentButton, WhatIsSent, useFold } from './WhatIsSent.tsx'
import { IconButton } from '../kit/Buttons.tsx'
import { LookDrawing } from '../look/LookDrawing.tsx'
import { unfitText } from '../../core/selection/words.ts'
import { recipeWords } from '../recipe/words.ts'
import { liveWords, shownName } from '../live/words.ts'
import { inPixels, sourceWords, wholeText } from './words.ts'

type CardProps = {
  readonly selection: Selection
  readonly targets: Targets
  readonly target: Target | null
  readonly nth: number
  readonly sending: Sending
  readonly isPlain: boolean
  readonly purpose: Purpose
  readonly look: Look
  /** A picture of the live layers alone, shown over the preview. */
  readonly livePicture: string | null
  readonly tinted: readonly PlacedLayer[]
  readonly guess: PlacedLayer | null
  readonly onNth: (nth: number) => void
  readonly children?: ComponentChildren
}

function title({ selection, targets, target }: CardProps): string {
  if (target !== null) return target.name
  const [only, ...more] = targets.skipped
  if (only !== undefined) return more.length === 0 ? only.name : sourceWords.layers(targets.skipped.length)
  return selection.kind === 'several' ? sourceWords.several : sourceWords.none
}

/** The live layers in the place where they will lie in the result. The sent picture below has margins that the result lacks. */
function LiveOver({ url, plan: { sent, content }, name }: { readonly url: string; readonly plan: Plan; readonly name: string }) {
  return (
    <svg class="live-over" viewBox={`0 0 ${sent.width} ${sent.height}`} role="img" aria-label={sourceWords.editable(name)}>
      <image href={url} {...content} />
    </svg>
  )
}

/** Converts a box in page coordinates to its place in the picture on the card. */
function placeIn({ content }: Plan, { position, size }: Target, box: Box): Box {
  const scale = content.width / size.width
  return {
    x: content.x + (box.x - position.x) * scale,
    y: content.y + (box.y - position.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  }
}

type TintProps = { readonly plan: Plan; readonly target: Target; readonly layer: PlacedLayer; readonly isGuess: boolean }

/** Marks the product layer, or the layer that looks like one. */
function Tint({ plan, target, layer: { name, box }, isGuess }: TintProps) {
  const { width, height } = plan.sent
  return (
    <svg class="live-over" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={liveWords.isTinted(shownName(name), isGuess)}>
      <rect class={isGuess ? 'tint guessed' : 'tint'} {...placeIn(plan, target, box)} />
    </svg>
  )
}

/** Pages through the selected frames. */
function Pager({ count, nth, onNth }: { readonly count: number; readonly nth: number; readonly onNth: (nth: number) => void }) {
  return (
    <div class="pager" role="group" aria-label={sourceWords.selected}>
      <IconButton icon="chevron" kind="icon-button back" label={sourceWords.previous} isOff={nth === 0} onPress={() => onNth(nth - 1)} />
      <span>{sourceWords.nthOf(nth + 1, count)}</span>
      <IconButton icon="chevron" label={sourceWords.next} isOff={nth === count - 1} onPress={() => onNth(nth + 1)} />
    </div>
  )
}

/** The layers that are left out, each with its reason. */
function LeftOut({ skipped }: Pick<Targets, 'skipped'>) {
  return (
    <ul class="skipped" aria-label={sourceWords.leftOut}>
      {skipped.map(({ id, name, why }) => (
        <li key={id}>
          <strong>{name}</strong>
          {sourceWords.isLeftOut(unfitText[why])}
        </li>
      ))}
    </ul>
  )
}

function Facts(props: CardProps) {
  const { target, targets, selection, sending, isPlain } = props
  if (target !== null)
    return (
      <>
        <p>{inPixels(target.nodeSize)}</p>
        {hasFewPixels(target.size) && <p>{sourceWords.few}</p>}
        {isPlain && <p class="bad">{sending.isDepth ? sourceWords.plainDepth : sourceWords.plain}</p>}
        {sending.preview.state === 'failed' && <p class="bad">{sending.preview.sentence}</p>}
        {sending.preview.state === 'ready' && sending.preview.sent.whole !== null && (
          <p class="bad">{wholeText(sending.preview.sent.whole)}</p>
        )}
      </>
    )
  const [only] = targets.skipped
  if (only !== undefined && targets.skipped.length === 1) return <p>{unfitText[only.why]}</p>
  return <p>{selection.kind === 'none' ? sourceWords.promise : sourceWords.noneFits}</p>
}

function Card(props: CardProps) {
  const { target, targets, nth, sending, purpose, look } = props
  const { preview } = sending
  // Another source starts with its small picture.
  const [large, setLarge] = useState<string | null>(null)
  const id = target && subjectKey(target.subject)
  const isLarge = large === id
  const fold = useFold(sending.isNewHost)
  const url = target && (preview.state === 'thumbnail' || preview.state === 'ready') ? preview.url : null
  const count = targets.fit.length
  const hasLeftOut = targets.skipped.length > (target === null ? 1 : 0)
  return (
    <section class={`source${isLarge && url ? ' large' : ''}`} aria-label={sourceWords.source}>
      <div class="card">
        <div
          class={`shot${target ? '' : ' empty'}${target && target.size.height > target.size.width ? ' tall' : ''}`}
          aria-busy={target !== null && (preview.state === 'loading' || preview.state === 'thumbnail')}
        >
          {target && url && <img src={url} alt={sourceWords.preview(target.name)} />}
          {target && preview.state === 'ready' && props.livePicture && (
            <LiveOver url={props.livePicture} plan={preview.sent.plan} name={target.name} />
          )}
          {target &&
            preview.state === 'ready' &&
            props.tinted.map((layer) => (
              <Tint key={layer.id} plan={preview.sent.plan} target={target} layer={layer} isGuess={layer === props.guess} />
            ))}
          {!target && <LookDrawing purpose={purpose} colors={look.swatch} />}
          {url && (
            <IconButton
              kind="zoom"
              icon={isLarge ? 'shrink' : 'expand'}
              label={isLarge ? sourceWords.small : sourceWords.large}
              isExpanded={isLarge}
              onPress={() => setLarge(isLarge ? null : id)}
            />
          )}
        </div>
        <div class="about">
          <h1 tabIndex={-1} title={title(props)}>
            {title(props)}
          </h1>
          <Facts {...props} />
          {target && <SentButton {...fold} />}
          {count > 1 && <Pager count={count} nth={Math.min(nth, count - 1)} onNth={props.onNth} />}
        </div>
      </div>
      {hasLeftOut && <LeftOut skipped={targets.skipped} />}
      {target && fold.isOpen && <WhatIsSent {...sending} id={fold.id} />}
      {props.children}
    </section>
  )
}

type ToWhom = {
  /** Where the picture is sent. */
  readonly host: ReadonlySignal<string>
  /** True until the first order to this host. */
  readonly isNewHost: ReadonlySignal<boolean>
}

type SourceProps = {
  readonly part: Pick<ControlImagePart, 'preview' | 'plan' | 'isPlain' | 'depth'>
  readonly selection: Pick<SelectionPart, 'selection' | 'targets' | 'target' | 'nth' | 'showNth'>
  readonly recipe: Pick<RecipePart, 'purpose' | 'look' | 'prompt' | 'promptIn' | 'options'>
  /** The lights of the chosen series, which replace those of the form. */
  readonly series: ReadonlySignal<readonly Light[] | null>
  readonly live: Pick<LivePart, 'picture' | 'tinted' | 'guess'>
  readonly connection: ToWhom
  readonly second?: ComponentChildren
  readonly children?: ComponentChildren
}

/** The full prompt of the first picture, and how many different prompts a press sends. */
function promptOf({ recipe, series }: Pick<SourceProps, 'recipe' | 'series'>): Sending['prompt'] {
  const { looks, lights, promptVariants } = recipe.options.value
  const [first] = series.value ?? []
  const count = looks.length * (series.value ?? lights).length * promptVariants.length
  return { label: recipeWords.fullPrompt(count), text: first === undefined ? recipe.prompt.value : recipe.promptIn(first) }
}

export function Source({ part, selection, recipe, series, live, connection, second, children }: SourceProps) {
  const now = selection.selection.value
  return (
    <Card
      selection={now}
      targets={selection.targets.value}
      target={selection.target.value}
      nth={selection.nth.value}
      isPlain={part.isPlain.value}
      sending={{
        preview: part.preview.value,
        plan: part.plan.value,
        isDepth: part.depth.value !== null,
        host: connection.host.value,
        isNewHost: connection.isNewHost.value,
        second,
        prompt: promptOf({ recipe, series }),
      }}
      purpose={recipe.purpose.value}
      look={recipe.look.value}
      livePicture={live.picture.value}
      tinted={live.tinted.value}
      guess={live.guess.value}
      onNth={(nth) => selection.showNth(nth)}
    >
      {children}
    </Card>
  )
}
