// A layer of the source that is its depth map: sent in place of the whole source, at its position in it.

export const depthLayer = {
  name: '#depth',
  /** The grey of the farthest distance, shown where the layer does not reach. */
  ground: '#000000',
  missing: 'No layer in this frame is named #depth. Near is white in it, far is black.',
  noImage: 'Choose a depth image.',
} as const

export function isDepthLayerName(name: string): boolean {
  return name.trim().toLowerCase() === depthLayer.name
}
