// A layer of the source that is its depth map: sent in place of the whole, where it lies in the source.

export const depthLayer = {
  name: '#depth',
  /** What is farthest, where the layer does not reach. */
  ground: '#000000',
  missing: 'No layer in this frame is named #depth. Near is white in it, far is black.',
  noImage: 'Choose a depth image.',
} as const

export function isDepthLayerName(name: string): boolean {
  return name.trim().toLowerCase() === depthLayer.name
}
