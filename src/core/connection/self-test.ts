// The self-test of the real Figma: for each test its steps, and how their readings are judged. Pure, except for reading pixels.

import { isBytes } from '../base/bytes.ts'
import { pictureSize } from '../picture/image-size.ts'
import type { Reading, ScratchStep } from './scratch.ts'

export type Outcome = 'expected' | 'differs' | 'unknown'

/** Gives red, green, blue and alpha, 0 to 255, of a pixel. `x` and `y` are shares of the picture's size. */
export type PixelAt = (png: Uint8Array, x: number, y: number) => Promise<readonly number[]>

export type Test = {
  readonly id: string
  readonly label: string
  /** The consequence for the user if Figma behaves differently. */
  readonly changes: string
  readonly steps: readonly ScratchStep[]
  /** Throws where the outcome cannot be determined. */
  judge(of: Answers): boolean | Promise<boolean>
}

export type Answers = {
  value(as: string): unknown
  /** Whether Figma refused the step. */
  isRefused(as: string): boolean
  png(as: string): Uint8Array
  pixel(as: string, x: number, y: number): Promise<readonly number[]>
}

type Rgb = { readonly r: number; readonly g: number; readonly b: number }

const red: Rgb = { r: 1, g: 0, b: 0 }
const blue: Rgb = { r: 0, g: 0, b: 1 }

function solid(color: Rgb): readonly unknown[] {
  return [[{ type: 'SOLID', color }]]
}

/** Steps that create a node of this kind, size and colour. */
function draw(as: string, make: string, width: number, height: number, color: Rgb): readonly ScratchStep[] {
  return [
    { on: 'figma', act: make, as },
    { on: as, act: 'resize', with: [width, height] },
    { on: as, act: '=fills', with: solid(color) },
  ]
}

function exported(on: string, as: string, width: number, useAbsoluteBounds = true): ScratchStep {
  const settings = {
    format: 'PNG',
    constraint: { type: 'WIDTH', value: width },
    useAbsoluteBounds,
    contentsOnly: true,
    colorProfile: 'SRGB',
  }
  return { on, act: 'exportAsync', with: [settings], as }
}

function isNear(pixel: readonly number[], color: readonly number[]): boolean {
  return color.every((level, channel) => Math.abs(level - (pixel[channel] ?? -99)) <= 2)
}

const opaqueRed = [255, 0, 0, 255]

/** A PNG of 8 × 4 px, its left half red, its right half blue. */
const twoColours = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAFElEQVR42mP4z8AAR0jM/wzUkwAAOn4f4diWpaUAAAAASUVORK5CYII='

export const tests: readonly Test[] = [
  {
    id: 'size',
    label: 'Pictures have the size asked for',
    changes: 'A frame with broken sides may be a pixel off.',
    steps: [...draw('box', 'createFrame', 403.37, 302.5, red), exported('box', 'png', 400)],
    judge: ({ png }) => pictureSize(png('png'))?.width === 400 && pictureSize(png('png'))?.height === 300,
  },
  {
    id: 'colour',
    label: 'Colours leave as they are set',
    changes: 'Pictures leave in other colours, in files of another colour profile.',
    steps: [...draw('box', 'createFrame', 40, 40, { r: 1, g: 0.5, b: 0.25 }), exported('box', 'png', 40)],
    judge: async ({ pixel }) => isNear(await pixel('png', 0.5, 0.5), [255, 128, 64, 255]),
  },
  {
    id: 'same',
    label: 'The same frame gives the same bytes',
    changes: 'Every result would say that its source has changed.',
    steps: [...draw('box', 'createFrame', 80, 60, red), exported('box', 'one', 80), exported('box', 'two', 80)],
    judge: ({ png }) => png('one').join() === png('two').join(),
  },
  {
    id: 'turned',
    label: 'A turned frame is drawn in its upright box',
    changes: 'Turned frames are sent as they lie unturned, and their results are turned onto them.',
    steps: [...draw('box', 'createFrame', 200, 50, red), { on: 'box', act: '=rotation', with: [30] }, exported('box', 'png', 400)],
    // A box of 200 × 50 rotated by 30° has bounds of 198.2 × 143.3.
    judge: ({ png }) => Math.abs((pictureSize(png('png'))?.height ?? 0) - 289) <= 2,
  },
  {
    id: 'clipped',
    label: 'What a frame cuts off is drawn whole',
    changes: 'Copies show under your work for a moment while they are drawn.',
    steps: [
      { on: 'figma', act: 'createFrame', as: 'cut' },
      { on: 'cut', act: 'resize', with: [0.01, 0.01] },
      ...draw('box', 'createFrame', 60, 40, red),
      { on: 'cut', act: 'appendChild', with: ['$box'] },
      { on: 'box', act: '=x', with: [30] },
      exported('box', 'png', 60),
    ],
    judge: async ({ png, pixel }) => pictureSize(png('png'))?.width === 60 && isNear(await pixel('png', 0.5, 0.5), opaqueRed),
  },
  {
    id: 'invisible',
    label: 'A layer at opacity 0 leaves no trace',
    changes: 'A shade of editable layers is left in the picture that is sent.',
    steps: [
      ...draw('box', 'createFrame', 80, 80, red),
      ...draw('inner', 'createRectangle', 40, 40, blue),
      { on: 'box', act: 'appendChild', with: ['$inner'] },
      {
        on: 'inner',
        act: '=effects',
        with: [
          [
            {
              type: 'DROP_SHADOW',
              color: { r: 0, g: 0, b: 0, a: 1 },
              offset: { x: 20, y: 20 },
              radius: 4,
              visible: true,
              blendMode: 'NORMAL',
            },
          ],
        ],
      },
      { on: 'inner', act: '=opacity', with: [0] },
      exported('box', 'png', 80),
    ],
    judge: async ({ pixel }) => isNear(await pixel('png', 0.25, 0.25), opaqueRed) && isNear(await pixel('png', 0.6, 0.6), opaqueRed),
  },
  {
    id: 'image',
    label: 'A new image is there at once, and cropped to the right part',
    changes: 'Each result with editable layers is drawn once for nothing before it is measured; or shows the wrong part.',
    steps: [
      { on: 'figma', act: 'base64Decode', with: [twoColours], as: 'bytes' },
      { on: 'figma', act: 'createImage', with: ['$bytes'], as: 'image' },
      { on: 'image', act: '.hash', as: 'hash' },
      ...draw('box', 'createFrame', 40, 40, red),
      {
        on: 'box',
        act: '=fills',
        with: [
          [
            {
              type: 'IMAGE',
              scaleMode: 'CROP',
              imageHash: '$hash',
              imageTransform: [
                [0.5, 0, 0.5],
                [0, 1, 0],
              ],
            },
          ],
        ],
      },
      exported('box', 'png', 40),
    ],
    judge: async ({ pixel }) => isNear(await pixel('png', 0.25, 0.5), [0, 0, 255, 255]),
  },
  {
    id: 'instance-clone',
    label: 'A layer of an instance can be copied by itself',
    changes: 'The whole instance is copied instead, which takes longer.',
    steps: [
      ...draw('main', 'createComponent', 60, 60, red),
      ...draw('inner', 'createRectangle', 30, 30, blue),
      { on: 'main', act: 'appendChild', with: ['$inner'] },
      { on: 'main', act: 'createInstance', as: 'instance' },
      { on: 'instance', act: '.children', with: [0], as: 'layer' },
      { on: 'layer', act: 'clone', as: 'copy' },
    ],
    judge: ({ isRefused }) => !isRefused('copy'),
  },
  {
    id: 'instance-data',
    label: 'Layers of instances keep what is written on them',
    changes: 'Locked products in an instance are written down on the instance, and found by their place in it.',
    steps: [
      ...draw('main', 'createComponent', 60, 60, red),
      ...draw('inner', 'createRectangle', 30, 30, blue),
      { on: 'main', act: 'appendChild', with: ['$inner'] },
      { on: 'main', act: 'createInstance', as: 'instance' },
      { on: 'instance', act: '.children', with: [0], as: 'layer' },
      { on: 'layer', act: 'setPluginData', with: ['self-test', 'kept'] },
      { on: 'layer', act: 'getPluginData', with: ['self-test'], as: 'data' },
    ],
    judge: ({ value }) => value('data') === 'kept',
  },
  {
    id: 'text',
    label: 'Text is moved once its font is loaded',
    changes: 'Frames with editable text are sent whole.',
    steps: [
      { on: 'figma', act: 'loadFontAsync', with: [{ family: 'Inter', style: 'Regular' }], as: 'font' },
      { on: 'figma', act: 'createText', as: 'text' },
      { on: 'text', act: '=characters', with: ['Text'], as: 'written' },
      { on: 'figma', act: 'createFrame', as: 'box' },
      { on: 'box', act: 'appendChild', with: ['$text'], as: 'moved' },
    ],
    judge: ({ isRefused }) => {
      if (isRefused('font')) throw new Error('no font')
      return !isRefused('written') && !isRefused('moved')
    },
  },
]

function answersOf(readings: readonly Reading[], pixelAt: PixelAt): Answers {
  const find = (as: string): Reading => {
    const found = readings.find((one) => one.as === as)
    if (found === undefined) throw new Error(`no reading of ${as}`)
    return found
  }
  const value = (as: string): unknown => {
    const { value: read, error } = find(as)
    if (error !== null) throw new Error(error)
    return read
  }
  const png = (as: string): Uint8Array => {
    const bytes = value(as)
    if (!isBytes(bytes)) throw new Error('no bytes')
    return bytes
  }
  return { value, png, isRefused: (as) => find(as).error !== null, pixel: (as, x, y) => pixelAt(png(as), x, y) }
}

export async function judgeTest(test: Test, readings: readonly Reading[], pixelAt: PixelAt): Promise<Outcome> {
  try {
    return (await test.judge(answersOf(readings, pixelAt))) ? 'expected' : 'differs'
  } catch {
    return 'unknown'
  }
}
