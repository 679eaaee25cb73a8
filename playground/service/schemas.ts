/** What each model accepts: BFL's published request schemas (api §1.1, §6), as far as a body can violate them. */

export type Field =
  | { readonly kind: 'text'; readonly required?: boolean; readonly pattern?: RegExp; readonly maxLength?: number }
  | { readonly kind: 'picture'; readonly required?: boolean }
  /** `a:b`, neither side more than `longest` times the other. */
  | { readonly kind: 'ratio'; readonly longest: number }
  | { readonly kind: 'whole' | 'number'; readonly min?: number; readonly max?: number; readonly isNullable: boolean }
  | { readonly kind: 'flag'; readonly isNullable: boolean }
  | { readonly kind: 'choice'; readonly options: readonly string[] }

export type Schema = {
  readonly fields: Readonly<Record<string, Field>>
  readonly format: 'jpeg' | 'png'
  /** At least one of these pictures is required. */
  readonly oneOf?: readonly string[]
  /** The shortest side a picture may have (api §1.2). */
  readonly minSide: number
  /** What determines the size of the result. */
  readonly size: 'megapixel' | 'ratio' | 'given'
}

const text: Field = { kind: 'text' }
const picture: Field = { kind: 'picture' }
const flag: Field = { kind: 'flag', isNullable: true }
const seed: Field = { kind: 'whole', isNullable: true }
const steps: Field = { kind: 'whole', min: 15, max: 50, isNullable: true }

function tolerance(max: number): Field {
  return { kind: 'whole', min: 0, max, isNullable: false }
}

function pictures(count: number) {
  return Object.fromEntries(range(count).map((i) => [i ? `input_image_${i + 1}` : 'input_image', picture]))
}

const common: Schema['fields'] = {
  prompt: { kind: 'text', required: true },
  seed,
  output_format: { kind: 'choice', options: ['jpeg', 'png'] },
  safety_tolerance: tolerance(6),
  webhook_url: { kind: 'text', pattern: /^https?:\/\//, maxLength: 2083 },
  webhook_secret: text,
}

const controlled: Schema['fields'] = {
  ...common,
  control_image: picture,
  preprocessed_image: picture,
  prompt_upsampling: flag,
  steps,
  guidance: { kind: 'number', min: 1, max: 100, isNullable: true },
}

const depth: Schema = {
  fields: controlled,
  format: 'jpeg',
  oneOf: ['control_image', 'preprocessed_image'],
  minSide: 256,
  size: 'megapixel',
}

const threshold: Field = { kind: 'whole', min: 0, max: 500, isNullable: true }
const canny: Schema = { ...depth, fields: { ...controlled, canny_low_threshold: threshold, canny_high_threshold: threshold } }

const kontext: Schema = {
  fields: {
    ...common,
    ...pictures(4),
    aspect_ratio: { kind: 'ratio', longest: 7 / 3 },
    prompt_upsampling: { kind: 'flag', isNullable: false },
  },
  format: 'png',
  minSide: 64,
  size: 'ratio',
}

const side: Field = { kind: 'whole', min: 64, isNullable: true }
const flux2: Schema = {
  fields: {
    ...common,
    ...pictures(8),
    width: side,
    height: side,
    safety_tolerance: tolerance(5),
    output_format: { kind: 'choice', options: ['jpeg', 'png', 'webp'] },
    disable_pup: { kind: 'flag', isNullable: false },
  },
  format: 'jpeg',
  minSide: 64,
  size: 'given',
}

const { disable_pup: _notInFlex, ...flux2Shared } = flux2.fields
const flex: Schema = {
  ...flux2,
  fields: {
    ...flux2Shared,
    prompt_upsampling: flag,
    guidance: { kind: 'number', min: 1.5, max: 10, isNullable: true },
    steps: { kind: 'whole', min: 1, max: 50, isNullable: true },
  },
}

/** Returns the schema for a model path; both spellings of a version mean the same. */
export function schemaOf(model: string): Schema | undefined {
  const name = model.replace(/(\d)\.(\d)/, '$1-$2')
  if (name === 'flux-pro-1-0-depth') return depth
  if (name === 'flux-pro-1-0-canny') return canny
  if (/^flux-kontext-(pro|max)$/.test(name)) return kontext
  if (/^flux-2-(pro|max)$/.test(name)) return flux2
  return name === 'flux-2-flex' ? flex : undefined
}

function range(count: number): number[] {
  return [...Array(count).keys()]
}
