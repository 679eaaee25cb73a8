// Plays a prepared state: sets up the storage and the stand-in's script, then runs the steps through the real plugin.

import type { Storage } from '../host/types.ts'
import type { Config } from '../serve/page-server.ts'
import type { Script, State, Step } from '../state.ts'

export type Stage = {
  readonly storage: Storage
  readonly config: Config
  clear(): Promise<void>
  script(script: Script): Promise<void>
  run(): Promise<void>
  press(name: string): void
  kill(): void
  /** Shows how often the last order was sent and how often it was paid for. */
  count(): Promise<void>
}

export async function playState(stage: Stage, { hasKey, baseUrl, modelId, script, steps }: State): Promise<void> {
  stage.kill()
  await stage.clear()
  // Without a key, the settings still point to the stand-in if there is one.
  if (hasKey || stage.config.isSimulated)
    await storeKey(stage.storage, {
      key: hasKey ? stage.config.key : '',
      baseUrl: baseUrl ?? stage.config.baseUrl,
      ...(modelId === undefined ? {} : { modelId }),
    })
  await stage.script(script)
  for (const step of steps) await play(stage, step)
}

type Kept = Pick<Config, 'key' | 'baseUrl'> & { readonly modelId?: string }

export function storeKey(storage: Storage, { key, baseUrl, modelId }: Kept): Promise<void> {
  return storage.set('settings', { version: 1, key, baseUrl, ...(modelId === undefined ? {} : { choices: { modelId } }) })
}

async function play(stage: Stage, step: Step): Promise<void> {
  switch (step.do) {
    case 'run':
      return stage.run()
    case 'press':
      return stage.press('Restyle')
    case 'kill':
      return stage.kill()
    case 'count':
      return stage.count()
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
