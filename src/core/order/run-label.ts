// What one press makes, in words and numbers: on the button, and as the title of a sheet.

import { type Options, countOf } from '../recipe/options.ts'

/** ` × 3 looks`; empty for a single one. */
function times(count: number, many: string): string {
  return count > 1 ? ` × ${count} ${many}` : ''
}

/** ` × 3 looks × 2 lights`; empty when only variants multiply. */
function multiplied({ looks, lights, promptVariants }: Options): string {
  return times(looks.length, 'looks') + times(lights.length, 'lights') + times(promptVariants.length, 'wordings')
}

/** The words of the button: "Restyle 3 frames × 2 looks × 4 = 24 pictures". @param what a single source is called */
export function runLabelFor(sources: number, what: 'frame' | 'scene', options: Options): string {
  const { variants } = options
  const several = multiplied(options)
  const each = variants > 1 ? ` × ${variants}` : ''
  const sum = several + each === '' ? '' : ` = ${sources * countOf(options)} pictures`
  if (sources > 1) return `Restyle ${sources} frames${several}${each}${sum}`
  return several === '' ? `Restyle ${what}${each}${sum}` : `Restyle 1 ${what}${several}${each}${sum}`
}

/** "Villa, 3 looks × 2 lights"; the name alone when only variants multiply. */
export function sheetTitle(name: string, options: Options): string {
  const several = multiplied(options)
  return several === '' ? name : `${name},${several.slice(' ×'.length)}`
}

/** Names a single look; gives the number of several. */
export function boardTitle(frames: number, options: Options): string {
  const [look, ...more] = options.looks
  return sheetTitle(look !== undefined && more.length === 0 ? `${frames} frames, ${look.label}` : `${frames} frames`, options)
}
