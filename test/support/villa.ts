// A selected frame, and the picture that is sent for it.

import type { Selection, Source } from '../../src/core/selection/protocol.ts'
import type { SentPicture } from '../../src/ui/control-image/preview.ts'

export const villa: Source = {
  id: '1:2',
  name: 'Villa, street view',
  type: 'FRAME',
  size: { width: 1440, height: 1024 },
  position: { x: 0, y: 0 },
  nodeSize: { width: 1440, height: 1024 },
  layers: { texts: 0, images: 0, vectors: 12 },
  recipe: '',
  ancestors: [],
}

export const sentPicture: SentPicture = {
  plan: { sent: { width: 1216, height: 864 }, content: { x: 0, y: 0, width: 1215, height: 864 } },
  format: 'png',
  whole: null,
  byteLength: 310_000,
  stuck: [],
}

/** The frame; with a recipe, as a result of this plugin. */
export function selectedVilla(changes: Partial<Source> = {}): Selection {
  return { kind: 'one', source: { ...villa, ...changes } }
}
