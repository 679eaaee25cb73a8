// Looks for products: a set around the thing, never another thing.

import type { Look } from '../style.ts'
import { look } from './look.ts'

export const productLooks: readonly [Look, ...Look[]] = [
  look(
    'studio',
    'Studio',
    'eee ddd fff ccd 455 8ab',
    'Catalogue photograph of a product on a seamless pale grey sweep, faint reflection, 85 mm lens, quiet and exact',
    'Set the product on a seamless pale grey studio sweep',
  ),
  look(
    'marble',
    'Marble',
    'edd fee fff dcc a85 cb9',
    'A product on honed white marble, brushed brass and folded linen beside it, shallow depth of field, quiet luxury',
    'Set the product on honed white marble with brass and linen',
  ),
  look(
    'oak',
    'Oak table',
    'edc b85 fed cb8 642 a53',
    'A product on an oiled oak table, linen and stoneware behind it, visible grain, 50 mm lens, homely',
    'Set the product on an oiled oak table with linen and stoneware',
  ),
  look(
    'moss',
    'Moss',
    'aba 575 dec 9ba 344 685',
    'A product on wet river stones among moss and fern, thin mist behind, macro detail, cool natural palette',
    'Set the product on wet river stones among moss and fern',
  ),
  look(
    'pastel',
    'Pastel set',
    'fdd cdc fff ecb d86 fb5',
    'A product among matte pastel plinths and arches, powder pink and sage paper, playful set design',
    'Set the product among matte pastel plinths and arches',
  ),
  look(
    'dune',
    'Dune',
    'cde dc9 fed dc9 864 c85',
    'A product standing in rippled dune sand beside bleached driftwood, wide horizon, travel editorial',
    'Set the product in rippled dune sand beside bleached driftwood',
  ),
  look(
    'dark',
    'Black slate',
    '223 112 556 334 ca6 889',
    'A product on black slate before charcoal velvet, thin bright rims, deep shadows, evening editorial',
    'Set the product on black slate before charcoal velvet',
  ),
  look(
    'water',
    'Clear water',
    'def 8cd fff bee 279 fa5',
    'A product standing in shallow clear water over pale tiles, ripples and caustics, fresh summer campaign',
    'Set the product in shallow clear water over pale tiles',
  ),
]
