// Texts about the reference picture.

import type { Size } from '../../core/base/geometry.ts'
import { sizeInWords } from '../../core/picture/image.ts'

export const referenceWords = {
  choose: 'Look from a picture',
  from: (name: string): string => `Look from ${name}`,
  remove: (name: string): string => `Remove ${name}`,
  keeps: 'Its materials, colours and mood. Your frame keeps its shapes.',
  lightToo: 'Its light too',
  notTaken: (model: string): string => `Not sent: ${model} takes no second picture.`,
  picture: 'Picture',
  second: 'Picture 2',
  sent: (name: string, { width, height }: Size, format: string, byteLength: number): string =>
    `${name}, for its look: ${width} × ${height} ${format.toUpperCase()}, ${sizeInWords(byteLength)}`,
  unread: 'This picture could not be read. Choose a PNG, a JPEG or a WebP.',
  tooSmall: 'This picture is too small to show a look.',
  gone: (name: string): string => `“${name}”, which gave the look, is not in this window any more. Choose it again, then retry.`,
  changed: (name: string): string =>
    `The look is missing: “${name}” is gone or looks different now. Bring it back as it was and retry, or choose it for a new picture.`,
  leftOut: (name: string): string => `its look from ${name}`,
} as const
