// Exports as they would be if Figma behaved differently from what this host assumes.

import { at, rotationOf } from '../document/affine.ts'
import type { Node } from '../document/node.ts'
import { ancestorsOf, descendantsOf, type Scene } from '../document/scene.ts'
import type { Picture } from '../render/renderer.ts'
import type { Quirk } from '../types.ts'

let drawn = 0

const drawnImages = new WeakMap<Scene, Set<unknown>>()

/** Leaves out of the first export an image that a plugin created; later exports show it. Images that came with the document always show. */
export function withoutNewImages(quirks: readonly Quirk[], scene: Scene, node: Node): Scene {
  if (!quirks.includes('images-come-late')) return scene
  const known = drawnImages.get(scene) ?? new Set<unknown>(scene.images.keys())
  drawnImages.set(scene, known)
  const nodes = new Map(scene.nodes)
  const fresh = new Set<unknown>()
  for (const one of [node, ...descendantsOf(scene, node.id)]) {
    const fills = (one.values['fills'] ?? []) as readonly { imageHash?: unknown }[]
    const lacking = fills.filter(({ imageHash }) => imageHash !== undefined && !known.has(imageHash))
    for (const { imageHash } of lacking) fresh.add(imageHash)
    if (lacking.length > 0) nodes.set(one.id, { ...one, values: { ...one.values, fills: fills.filter((fill) => !lacking.includes(fill)) } })
  }
  for (const hash of fresh) known.add(hash)
  return { ...scene, nodes }
}

export function oddly(quirks: readonly Quirk[], scene: Scene, node: Node, picture: Picture): Picture {
  let odd = picture
  const { size } = picture
  const isCut = ancestorsOf(scene, node.id).some((one) => one.values['clipsContent'] === true && one.width < 1)
  // An empty picture, or only the background, in the same size.
  if (quirks.includes('exports-cut-off') && isCut) odd = { ...odd, nodes: [] }
  if (quirks.includes('exports-larger')) odd = { ...odd, size: { width: size.width + 1, height: size.height } }
  if (quirks.includes('exports-own-box') && rotationOf(node.transform) !== 0) {
    const height = Math.max(1, Math.round((size.width * node.height) / node.width))
    const scale = size.width / node.width
    odd = {
      ...odd,
      nodes: [
        {
          id: node.id,
          transform: at(
            [
              [1, 0, 0],
              [0, 1, 0],
            ],
            0,
            0,
          ),
        },
      ],
      view: [
        [scale, 0, 0],
        [0, scale, 0],
      ],
      size: { width: size.width, height },
    }
  }
  if (quirks.includes('exports-other-colours')) odd = { ...odd, nodes: [], background: { r: 0.9, g: 0.5, b: 0.3, a: 1 } }
  drawn += 1
  if (quirks.includes('exports-unlike')) odd = { ...odd, background: { r: 0, g: 0, b: (drawn % 200) / 255, a: 1 }, nodes: [] }
  const hasInvisible = node.children.some((id) => scene.nodes.get(id)?.values['opacity'] === 0)
  if (quirks.includes('exports-traces') && hasInvisible) odd = { ...odd, nodes: [], background: { r: 0.5, g: 0, b: 0, a: 1 } }
  return odd
}
