// One result: its picture, a caption that tells it apart, and the actions on it.

import type { ReadonlySignal } from '@preact/signals'
import { type Result, recipeOf } from '../../core/results/results.ts'
import type { Thumbnail } from './types.ts'
import { IconButton } from '../kit/Buttons.tsx'
import { type Action, More } from '../kit/More.tsx'
import { keepText, madeWords, resultsWords } from './words.ts'
import { stepLabel } from '../../core/failure/words.ts'

export type ResultActions = {
  /** A signal, so that an arriving picture redraws one tile and not hundreds. */
  readonly thumbnailOf: (nodeId: string) => ReadonlySignal<Thumbnail>
  readonly onShow: (nodeId: string) => void
  /** The picture at which the list opens; null for its top. */
  readonly cameFrom: () => string | null
  readonly onStar: (nodeId: string, isStarred: boolean) => void
  readonly onCopyPrompt: (nodeId: string) => void
  readonly onCopySeed: (nodeId: string) => void
  /** Removes the others of its run from the canvas. */
  readonly onKeep: (nodeId: string, others: readonly string[]) => void
  /** Opens Compare. Without it there is no button. */
  readonly onCompare?: (nodeId: string) => void
}

type ResultTileProps = {
  readonly result: Result
  readonly caption: string
  /** The share of lines it kept, in words; empty when not shown. */
  readonly share: string
  /** Ids of the others of its run. */
  readonly others: readonly string[]
  readonly actions: ResultActions
}

function restOf({ result: { nodeId }, others, actions }: ResultTileProps): readonly Action[] {
  return [
    ...(others.length === 0 ? [] : [{ label: keepText, onPress: () => actions.onKeep(nodeId, others) }]),
    { label: resultsWords.copyPrompt, onPress: () => actions.onCopyPrompt(nodeId) },
    { label: resultsWords.copySeed, onPress: () => actions.onCopySeed(nodeId) },
  ]
}

/** Aspect ratio of a tile, limited so that very wide and very tall pictures leave room for others. */
function shapeOf({ width, height }: Result): number {
  return Math.min(2, Math.max(0.75, width / height || 1))
}

export function ResultTile(props: ResultTileProps) {
  const { result, caption, share, actions } = props
  const thumbnail = actions.thumbnailOf(result.nodeId).value
  const recipe = recipeOf(result)
  const { nodeId, isStarred } = result
  const { onCompare } = actions
  const about = `about-${nodeId}`
  return (
    <li class="tile" data-watched data-node={nodeId}>
      <div class="tile-frame">
        <button
          class="tile-shot"
          style={{ aspectRatio: shapeOf(result) }}
          aria-label={stepLabel.show}
          aria-describedby={about}
          title={stepLabel.show}
          onClick={() => actions.onShow(nodeId)}
        >
          {thumbnail.state === 'ready' && <img src={thumbnail.url} alt="" />}
          {thumbnail.state === 'failed' && <span>{resultsWords.noPreview}</span>}
        </button>
        {/* Outside the button: text in a button has to be part of its name. */}
        {share !== '' && <span class="share">{share}</span>}
      </div>
      {recipe !== null && (
        <IconButton
          kind="on-shot star"
          icon="star"
          label={resultsWords.star}
          isPressed={isStarred}
          describedBy={about}
          onPress={() => actions.onStar(nodeId, !isStarred)}
        />
      )}
      {onCompare && (
        <IconButton kind="on-shot" icon="compare" label={madeWords.compare} describedBy={about} onPress={() => onCompare(nodeId)} />
      )}
      <div class="tile-line">
        <p id={about} title={result.name}>
          {caption}
        </p>
        {recipe !== null && <More actions={restOf(props)} describedBy={about} />}
      </div>
    </li>
  )
}
