// A recipe, a task and an order as the program itself would write them.

import { initialValues } from '../../src/core/model/model.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import type { Task } from '../../src/core/recipe/task.ts'
import { modelOf } from './models.ts'

export function aRecipe(changes: Partial<Recipe> = {}): Recipe {
  return {
    version: 1,
    modelId: 'flux-depth-pro',
    values: initialValues(modelOf('flux-depth-pro')),
    seed: 4821,
    purpose: 'building',
    look: 'timber',
    light: 'golden',
    words: 'tall grasses',
    prompt: 'A building clad in larch, low golden sun. Tall grasses.',
    source: { id: '1:2', name: 'Villa', width: 1440, height: 1024, scene: null, fingerprint: '' },
    live: nothingLive,
    sent: { width: 1216, height: 864 },
    content: { x: 0, y: 0, width: 1215, height: 864 },
    createdAt: 1_700_000_000_000,
    ...changes,
  }
}

type Common = Omit<Extract<Task, { state: 'waiting' }>, 'state'>

export function aTask(changes: Partial<Common> = {}): Extract<Task, { state: 'waiting' }> {
  return {
    version: 1,
    key: 'k1',
    file: 'stamp',
    nodeId: '5:6',
    name: 'Villa, Warm timber (4821)',
    recipe: aRecipe(),
    place: {
      pageId: '0:1',
      pose: {
        size: { width: 1440, height: 1024 },
        transform: [
          [1, 0, 100],
          [0, 1, 200],
        ],
      },
      corners: [0, 8, 16, 24],
      neighbour: { x: 100, y: 200, width: 1440, height: 1024 },
    },
    at: 1_700_000_000_000,
    state: 'waiting',
    ...changes,
  }
}
