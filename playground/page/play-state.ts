// Plays a prepared state: storage, the stand-in's script, then the steps, through the real plugin.

import type { Storage } from '../host/types.ts'
import type { Config } from '../serve/page-server.ts'
import type { Script, State, Step } from '../states.ts'

export type Stage = {
  readonly storage: Storage
  readonly config: Config
  clear(): Promise<void>
  script(script: Script): Promise<void>
  run(): Promise<void>
  press(name: string): void
  kill(): void
}

export async function playState(stage: Stage, { hasKey, baseUrl, script, steps }: State): Promise<void> {
  stage.kill()
  await stage.clear()
  if (hasKey) await storeKey(stage.storage, { ...stage.config, baseUrl: baseUrl ?? stage.config.baseUrl })
  await stage.script(script)
  for (const step of steps) await play(stage, step)
}

export function storeKey(storage: Storage, { key, baseUrl }: Pick<Config, 'key' | 'baseUrl'>): Promise<void> {
  return storage.set('settings', { version: 1, key, baseUrl })
}

async function play(stage: Stage, step: Step): Promise<void> {
  switch (step.do) {
    case 'run':
      return stage.run()
    case 'press':
      return stage.press('Restyle')
    case 'kill':
      return stage.kill()
    case 'script':
      return stage.script(step.script)
    case 'await':
      return untilStored(stage.storage, step.state, step.count)
    default:
      step satisfies never
  }
}

async function untilStored(storage: Storage, state: string, count: number): Promise<void> {
  const endsAt = Date.now() + 20_000
  while (Date.now() < endsAt) {
    const keys = (await storage.keys()).filter((key) => key.startsWith('task:'))
    const tasks = await Promise.all(keys.map((key) => storage.get(key)))
    if (tasks.filter((task) => (task as { state?: string } | undefined)?.state === state).length >= count) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No ${count} tasks were ${state} within 20 s`)
}
