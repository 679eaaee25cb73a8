/** A look the engine can paint: its materials, its colours, and the words that call for it. */
import type { MaterialName } from './materials.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

export type Look = {
  readonly id: string
  readonly words: RegExp
  readonly wall: Rgb
  readonly material: MaterialName
  /** Edges of roofs, frames, rails. */
  readonly trim: Rgb
  readonly glass: Rgb
  readonly ground: Rgb
  readonly floor: MaterialName
  /** The backdrop of a product or a page. */
  readonly backdrop: Rgb
  readonly hand?: 'sketch' | 'watercolour'
  /** What a drawing is drawn on and with. */
  readonly paper?: Rgb
  readonly ink?: Rgb
  readonly hasTrees?: boolean
  /** How much of the sky's own colour stays; a model or a drawing has a plain ground. */
  readonly sky?: number
  readonly isNeon?: boolean
}
