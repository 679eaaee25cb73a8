/** A look the engine can paint: its materials, its colours, and the words in a prompt that select it. */
import type { MaterialName } from './materials.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

export type Look = {
  readonly id: string
  readonly words: RegExp
  readonly wall: Rgb
  readonly material: MaterialName
  /** Colour of roof edges, frames and rails. */
  readonly trim: Rgb
  readonly glass: Rgb
  readonly ground: Rgb
  readonly floor: MaterialName
  /** The backdrop of a product or a page. */
  readonly backdrop: Rgb
  readonly hand?: 'sketch' | 'watercolour'
  /** The paper and the ink of a drawing. */
  readonly paper?: Rgb
  readonly ink?: Rgb
  readonly hasTrees?: boolean
  /** How much of the sky's own colour stays: a model or a drawing has a plain background. */
  readonly sky?: number
  readonly isNeon?: boolean
}
