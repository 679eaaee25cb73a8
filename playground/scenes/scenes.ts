// The sample document: one page per scene.

import { app } from './app.ts'
import { building } from './building.ts'
import { product } from './product.ts'
import type { SceneSpec } from './spec.ts'

export const sceneNames = ['building', 'product', 'app'] as const
export type SceneName = (typeof sceneNames)[number]

export function isSceneName(name: string): name is SceneName {
  return sceneNames.some((known) => known === name)
}

export const scenes: Readonly<Record<SceneName, SceneSpec>> = { building, product, app }

/** The frame in each scene that a person would restyle. */
export const samples: Readonly<Record<SceneName, string>> = {
  building: 'Villa, street view',
  product: 'Bottle on table',
  app: 'Home screen',
}
