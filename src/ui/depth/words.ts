// What is said of a depth map, and of an image that is one.

import type { DepthFrom } from '../../core/model/model.ts'

export const depthWords = {
  title: 'Depth map',
  /** What leaves in place of the picture. */
  from: {
    frame: 'The frame leaves as a depth map. What is kept is not measured.',
    layer: 'Its layer #depth leaves. Near is bright.',
    layers: 'Near is bright: what lies on top. A number in a layer’s name sets it, 0 far to 100 near: “Sofa #depth 40”.',
    image: 'The image leaves, over the whole frame.',
  } satisfies Readonly<Record<DepthFrom, string>>,
  lay: 'Lay on canvas',
  laid: 'Laid beside the frame as #depth. Paint over it, move it into the frame, choose Geometry from “Its layer #depth”.',
  failed: 'It could not be laid here.',
  drop: 'Drop a depth image here',
  noPicture: 'This is no picture.',
  inverted: 'Near is dark in it',
  /** An image of other proportions. */
  cut: (image: string, frame: string): string => `Other proportions (${image}) than the frame (${frame}): its edges are cut off.`,
} as const
