// Texts about depth maps and images that serve as one.

import type { DepthFrom } from '../../core/model/model.ts'

export const depthWords = {
  /** Follows the words "Depth map:". */
  from: {
    depth: 'near is bright. What is kept is not measured.',
    layer: 'near is bright.',
    layers: 'near is bright, what lies on top is near. “#depth 40” in a layer’s name sets it: 0 far, 100 near.',
    image: 'near is bright. It covers the frame.',
  } satisfies Readonly<Record<DepthFrom, string>>,
  lay: 'Lay on canvas',
  laid: 'Added beside the frame. Paint over it, move it into the frame, choose “Its layer #depth”.',
  failed: 'It could not be added.',
  drop: 'Drop the image here',
  noPicture: 'This is no picture.',
  inverted: 'Near is dark',
  /** For an image with other proportions than the frame. */
  cut: (size: string): string => `${size} is another shape than the frame’s: its edges are cut off.`,
} as const
