// The two pictures of a comparison: overlaid with a divider, or side by side. Neither is ever stretched.

import type { ComponentChildren } from 'preact'
import type { PictureState } from './types.ts'
import type { Zoom } from './use-zoom.ts'
import { compareWords, seenText } from './words.ts'

type Ready = Extract<PictureState, { state: 'ready' }>

function ratioOf({ size }: Ready): { readonly '--r': number } {
  return { '--r': size.width / size.height }
}

type PictureProps = { readonly picture: Ready; readonly alt: string; readonly zoom: Zoom; readonly over?: ComponentChildren }

/** The clip applies to the stage and not to the zoomed image, so the divider stays in place at any zoom. */
function Picture({ picture, alt, zoom, over, clip, isUnseen }: PictureProps & { readonly clip?: string; readonly isUnseen?: boolean }) {
  return (
    <div class="layer" style={clip && { clipPath: `inset(${clip})` }}>
      <img src={picture.url} alt={alt} draggable={false} aria-hidden={isUnseen} style={{ transform: zoom.transform }} />
      {over}
    </div>
  )
}

/** Hidden from screen readers, as it repeats the name of the picture. */
function Chip({ side }: { readonly side: 'before' | 'after' }) {
  return (
    <span class={`chip ${side}`} aria-hidden="true">
      {seenText[side]}
    </span>
  )
}

type PairProps = {
  readonly before: Ready
  readonly after: Ready
  readonly afterName: string
  readonly zoom: Zoom
  /** Drawn over the result. */
  readonly over: ComponentChildren
}

type OverlayProps = PairProps & {
  /** The part of the width that shows the source, in percent. */
  readonly share: number
  /** Null when there is no divider to drag. */
  readonly onShare: ((share: number) => void) | null
  readonly hold: Readonly<Record<string, () => void>> | null
}

export function Overlay({ before, after, afterName, zoom, over, share, onShare, hold }: OverlayProps) {
  return (
    <div class={`stage${hold ? ' holds' : ''}`} style={ratioOf(after)} onWheel={zoom.onWheel} {...hold}>
      <Picture picture={after} alt={afterName} zoom={zoom} over={over} clip={`0 0 0 ${share}%`} isUnseen={share === 100} />
      <Picture picture={before} alt={seenText.before} zoom={zoom} clip={`0 ${100 - share}% 0 0`} isUnseen={share === 0} />
      {share > 0 && <Chip side="before" />}
      {share < 100 && <Chip side="after" />}
      {onShare && (
        <>
          <input
            class="divider"
            type="range"
            aria-label={compareWords.divider}
            min={0}
            max={100}
            step="any"
            value={share}
            aria-valuetext={compareWords.share(share)}
            onInput={(event) => onShare(Number(event.currentTarget.value))}
          />
          <span class="line-of-divider" style={{ left: `${share}%` }} aria-hidden="true" />
        </>
      )}
    </div>
  )
}

export function SideBySide({ before, after, afterName, zoom, over }: PairProps) {
  return (
    <div class="pair" style={ratioOf(after)}>
      <div class="stage" onWheel={zoom.onWheel}>
        <Picture picture={before} alt={seenText.before} zoom={zoom} />
        <Chip side="before" />
      </div>
      <div class="stage" onWheel={zoom.onWheel}>
        <Picture picture={after} alt={afterName} zoom={zoom} over={over} />
        <Chip side="after" />
      </div>
    </div>
  )
}

export function Alone({ picture, alt, zoom, over }: PictureProps) {
  return (
    <div class="stage" style={ratioOf(picture)} onWheel={zoom.onWheel}>
      <Picture picture={picture} alt={alt} zoom={zoom} over={over} />
    </div>
  )
}
