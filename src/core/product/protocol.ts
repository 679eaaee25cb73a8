// Across the wire: the proof that a product did not change, and its shadow and light.

import type { Box, Size } from '../base/geometry.ts'
import type { ContactState, ProductDifference, ProductFacts } from './product.ts'

/** What the proof that products did not change is made from (code/product/proof.ts). */
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
export type ContactLayerPictures = { readonly picture: Uint8Array; readonly product: Uint8Array; readonly size: Size }

/** A PNG, and where it lies in the result, in the result's own px. */
export type ContactLayer = {
  readonly kind: 'edge' | 'shadow' | 'light'
  readonly png: Uint8Array
  readonly box: Box
  readonly opacity: number
}

/** What the iframe may ask of the sandbox. */
export type ProductApi = {
  /** Of a result; null when it holds no product. */
  productFacts(nodeId: string): ProductFacts | null
  proofPictures(nodeId: string): ProofPictures
  /** What contact layers are derived from, in the result's own plane. */
  contactLayerPictures(nodeId: string): ContactLayerPictures
  /** An undo step of its own. Never over a product. The lowest layer comes first. */
  layContactLayers(request: { readonly nodeId: string; readonly layers: readonly ContactLayer[] }): ContactState | null
  /** Until it `isFinal` the state is seen, and no undo step yet. Null when the layers were deleted. */
  setContactLayers(choice: { readonly nodeId: string; readonly state: ContactState; readonly isFinal: boolean }): ContactState | null
}
