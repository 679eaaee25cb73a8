// Protocol slice: the export for the control image, and pictures of layers for display.

import type { Size } from '../base/geometry.ts'
import type { Whole } from '../live/live.ts'
import type { StuckLayer } from '../live/stuck.ts'
import type { Piece } from '../picture/piece.ts'
import type { LiveChoice } from '../recipe/live-choice.ts'
import type { Plan, Rules } from '../picture/registration.ts'
import type { Subject } from '../selection/subject.ts'

export type Exported = {
  /** The number under which the sandbox remembers this export. */
  readonly id: number
  /** The picture of the `known` export is still up to date, so no pieces are included. `id` differs from `known` when it was exported again. */
  readonly isSame: boolean
  /** Whether any layer stays live, so that a trial has to run before sending. False where `isSame`. */
  readonly isLive: boolean
  /** Layers that go into the picture because of the source's structure, besides those already noted. */
  readonly stuck: readonly StuckLayer[]
  /** Lowest layer first. */
  readonly pieces: readonly Piece[]
  readonly plan: Plan
  /** Why everything goes into the picture although something was chosen to stay live; null where nothing prevents it. */
  readonly whole: Whole | null
  readonly source: { readonly name: string } & Size
}

/**
 * `layer`: only the layer that is the source's depth map. `layers`: each layer in the grey of its distance. `own`: the source as it looks, without
 * its depth layer.
 */
export type SourceView = 'layer' | 'layers' | 'own'

export type SourceRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  /** Which view of the source is drawn; missing for its own picture. */
  readonly view?: SourceView
  /** Number of an earlier export that may still be up to date. */
  readonly known: number | null
  /** Exports again in any case, because Figma does not report every change; `known` is kept if the bytes are the same. */
  readonly isAnew?: boolean
}

/** Methods of the sandbox that the iframe can call. */
export type ControlImageApi = {
  /** A small picture for the source card. */
  thumbnail(nodeId: string): { readonly bytes: Uint8Array }
  /** Exports what would be sent, without live layers, before the window draws it into its margins. */
  exportSource(request: SourceRequest): Exported
  /** A picture of a layer, its long side at most `side` px; null when the layer is gone. Layers with the same box give the same size. */
  picture(request: { readonly nodeId: string; readonly side: number }): { readonly bytes: Uint8Array } | null
}
