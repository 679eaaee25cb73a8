// The texts on why a selected layer cannot be restyled.

import type { Unfit } from './protocol.ts'

export const unfitText: Record<Unfit, string> = {
  slice: 'A slice has no picture of its own. Select the frame under it.',
  page: 'A whole page cannot be restyled. Select one frame on it.',
  empty: 'There is nothing to see in this layer. Put something into it, or select another.',
  invisible: 'This layer is hidden. Show it first.',
  'all-live': 'Everything is set to stay editable. Uncheck something to restyle it.',
  'too-small': 'This layer is too small. Select one of at least 8 px.',
  'too-long': 'This shape is too long and thin for the model. Select one at most 16 times as long as it is wide.',
  'not-drawable': 'Figma cannot export this layer. Select a frame.',
  placeholder: 'This is a placeholder of Depth Restyle. Its picture is still to come, or was lost.',
}
