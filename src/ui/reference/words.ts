// What is said of a picture that gives the look.

import type { Size } from '../../core/base/geometry.ts'
import { sizeInWords } from '../../core/picture/image.ts'

export const referenceWords = {
  choose: 'Look from a picture',
  from: (name: string): string => `Look from ${name}`,
  remove: (name: string): string => `Remove ${name}`,
  keeps: 'Its materials, colours and mood. Your frame keeps its shapes.',
  lightToo: 'Its light too',
  notTaken: (model: string): string => `${model} takes no second picture, so this one is not sent. FLUX.2 takes it.`,
  second: 'Picture 2',
  sent: (name: string, { width, height }: Size, format: string, byteLength: number): string =>
    `${name}, for its look: ${width} × ${height} ${format.toUpperCase()}, ${sizeInWords(byteLength)}`,
  taken: (name: string): string => `The look comes from ${name}.`,
  noPicture: 'This file is no picture that can be read. Choose a PNG, a JPEG or a WebP.',
  tooSmall: 'This picture is too small to show a look. Choose one of at least 64 px a side.',
  noExport: (name: string): string => `Figma could not export ${name}.`,
  unnamed: 'Picture',
  gone: (name: string): string => `The picture that gave the look, “${name}”, is not in this window any more. Choose it again, then retry.`,
} as const
