// Protocol slice: the proof that a product did not change, and its shadow and light.

import type { Box, Size } from '../base/geometry.ts'
import type { ContactState, ProductDifference, ProductFacts } from './product.ts'

/** The pictures for the proof that products did not change (code/product/proof.ts). */
export type ProofPictures =
  | { readonly kind: 'none' }
  | { readonly kind: 'incomparable'; readonly why: 'source-gone' | 'other-size' }
  /** PNGs, and the reason to give if they differ. */
  | {
      readonly kind: 'pictures'
      readonly before: Uint8Array
      readonly after: Uint8Array
      readonly product: Uint8Array
      readonly why: ProductDifference
    }

/** Two PNGs, and the size of the result that both show completely. */
export type ContactLayerPictures = { readonly picture: Uint8Array; readonly product: Uint8Array; readonly size: Size }

/** A PNG and its box in the result, in the result's own px. */
export type ContactLayer = {
  readonly kind: 'edge' | 'shadow' | 'light'
  readonly png: Uint8Array
  readonly box: Box
  readonly opacity: number
}

/** Methods of the sandbox that the iframe can call. */
export type ProductApi = {
  /** Facts about a result's products; null when it has none. */
  productFacts(nodeId: string): ProductFacts | null
  proofPictures(nodeId: string): ProofPictures
  /** The pictures from which contact layers are computed, in the result's own coordinates. */
  contactLayerPictures(nodeId: string): ContactLayerPictures
  /** Lays contact layers as an undo step of their own, never over a product. Lowest layer first. */
  layContactLayers(request: { readonly nodeId: string; readonly layers: readonly ContactLayer[] }): ContactState | null
  /** Shows the state; only with `isFinal` it becomes an undo step. Null when the layers were deleted. */
  setContactLayers(choice: { readonly nodeId: string; readonly state: ContactState; readonly isFinal: boolean }): ContactState | null
}
