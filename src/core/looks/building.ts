// Looks for buildings. No phrase names a time of day or a weather: that is the light's part.

import type { Look } from '../style.ts'
import { look } from './look.ts'

export const buildingLooks: readonly [Look, ...Look[]] = [
  look(
    'photo',
    'Photo',
    'bce 897 ffe dca 554 579',
    'Architectural photograph of a finished building, lime render and clear glass, planted forecourt, 24 mm shift lens',
    'Make it a photograph of the finished building in lime render and clear glass',
  ),
  look(
    'timber',
    'Warm timber',
    'cde 786 d95 a73 332 245',
    'A building clad in vertical larch boards, oak windows, dark standing-seam roof, gravel and tall grasses, 35 mm lens',
    'Clad the building in vertical larch boards under a dark standing-seam roof',
  ),
  look(
    'concrete',
    'Concrete',
    'ccd 888 bba 988 666 456',
    'A building of board-marked concrete, deep window reveals, dark steel frames, bare paving, monograph photography',
    'Make the building of board-marked concrete with dark steel frames',
  ),
  look(
    'brick',
    'Brick',
    'def 9a7 b43 732 422 357',
    'A building of hand-moulded red brick, flush lime joints, slender dark steel windows, documentary photograph',
    'Make the walls of hand-moulded red brick with flush lime joints',
  ),
  look(
    'model',
    'White model',
    'eee ddd fff ddd ccc cdd',
    'A white card model of a building on a plain table, crisp knife-cut edges, all in one white, close macro lens',
    'Make it a white card model with crisp knife-cut edges',
  ),
  look(
    'watercolour',
    'Watercolour',
    'fed bc8 fda eb8 b64 9ba',
    'An architect’s watercolour on cold-pressed paper, transparent washes, pencil lines left visible',
    'Repaint it as an architect’s watercolour with visible pencil lines',
  ),
  look(
    'green',
    'Green facade',
    'efe 585 dec ac9 584 476',
    'A building under climbing plants and deep planted balconies, pale render, timber screens, lush and lived in',
    'Cover the facade with climbing plants and planted balconies',
  ),
  look(
    'sketch',
    'Line sketch',
    'fff eee fff eee 222 bbb',
    'An architect’s drawing in black ink on white paper, confident freehand lines, sparse hatching, no colour',
    'Redraw it in black ink on white paper, with sparse hatching and no colour',
  ),
]
