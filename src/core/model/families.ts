// What the models of a family share (api §1.1, §6): parameters, sizes, and the texts of their cards.

import type { Dial, ModelData, Param, Values } from './model.ts'
import { type Stop, stopLabel, stops } from './stops.ts'

const seed: Param = { kind: 'seed', label: 'Seed' }

function safety(max: number): Param {
  return {
    kind: 'number',
    label: 'Safety tolerance',
    field: 'safety_tolerance',
    hint: `0 is strictest, ${max} is most tolerant.`,
    min: 0,
    max,
    step: 1,
    initial: 2,
  }
}

/** Never WebP, because Figma accepts only PNG, JPEG and GIF (platform §3.2). */
const format: Param = {
  kind: 'choice',
  label: 'Format',
  field: 'output_format',
  hint: 'PNG is lossless, JPEG keeps the file small.',
  options: [
    { value: 'png', label: 'PNG' },
    { value: 'jpeg', label: 'JPEG' },
  ],
  initial: 'png',
}

export function upsampling(initial: boolean): Param {
  return {
    kind: 'toggle',
    label: 'Let the service rewrite the prompt',
    field: 'prompt_upsampling',
    hint: 'It adds detail of its own.',
    initial,
  }
}

export function guidance(min: number, max: number, initial: number): Param {
  return {
    kind: 'number',
    label: 'Guidance',
    field: 'guidance',
    hint: 'Higher follows the prompt more strictly.',
    min,
    max,
    step: 0.5,
    initial,
  }
}

export function steps(min: number, initial = 50): Param {
  return {
    kind: 'number',
    label: 'Steps',
    field: 'steps',
    hint: 'More steps, more detail, more time.',
    min,
    max: 50,
    step: 1,
    initial,
  }
}

type Family = Omit<ModelData, 'id' | 'label' | 'goodFor' | 'paths' | 'successor'>

/** Depth and canny: about one megapixel in the picture's own aspect ratio, with no size in the request. */
export const depthFamily = {
  preserveClause: null,
  rules: { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 },
  sizing: 'none',
  params: { steps: steps(15), seed, safety: safety(6), format, upsampling: upsampling(false) },
} satisfies Partial<Family>

/**
 * More guidance follows the control image and the prompt more closely, and fewer steps leave more to chance (api §1.1). The numbers are spread around
 * the model's default; how much each keeps has not been measured.
 */
export function guidanceDial(guidances: Readonly<Record<Stop, number>>): Dial {
  const at = (stop: Stop, stepCount: number): Values => ({ guidance: guidances[stop], steps: stepCount })
  return { free: at('free', 28), loose: at('loose', 40), balanced: at('balanced', 50), firm: at('firm', 50), exact: at('exact', 50) }
}

const keepEverything =
  'Keep the composition, the camera, the perspective and the position, size and outline of every object exactly as they are.'

/** The clause that tells an editing model what to keep, per stop. */
const clauses: Record<Stop, string> = {
  free: 'Keep the subject and the composition recognisable.',
  loose: 'Keep the composition, the camera and the position of the main objects.',
  balanced: keepEverything,
  firm: `${keepEverything} Change only materials, surfaces, colours and light. Add and remove nothing.`,
  exact: `${keepEverything} Change only materials, surfaces, colours and light. Add and remove nothing. Every edge and line of the picture stays at the same pixel; do not move, scale, crop or reframe it.`,
}

/** The stop as a value: it is written into the prompt and never sent as a field. */
const keep: Param = {
  kind: 'choice',
  label: 'Geometry',
  hint: '',
  options: stops.map((value) => ({ value, label: stopLabel[value] })),
  initial: 'balanced',
  isOnDial: true,
}

/** Editing models, which are only asked in the prompt to keep the geometry. */
const editingFamily = {
  geometry: 'only asked for in the prompt. It tries, and may move things.',
  preserveClause: keepEverything,
  clauses,
  dial: {
    free: { keep: 'free' },
    loose: { keep: 'loose' },
    balanced: { keep: 'balanced' },
    firm: { keep: 'firm' },
    exact: { keep: 'exact' },
  },
  imageField: () => 'input_image',
  takesJpeg: () => true,
} satisfies Partial<Family>

/**
 * Kontext's portrait output sizes; it paints each in landscape as well. It accepts any ratio from 7:3 to 3:7 and answers in the nearest of these:
 * asked for 16:9 it gave 1392 × 752 (github.com/black-forest-labs/flux, its list of sizes and issue 445). These ratios themselves come back exactly.
 */
const portraitSizes = [
  [672, 1568],
  [688, 1504],
  [720, 1456],
  [752, 1392],
  [800, 1328],
  [832, 1248],
  [880, 1184],
  [944, 1104],
] as const

export const kontextFamily: Family = {
  ...editingFamily,
  served: 'Its maker calls it legacy. CometAPI served it in September 2026.',
  rules: {
    grid: 16,
    minSide: 256,
    maxPixels: 1_053_696,
    maxSide: 1568,
    sizes: [[1024, 1024], ...portraitSizes, ...portraitSizes.map(([width, height]) => [height, width] as const)],
  },
  sizing: 'ratio',
  // The schema allows up to 6, the guide up to 2 (api §6).
  params: { keep, seed, safety: safety(2), format, upsampling: upsampling(false) },
}

/**
 * FLUX.2 accepts up to eight pictures.
 * @param costs price of one input megapixel, as a share of the price of an edited one (api §6)
 */
export function secondPicture(costs: number): Pick<ModelData, 'reference'> {
  return { reference: { field: 'input_image_2', costs } }
}

/** FLUX.2 paints any size up to 4 megapixels (api §6). One is ordered, as each further one costs more. Long frames keep their aspect ratio. */
export const flux2Family: Family = {
  ...editingFamily,
  served: 'Its maker’s present model. CometAPI served it in September 2026.',
  rules: { grid: 16, minSide: 64, maxPixels: 1_048_576, maxSide: 2048 },
  sizing: 'exact',
  params: { keep, seed, safety: safety(5), format },
}

/** Pro and max rewrite the prompt unless this is on; flex has a parameter for the opposite. */
export const disableRewriting: Param = {
  kind: 'toggle',
  label: 'Keep the prompt as it is',
  field: 'disable_pup',
  hint: 'The service rewrites it otherwise.',
  initial: false,
  isOmittedWhenOff: true,
}
