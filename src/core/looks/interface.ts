// Looks for interfaces: a layout becomes a thing of a material, and every panel stays where it was.

import type { Look } from '../style.ts'
import { look } from './look.ts'

export const interfaceLooks: readonly [Look, ...Look[]] = [
  look(
    'glass',
    'Glass',
    'acf eef cdf cbf fff 57f',
    'A screen layout of stacked frosted glass panels over a soft colour gradient, bright edges, true refraction',
    'Make every panel a sheet of frosted glass over a soft gradient',
  ),
  look(
    'paper',
    'Cut paper',
    'fec fff eca e97 db8 366',
    'A screen layout of layered cut paper, heavy cotton stock, crisp edges, small true shadows, seen from above',
    'Remake every element in layered cut paper',
  ),
  look(
    'clay',
    'Clay',
    'def fee ecb fba edc 88d',
    'A screen layout modelled in soft matte clay, rounded buttons, faint fingerprints, friendly miniature',
    'Model every element in soft matte clay',
  ),
  look(
    'aluminium',
    'Aluminium',
    'bbc dde bbb 99a fff e72',
    'A control panel of brushed aluminium, milled keys, engraved lines, one orange accent, industrial design photograph',
    'Make the layout a brushed aluminium panel with milled keys',
  ),
  look(
    'walnut',
    'Walnut',
    '432 753 ca5 532 a74 eb6',
    'A panel of oiled walnut inlaid with brass and ivory keys, hand-crafted hi-fi cabinet, 50 mm photograph',
    'Make the layout an oiled walnut panel inlaid with brass',
  ),
  look(
    'neon',
    'Neon',
    '112 213 4de 528 64b f4a',
    'A screen layout drawn in thin neon tubes on dark lacquer, cyan and magenta glow, soft haze',
    'Redraw the layout in thin neon tubes on dark lacquer',
  ),
  look(
    'blueprint',
    'Blueprint',
    '148 26a ace 37b def fff',
    'A layout as a cyanotype blueprint, white drafting lines and hatching on deep blue paper',
    'Redraw the layout as a cyanotype blueprint',
  ),
  look(
    'riso',
    'Riso print',
    'fee fff 8cb e87 edc 187',
    'A layout as a two-colour risograph print, coral and teal ink, visible grain, uncoated paper',
    'Make the layout a two-colour risograph print in coral and teal',
  ),
]
