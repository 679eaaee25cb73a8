// Across the wire: the exact picture that leaves, and pictures of layers to be looked at.

import type { Size } from '../base/geometry.ts'
import type { Whole } from '../live/live.ts'
import type { StuckLayer } from '../live/stuck.ts'
import type { Piece } from '../picture/piece.ts'
import type { LiveChoice } from '../recipe/live-choice.ts'
import type { Plan, Rules } from '../picture/registration.ts'
import type { Subject } from '../selection/subject.ts'

export type Exported = {
  /** By this number the sandbox remembers what was exported. */
  readonly id: number
  /** The picture of the export that was named still holds, and no pieces come along. `id` is another where it was drawn anew. */
  readonly isSame: boolean
  /** Whether anything of it stays live: then it is tried before it is sent. False where `isSame`. */
  readonly isLive: boolean
  /** What goes with the picture besides what was noted, as the structure of the source tells. */
  readonly stuck: readonly StuckLayer[]
  /** The lowest layer first. */
  readonly pieces: readonly Piece[]
  readonly plan: Plan
  /** Why all of it is in the picture although something was to stay live; null where nothing stands in the way. */
  readonly whole: Whole | null
  readonly source: { readonly name: string } & Size
}

/**
 * `layer`: only the one of its layers that is its depth map. `layers`: each layer in the grey of its distance. `own`: as it is seen, but for
 * the layer that is its depth map.
 */
export type SourceView = 'layer' | 'layers' | 'own'

export type SourceRequest = {
  readonly subject: Subject
  readonly live: LiveChoice
  readonly rules: Rules
  /** What of it is drawn, where it is not its own picture. */
  readonly view?: SourceView
  /** An export that may still hold. */
  readonly known: number | null
  /** Drawn in any case, as Figma does not tell of every change: `known` holds where the same bytes come out. */
  readonly isAnew?: boolean
}

/** What the iframe may ask of the sandbox. */
export type ControlImageApi = {
  /** A small picture for the source card. */
  thumbnail(nodeId: string): { readonly bytes: Uint8Array }
  /** The picture that would leave, before it is drawn into its margins: without what stays live. */
  exportSource(request: SourceRequest): Exported
  /** A layer as it is seen, its long side at most `side` px; null when it is gone. Layers of the same box give the same size. */
  picture(request: { readonly nodeId: string; readonly side: number }): { readonly bytes: Uint8Array } | null
}
