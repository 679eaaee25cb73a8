// Types of purpose, look and light: data that a model turns into its prompt. The data itself is in looks/*.ts, lights.ts and studies.ts.

export const purposes = ['building', 'product', 'interface'] as const
export type Purpose = (typeof purposes)[number]

export const purposeLabel: Record<Purpose, string> = { building: 'Building', product: 'Product', interface: 'Interface' }

/** The colours of a swatch. One parametric scene per purpose draws all of its swatches (DESIGN §2). */
export type Swatch = {
  readonly sky: string
  readonly ground: string
  readonly front: string
  readonly side: string
  readonly edge: string
  readonly accent: string
}

/** `phrase` describes a finished scene, as a photographer or art director would. `change` tells an editing model what to turn the source into. */
export type Look = {
  readonly id: string
  readonly label: string
  readonly phrase: string
  readonly change: string
  readonly swatch: Swatch
}

/** A picture that gives the look instead of a chosen one. Only its name and a fingerprint of its bytes are stored. */
export type LookPicture = {
  readonly name: string
  readonly fingerprint: string
  readonly givesLight: boolean
  /** The layer it was drawn from; missing for a file, and in recipes of earlier versions. */
  readonly nodeId?: string
}

/** A light: its phrase, and the two colours of its round swatch, top and bottom. */
export type Light = { readonly id: string; readonly label: string; readonly phrase: string; readonly colors: readonly [string, string] }
