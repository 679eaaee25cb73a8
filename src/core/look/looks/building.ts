// Looks for buildings. No phrase names a time of day or weather, which belong to the light.

import type { Look } from '../look.ts'
import { defineLook } from './palette.ts'

export const buildingLooks: readonly [Look, ...Look[]] = [
  defineLook(
    'photo',
    'Photo',
    'b9d3ec 8f9f78 f6f3ec d9cdb8 5b5148 557a99',
    'Architectural photograph of a finished building, lime render and clear glass, planted forecourt, 24 mm shift lens',
    'Make it a photograph of the finished building in lime render and clear glass',
  ),
  defineLook(
    'timber',
    'Warm timber',
    'cfd9de 7d8763 d6985a ad7138 3b332c 2b4552',
    'A building clad in vertical larch boards, oak windows, dark standing-seam roof, gravel and tall grasses, 35 mm lens',
    'Clad the building in vertical larch boards under a dark standing-seam roof',
  ),
  defineLook(
    'concrete',
    'Concrete',
    'c6cbd0 8a8b84 bab7ae 918f88 6b6863 44525c',
    'A building of board-marked concrete, deep window reveals, dark steel frames, bare paving, monograph photography',
    'Make the building of board-marked concrete with dark steel frames',
  ),
  defineLook(
    'brick',
    'Brick',
    'dfe8ef 93a079 ab4e35 7f3625 4b2a22 35566e',
    'A building of hand-moulded red brick, flush lime joints, slender dark steel windows, documentary photograph',
    'Make the walls of hand-moulded red brick with flush lime joints',
  ),
  defineLook(
    'model',
    'White model',
    'f1f1ef e4e4e1 fdfdfc e3e3e0 c9c9c5 d3d6d8',
    'A white card model of a building on a plain table, crisp knife-cut edges, all in one white, close macro lens',
    'Make it a white card model with crisp knife-cut edges',
  ),
  defineLook(
    'watercolour',
    'Watercolour',
    'f6ead3 bac68e f4d5ac dfb182 b9694a 90b5ac',
    'An architect’s watercolour on cold-pressed paper, transparent washes, pencil lines left visible',
    'Repaint it as an architect’s watercolour with visible pencil lines',
  ),
  defineLook(
    'green',
    'Green facade',
    'e8f0ea 5f8a50 dcead9 a7c6a2 5d8a50 4f7f70',
    'A building under climbing plants and deep planted balconies, pale render, timber screens, lush and lived in',
    'Cover the facade with climbing plants and planted balconies',
  ),
  defineLook(
    'sketch',
    'Line sketch',
    'fbfbf9 efefec ffffff e9e9e6 1f1f1f bdbdb9',
    'An architect’s drawing in black ink on white paper, confident freehand lines, sparse hatching, no colour',
    'Redraw it in black ink on white paper, with sparse hatching and no colour',
  ),
]
