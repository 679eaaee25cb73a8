// Looks for interfaces: the layout is rendered in a material, and every panel keeps its place.

import type { Look } from '../look.ts'
import { defineLook } from './palette.ts'

export const interfaceLooks: readonly [Look, ...Look[]] = [
  defineLook(
    'glass',
    'Glass',
    'a9c4f5 f3f6ff d3def7 c9b6f2 ffffff 5b7cfa',
    'A screen layout of stacked frosted glass panels over a soft colour gradient, bright edges, true refraction',
    'Make every panel a sheet of frosted glass over a soft gradient',
  ),
  defineLook(
    'paper',
    'Cut paper',
    'f2e3cf fffaf2 e6c9a8 ef9f76 d8b892 3e6f6b',
    'A screen layout of layered cut paper, heavy cotton stock, crisp edges, small true shadows, seen from above',
    'Remake every element in layered cut paper',
  ),
  defineLook(
    'clay',
    'Clay',
    'dfe3f6 f6efe9 f1cfc0 f2b5a0 e4d6cc 8d86d8',
    'A screen layout modelled in soft matte clay, rounded buttons, faint fingerprints, friendly miniature',
    'Model every element in soft matte clay',
  ),
  defineLook(
    'aluminium',
    'Aluminium',
    'b8bdc3 dcdfe2 b3b8be 969ca4 f4f5f6 e8702a',
    'A control panel of brushed aluminium, milled keys, engraved lines, one orange accent, industrial design photograph',
    'Make the layout a brushed aluminium panel with milled keys',
  ),
  defineLook(
    'walnut',
    'Walnut',
    '4a2f20 7d5234 c79a55 5f3c26 a57943 e0b765',
    'A panel of oiled walnut inlaid with brass and ivory keys, hand-crafted hi-fi cabinet, 50 mm photograph',
    'Make the layout an oiled walnut panel inlaid with brass',
  ),
  defineLook(
    'neon',
    'Neon',
    '120d24 1d1638 4fd6e6 5a2b8c 6c4bd8 ff4fa0',
    'A screen layout drawn in thin neon tubes on dark lacquer, cyan and magenta glow, soft haze',
    'Redraw the layout in thin neon tubes on dark lacquer',
  ),
  defineLook(
    'blueprint',
    'Blueprint',
    '1f4e8c 2a5fa3 a9c8ee 3f76bb d5e5f8 ffffff',
    'A layout as a cyanotype blueprint, white drafting lines and hatching on deep blue paper',
    'Redraw the layout as a cyanotype blueprint',
  ),
  defineLook(
    'riso',
    'Riso print',
    'f6f1e4 fdfaf1 8ac6bd f28b78 e9dfc8 1f7f78',
    'A layout as a two-colour risograph print, coral and teal ink, visible grain, uncoated paper',
    'Make the layout a two-colour risograph print in coral and teal',
  ),
]
