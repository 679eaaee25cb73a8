// What the host asks of a renderer; render/openpencil.ts is the one that exists.

import type { Affine } from '../document/affine.ts'
import type { Node } from '../document/node.ts'
import type { Scene } from '../document/scene.ts'
import type { Size } from '../types.ts'

export type Picture = {
  /** Painted in this order, each with all below it. */
  nodes: readonly { id: string; transform: Affine }[]
  /** Siblings mask one another; a node taken alone is painted as itself, though it be a mask. */
  areSiblings: boolean
  /** From page coordinates to pixels. */
  view: Affine
  size: Size
  background: { r: number; g: number; b: number; a: number } | null
  /** RGBA are the pixels themselves, for whoever shows them at once. */
  format: 'PNG' | 'JPG' | 'RGBA'
}

export type Renderer = {
  /** @param mayRemember takes the picture from before where nothing of it looks otherwise since */
  paint(scene: Scene, picture: Picture, mayRemember?: boolean): Uint8Array
  measureText(node: Node, maxWidth?: number): Size | null
}

/** Where the renderer's heavy parts come from: files in Node, addresses in a browser. */
export type RendererAssets = {
  canvasKit(): Promise<import('canvaskit-wasm').CanvasKit>
  font(file: string): Promise<ArrayBuffer>
  /** Writes a PNG of pixels with straight alpha; CanvasKit does it where there is nothing faster. */
  png?(width: number, height: number, rgba: Uint8Array): Uint8Array
}
