// Looks for products: they change the set around the product, never the product.

import type { Look } from '../look.ts'
import { defineLook } from './palette.ts'

export const productLooks: readonly [Look, ...Look[]] = [
  defineLook(
    'studio',
    'Studio',
    'e6e9ec d6dadf ffffff cdd3d9 4a4f55 8fa3b5',
    'Catalogue photograph of a product on a seamless pale grey sweep, faint reflection, 85 mm lens, quiet and exact',
    'Set the product on a seamless pale grey studio sweep',
  ),
  defineLook(
    'marble',
    'Marble',
    'e6dfd6 f7f5f2 fffdfb d9d2c8 b08d57 cdb891',
    'A product on honed white marble, brushed brass and folded linen beside it, shallow depth of field, quiet luxury',
    'Set the product on honed white marble with brass and linen',
  ),
  defineLook(
    'oak',
    'Oak table',
    'e9dcc7 bd8a55 f3e6d2 d1b38c 6e4a2b a4552f',
    'A product on an oiled oak table, linen and stoneware behind it, visible grain, 50 mm lens, homely',
    'Set the product on an oiled oak table with linen and stoneware',
  ),
  defineLook(
    'moss',
    'Moss',
    'a9b9ae 5d6f52 dfe6df 9fb0a3 33423a 6d8f5a',
    'A product on wet river stones among moss and fern, thin mist behind, macro detail, cool natural palette',
    'Set the product on wet river stones among moss and fern',
  ),
  defineLook(
    'pastel',
    'Pastel set',
    'f7d9d6 c9dcc6 fff6ee efc6b6 d9826f f2b94f',
    'A product among matte pastel plinths and arches, powder pink and sage paper, playful set design',
    'Set the product among matte pastel plinths and arches',
  ),
  defineLook(
    'dune',
    'Dune',
    'cfe0ea dcbf93 fbf1df dcc19a 8c6a43 c9824a',
    'A product standing in rippled dune sand beside bleached driftwood, wide horizon, travel editorial',
    'Set the product in rippled dune sand beside bleached driftwood',
  ),
  defineLook(
    'dark',
    'Black slate',
    '26272b 17181b 5a5d66 33353b c7a46a 8a8f9c',
    'A product on black slate before charcoal velvet, thin bright rims, deep shadows, evening editorial',
    'Set the product on black slate before charcoal velvet',
  ),
  defineLook(
    'water',
    'Clear water',
    'd3eef5 8fcbdc ffffff bfe3ec 2f7f99 f2a65a',
    'A product standing in shallow clear water over pale tiles, ripples and caustics, fresh summer campaign',
    'Set the product in shallow clear water over pale tiles',
  ),
]
