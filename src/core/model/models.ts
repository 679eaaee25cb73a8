// All models, the default one first. A new model is a file and a line here.

import { flux2Flex } from './models/flux-2-flex.ts'
import { flux2Max } from './models/flux-2-max.ts'
import { flux2Pro } from './models/flux-2-pro.ts'
import { fluxCannyPro } from './models/flux-canny-pro.ts'
import { fluxDepthDev } from './models/flux-depth-dev.ts'
import { fluxDepthPro } from './models/flux-depth-pro.ts'
import { fluxKontextMax } from './models/flux-kontext-max.ts'
import { fluxKontextPro } from './models/flux-kontext-pro.ts'
import type { Model } from './model.ts'

export const models: readonly [Model, ...Model[]] = [
  fluxDepthPro,
  fluxCannyPro,
  fluxKontextPro,
  fluxKontextMax,
  flux2Pro,
  flux2Max,
  flux2Flex,
  fluxDepthDev,
]

/** The model with this id; null when this version does not know it. A caller that uses another one instead must tell the user. */
export function findModel(id: string): Model | null {
  return models.find((model) => model.id === id) ?? null
}

/** The name of the model shown to the user: its label, or its id when this version does not know it. */
export function modelLabel(id: string): string {
  return findModel(id)?.label ?? id
}

/** For a picture whose model is known only by its id. */
export function unknownModelText(id: string): string {
  return `Made with a model this version does not know: ${id}`
}

/**
 * The next model in the chain of successors that is not known to be gone; null when all are. An unknown model gets the successor of the first one.
 */
export function successorOf(id: string, gone: ReadonlySet<string>): Model | null {
  const seen = new Set([id])
  for (let next = findModel((findModel(id) ?? models[0]).successor); next !== null; next = findModel(next.successor)) {
    if (seen.has(next.id)) break
    if (!gone.has(next.id)) return next
    seen.add(next.id)
  }
  // The chain has ended; any other model is better than none.
  return models.find((model) => model.id !== id && !gone.has(model.id) && model.isBehindRelaysOnly !== true) ?? null
}
