// Describes what one press makes, in words and numbers: for the button, and for the title of a sheet.

import { quantity } from '../base/text.ts'
import type { Options } from '../recipe/options.ts'

/** ` × 3 looks`; empty for a single one. */
function times(count: number, many: string): string {
  return count > 1 ? ` × ${count} ${many}` : ''
}

/** ` × 3 looks × 2 lights`; empty when only variants multiply. */
function multiplied({ looks, lights, promptVariants }: Options): string {
  return times(looks.length, 'looks') + times(lights.length, 'lights') + times(promptVariants.length, 'wordings')
}

/**
 * The label of the button, short enough for one line: "Restyle frame", "Restyle into 12 pictures".
 * @param what the kind of a single source
 */
export function runLabelFor(count: number, what: 'frame' | 'scene', isAtMost = false): string {
  if (count > 1) return `Restyle into ${isAtMost ? 'up to ' : ''}${count} pictures`
  return what === 'frame' ? 'Restyle frame' : 'Restyle as one picture'
}

/** How the number of pictures comes about: "3 frames × 2 looks × 4 variants"; empty for a single picture. */
export function sumOf(sources: number, what: 'frame' | 'scene', options: Options): string {
  const several = multiplied(options) + times(options.variants, 'variants')
  return several === '' && sources === 1 ? '' : `${what === 'frame' ? quantity(sources, what) : 'All as one'}${several}`
}

/** "Villa, 3 looks × 2 lights"; only the name when nothing but variants multiplies. */
export function sheetTitle(name: string, options: Options): string {
  const several = multiplied(options)
  return several === '' ? name : `${name},${several.slice(' ×'.length)}`
}

/** Names the look if there is only one, otherwise gives their number. */
export function boardTitle(frames: number, options: Options): string {
  const [look, ...more] = options.looks
  return sheetTitle(look !== undefined && more.length === 0 ? `${frames} frames, ${look.label}` : `${frames} frames`, options)
}
