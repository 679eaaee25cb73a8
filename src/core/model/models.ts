// The models on offer, the first one by default. A new one is a file and a line here.

import { flux2Flex } from './models/flux-2-flex.ts'
import { flux2Max } from './models/flux-2-max.ts'
import { flux2Pro } from './models/flux-2-pro.ts'
import { fluxCannyPro } from './models/flux-canny-pro.ts'
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
]

/** The model of this id; nothing for one that this version does not know. Whoever takes another one in its place says so. */
export function findModel(id: string): Model | null {
  return models.find((model) => model.id === id) ?? null
}

/** What a person is told: the label, or the id of a model that this version does not know. */
export function modelLabel(id: string): string {
  return findModel(id)?.label ?? id
}

/** Told of a picture whose model is only known by its id. */
export function unknownModelText(id: string): string {
  return `Made with a model this version does not know: ${id}`
}

/** The next model in line that is not known to be gone; nothing where the line ends. A model that is not known here has the first's. */
export function successorOf(id: string, gone: ReadonlySet<string>): Model | null {
  const seen = new Set([id])
  for (let next = findModel((findModel(id) ?? models[0]).successor); next !== null; next = findModel(next.successor)) {
    if (seen.has(next.id)) break
    if (!gone.has(next.id)) return next
    seen.add(next.id)
  }
  // Outside the line: better than nothing.
  return models.find((model) => model.id !== id && !gone.has(model.id)) ?? null
}
