// The document as text. Version 1: nodes as they are, images in base64.

import { fromBase64, toBase64 } from './base64.ts'
import type { Node } from './node.ts'
import { emptyScene, type Scene } from './scene.ts'
import { defaultsOf } from './schema.ts'

export function toText(scene: Scene): string {
  return JSON.stringify({
    version: 1,
    page: scene.page,
    nextId: scene.nextId,
    nodes: [...scene.nodes.values()],
    images: Object.fromEntries([...scene.images].map(([hash, bytes]) => [hash, written(bytes)])),
  })
}

/** Cache: an image is named by its bytes and never changes, but is written with every change of the document. */
const texts = new WeakMap<Uint8Array, string>()

function written(bytes: Uint8Array): string {
  const text = texts.get(bytes) ?? toBase64(bytes)
  texts.set(bytes, text)
  return text
}

export function fromText(text: string): Scene {
  // The file was written by this code; other versions are refused rather than guessed at.
  const file = JSON.parse(text) as { version: number; page: string; nextId: number; nodes: Node[]; images: Record<string, string> }
  if (file.version !== 1) throw new Error(`A file of version ${file.version} cannot be opened`)
  const scene = emptyScene()
  scene.nodes.clear()
  // Values that the host has gained since the file was written start with their defaults.
  for (const node of file.nodes) scene.nodes.set(node.id, { ...node, values: { ...defaultsOf(node.type), ...node.values } })
  for (const [hash, encoded] of Object.entries(file.images)) scene.images.set(hash, fromBase64(encoded))
  scene.page = file.page
  scene.nextId = file.nextId
  return scene
}
