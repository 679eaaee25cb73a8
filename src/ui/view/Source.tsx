// What is selected, and the exact picture of it that will leave (law 5).

import { useState } from 'preact/hooks'
import { sizeInWords } from '../../core/image.ts'
import type { Selection, Source as SourceNode } from '../../core/protocol.ts'
import { readJson } from '../../core/read.ts'
import { readRecipe } from '../../core/recipe.ts'
import type { Plan } from '../../core/registration.ts'
import type { Look, Purpose } from '../../core/style.ts'
import { unfitWords } from '../../core/words.ts'
import type { Envelope, Preview } from '../store.types.ts'
import { IconButton } from './Buttons.tsx'
import { MadeWith } from './MadeWith.tsx'
import { Scene } from './Scene.tsx'

type SourceProps = {
  readonly selection: Selection
  readonly preview: Preview
  readonly plan: Plan | null
  readonly host: string
  readonly purpose: Purpose
  readonly look: Look
  readonly onUseRecipe: () => void
  readonly onCompare: (nodeId: string) => void
}

const inPixels = ({ width, height }: { readonly width: number; readonly height: number }): string =>
  `${Math.round(width)} × ${Math.round(height)}`

const title = (selection: Selection): string => {
  switch (selection.kind) {
    case 'none':
      return 'Select a frame to restyle'
    case 'many':
      return 'One frame at a time for now'
    case 'unfit':
      return selection.name
    case 'one':
      return selection.source.name
    default:
      return selection satisfies never
  }
}

const asFile = (envelope: Envelope | null): string =>
  envelope ? ` ${envelope.format.toUpperCase()}, ${sizeInWords(envelope.byteLength)}` : ''

const Leaving = ({ source, preview, plan, host }: { readonly source: SourceNode } & Pick<SourceProps, 'preview' | 'plan' | 'host'>) => {
  const envelope = preview.state === 'ready' ? preview.envelope : null
  const sent = envelope?.plan.sent ?? plan?.sent
  return (
    <>
      <p>
        {inPixels(source.own)}
        {sent && ' → '}
        {sent && <span class="leaving">{`sent as ${inPixels(sent)}${asFile(envelope)}`}</span>}
      </p>
      {preview.state === 'failed' ? <p class="bad">{preview.sentence}</p> : sent && <p>{`to ${host}`}</p>}
    </>
  )
}

const Facts = (props: SourceProps) => {
  const { selection } = props
  switch (selection.kind) {
    case 'none':
      return <p>Its layout and perspective stay. The rest is yours.</p>
    case 'many':
      return <p>{`Select one of the ${selection.count}.`}</p>
    case 'unfit':
      return <p>{unfitWords[selection.why]}</p>
    case 'one':
      return <Leaving source={selection.source} preview={props.preview} plan={props.plan} host={props.host} />
    default:
      return selection satisfies never
  }
}

export const Source = (props: SourceProps) => {
  const { selection, preview, purpose, look } = props
  const [isLarge, setLarge] = useState(false)
  const source = selection.kind === 'one' ? selection.source : null
  const recipe = source && readRecipe(readJson(source.recipe))
  const url = source && (preview.state === 'thumbnail' || preview.state === 'ready') ? preview.url : null
  return (
    <section class={`source${isLarge && url ? ' large' : ''}`} aria-label="Source">
      <div class={`shot${source ? '' : ' empty'}`} aria-busy={source !== null && preview.state === 'loading'}>
        {source && url && <img src={url} alt={`Preview of ${source.name}`} />}
        {!source && <Scene purpose={purpose} colors={look.swatch} />}
        {url && (
          <IconButton
            kind="zoom"
            icon={isLarge ? 'shrink' : 'expand'}
            label={isLarge ? 'Show small' : 'Show large'}
            isExpanded={isLarge}
            onPress={() => setLarge(!isLarge)}
          />
        )}
      </div>
      <div class="about">
        <h1 title={title(selection)}>{title(selection)}</h1>
        <Facts {...props} />
        {source && recipe && <MadeWith recipe={recipe} onUse={props.onUseRecipe} onCompare={() => props.onCompare(source.id)} />}
      </div>
    </section>
  )
}
