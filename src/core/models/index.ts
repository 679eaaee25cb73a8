// The models on offer, the first one by default.

import { flux2Pro } from './flux-2-pro.ts'
import { fluxDepthPro } from './flux-depth-pro.ts'
import { fluxKontextPro } from './flux-kontext-pro.ts'
import type { Model } from './model.ts'

export const models: readonly [Model, ...Model[]] = [fluxDepthPro, fluxKontextPro, flux2Pro]

/** The model of a stored recipe; the default one where it is no longer on offer. */
export const findModel = (id: string): Model => models.find((model) => model.id === id) ?? models[0]

export const successorOf = (model: Model): Model | null => models.find(({ id }) => id === model.successor) ?? null
