// Across the wire: the proof that a product did not change, and its shadow and light.

import type { Box, Size } from '../base/geometry.ts'
import type { GroundNow, ProductDifference, ProductFacts } from './product.ts'

/** For the proof that products did not change: see `code/products.ts`. */
export type ProofPictures =
  | { readonly kind: 'none' }
  | { readonly kind: 'incomparable'; readonly why: 'source-gone' | 'other-size' }
  /** PNGs, and why they would differ, if they do. */
  | {
      readonly kind: 'pictures'
      readonly before: Uint8Array
      readonly after: Uint8Array
      readonly product: Uint8Array
      readonly why: ProductDifference
    }

/** Two PNGs, and the result's own size, which both show whole. */
export type GroundPictures = { readonly picture: Uint8Array; readonly product: Uint8Array; readonly size: Size }

/** One layer that grounds a product: a PNG, and where it lies in the result, in its own px. */
export type GroundLayer = {
  readonly kind: 'edge' | 'shadow' | 'light'
  readonly png: Uint8Array
  readonly box: Box
  readonly opacity: number
}

/** What the iframe may ask of the sandbox. */
export type ProductApi = {
  /** Of a result; null where it holds no product. */
  productFacts(nodeId: string): ProductFacts | null
  proofPictures(nodeId: string): ProofPictures
  /** What a shadow and a light are derived from, in the result's own plane. */
  groundPictures(nodeId: string): GroundPictures
  /** An undo step of its own. Never over a product. The lowest layer comes first. */
  layGround(request: { readonly nodeId: string; readonly layers: readonly GroundLayer[] }): GroundNow | null
  /** Until it `isOver` what is chosen is seen, and no undo step yet. Null where the layers were deleted. */
  setGround(choice: { readonly nodeId: string; readonly ground: GroundNow; readonly isOver: boolean }): GroundNow | null
}
