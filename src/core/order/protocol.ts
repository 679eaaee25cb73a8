// Protocol slice: one press of the button, drawn on the canvas.

import type { Begun, WantedPicture } from '../job/protocol.ts'
import type { Rules } from '../picture/registration.ts'

/** An order, made by one press of the button. The sandbox adds sources and sizes to the choices for each picture. */
export type Order = { readonly rules: Rules; readonly groups: readonly Group[] }

/** Pictures that are laid out together. */
export type Group = { readonly layout: Layout; readonly pictures: readonly OrderedPicture[] }

export type Layout =
  /** Each picture right of its source. */
  | { readonly kind: 'row' }
  /** Right of an earlier result, in its row. */
  | { readonly kind: 'after'; readonly nodeId: string }
  /** A titled section beside the sources, with a heading for each row and column. Headings may be empty. */
  | { readonly kind: 'sheet'; readonly title: string; readonly rows: readonly string[]; readonly columns: readonly string[] }

export type OrderedPicture = WantedPicture & {
  /** The picture's place in a sheet. */
  readonly cell: { readonly row: number; readonly column: number }
}

/** Methods of the sandbox that the iframe can call. */
export type OrderApi = {
  /** Draws every placeholder of the order and writes every record, before anything is exported or sent. */
  begin(order: Order): Begun
}
