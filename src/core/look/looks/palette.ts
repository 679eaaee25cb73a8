// Helpers for the data files of looks: a swatch is written as six colours on one line.

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
