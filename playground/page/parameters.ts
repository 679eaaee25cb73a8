// The URL parameters of the page: ?scene=product&state=polling&theme=dark&run=1&base=…&key=…

import type { SceneName } from '../scenes/scenes.ts'
import { isSceneName } from '../scenes/scenes.ts'
import type { Theme } from './api.ts'

export type Parameters = {
  readonly scene: SceneName | null
  readonly state: string | null
  readonly theme: Theme | null
  readonly runs: boolean
  readonly base: string | null
  readonly key: string | null
}

export function readParameters(search: string): Parameters {
  const given = new URLSearchParams(search)
  const scene = given.get('scene') ?? ''
  const theme = given.get('theme')
  return {
    scene: isSceneName(scene) ? scene : null,
    state: given.get('state'),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    runs: given.get('run') === '1',
    base: given.get('base'),
    key: given.get('key'),
  }
}
