// How the data files write a look: six colours in one line, so that a look stays readable and small.

import type { Look, Swatch } from '../look.ts'

/** `sky ground front side edge accent`, as hex colours. */
function swatch(colors: string): Swatch {
  const [sky = '', ground = '', front = '', side = '', edge = '', accent = ''] = colors.split(' ').map((hex) => `#${hex}`)
  return { sky, ground, front, side, edge, accent }
}

export function defineLook(id: string, label: string, colors: string, phrase: string, change: string): Look {
  return {
    id,
    label,
    phrase,
    change,
    swatch: swatch(colors),
  }
}
