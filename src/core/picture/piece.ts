// One of the pictures of which the picture that leaves is composed.

import type { Box } from '../base/geometry.ts'

/** A PNG, and where it lies in the content, in pixels of it. */
export type Piece = { readonly png: Uint8Array; readonly box: Box }
