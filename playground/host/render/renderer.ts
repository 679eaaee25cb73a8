// The renderer interface of the host; render/openpencil.ts implements it.

import type { Affine } from '../document/affine.ts'
import type { Node } from '../document/node.ts'
import type { Scene } from '../document/scene.ts'
import type { Size } from '../types.ts'

export type Picture = {
  /** Painted in this order, each with its descendants. */
  nodes: readonly { id: string; transform: Affine }[]
  /** Whether the nodes are siblings, which mask one another. A node by itself is painted even if it is a mask. */
  areSiblings: boolean
  /** From page coordinates to pixels. */
  view: Affine
  size: Size
  background: { r: number; g: number; b: number; a: number } | null
  /** RGBA: raw pixels, for showing them at once. */
  format: 'PNG' | 'JPG' | 'RGBA'
}

export type Renderer = {
  /** @param mayRemember reuses an earlier picture if nothing in it has changed its appearance */
  paint(scene: Scene, picture: Picture, mayRemember?: boolean): Uint8Array
  measureText(node: Node, maxWidth?: number): Size | null
}

/** Where the renderer's large parts come from: files in Node, URLs in a browser. */
export type RendererAssets = {
  canvasKit(): Promise<import('canvaskit-wasm').CanvasKit>
  font(file: string): Promise<ArrayBuffer>
  /** Encodes pixels with straight alpha as PNG. Default: CanvasKit. */
  png?(width: number, height: number, rgba: Uint8Array): Uint8Array
}
