// Texts of the source card.

import type { Size } from '../../core/base/geometry.ts'
import type { Whole } from '../../core/live/live.ts'
import { sizeInWords } from '../../core/picture/image.ts'
import type { SentPicture } from './preview.ts'

export function inPixels({ width, height }: Size): string {
  return `${Math.round(width)} × ${Math.round(height)}`
}

export const sourceWords = {
  source: 'Source',
  preview: (name: string): string => `Preview of ${name}`,
  none: 'Select a frame to restyle',
  plain: 'It draws as one plain colour: see-through, covered, or not loaded. A model has nothing to go by.',
  plainDepth: 'Its depth map is one plain colour.',
  few: 'So few pixels give a model little to go by.',
  depthMap: 'Depth map',
  promise: 'Layout and perspective stay. Everything else is repainted.',
  several: 'Several layers',
  layers: (count: number): string => `${count} layers`,
  noneFits: 'None of them can be restyled.',
  leftOut: 'Left out',
  isLeftOut: (why: string): string => ` is left out. ${why}`,
  selected: 'Selected frames',
  previous: 'Previous frame',
  next: 'Next frame',
  nthOf: (nth: number, count: number): string => `${nth} of ${count}`,
  large: 'Show large',
  small: 'Show small',
  editable: (name: string): string => `Editable layers of ${name}`,
  whatIsSent: 'What is sent',
  picture: 'Picture',
  exactly: (sent: Size, file: SentPicture | null): string => `sent as ${inPixels(sent)}${asFile(file)}`,
  to: (host: string): string => `to ${host}`,
} as const

function asFile(file: SentPicture | null): string {
  return file === null ? '' : ` ${file.format.toUpperCase()}, ${sizeInWords(file.byteLength)}`
}

/** Explains why nothing stays live although it was chosen. */
export function wholeText(whole: Whole): string {
  const why =
    whole.kind === 'font' ? `the font ${whole.name} is not on this machine` : 'its variable modes cannot be carried over to copies'
  return `Nothing stays editable, all of it is repainted: ${why}.`
}
