// One of the pictures from which the control image is composed.

import type { Box } from '../base/geometry.ts'

/** A PNG, and its box in the content, in px. */
export type Piece = { readonly png: Uint8Array; readonly box: Box }
