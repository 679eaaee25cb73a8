import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../../playground/serve/bundle.ts'
import { durableState, type Namespace } from '../../../relay/state/durable.ts'
import { stateRate } from '../../../relay/state/rate.ts'
import { memoryState } from '../../../relay/state/memory.ts'
import { StateAway, type StateStore } from '../../../relay/state/state-store.ts'
import { expectState } from './contract.ts'

let runtime: Miniflare
beforeAll(async () => {
  const contents = `export { RelayState } from './relay/state/durable.ts'; export default { fetch: () => new Response() }`
  const stdin = { contents, resolveDir: root, loader: 'ts' as const }
  const bundled = await build({ stdin, bundle: true, write: false, format: 'esm', platform: 'neutral' })
  runtime = new Miniflare({
    modules: true,
    script: bundled.outputFiles[0]?.text ?? '',
    compatibilityDate: '2026-04-01',
    durableObjects: { STATE: { className: 'RelayState', useSQLite: true } },
    rootPath: join(root, 'out'),
  })
  await runtime.ready
})
afterAll(() => runtime.dispose())

let nth = 0
async function namespace(): Promise<Namespace> {
  // The types of the runtime are a package of their own; this is all of it that is called.
  const all = (await runtime.getDurableObjectNamespace('STATE')) as unknown as Namespace
  const name = `relay ${nth++}`
  // Each test gets an object of its own.
  return { idFromName: () => all.idFromName(name), get: (id) => all.get(id) }
}

describe('state in a Durable Object', () => {
  expectState(async () => {
    let now = 1_000_000
    return { store: durableState(await namespace(), () => now), later: (ms) => void (now += ms) }
  })

  it('that fails is away', async () => {
    const broken: Namespace = { idFromName: () => '', get: () => ({ fetch: async () => new Response('', { status: 500 }) }) }
    await expect(durableState(broken, Date.now).read('a')).rejects.toThrow(StateAway)
  })
})

describe('a rate over all relays of a state', () => {
  it('is counted together, minute by minute, and lets everybody ask while the state is away', async () => {
    let now = 0
    const state: StateStore = memoryState(() => now)
    const [here, there] = [stateRate(state, 80, () => now), stateRate(state, 80, () => now)]
    const told = await Promise.all(Array.from({ length: 100 }, (_, i) => (i % 2 ? here : there)('ann')))
    expect(told.filter((wait) => wait === 0).length).toBeGreaterThanOrEqual(76)
    expect(told.filter((wait) => wait === 0).length).toBeLessThanOrEqual(80)
    expect(told.at(-1)).toBe(60)
    expect(await here('ben')).toBe(0)
    now += 60_000
    expect(await here('ann')).toBe(0)
    const away = { ...state, add: () => Promise.reject(new StateAway()) }
    expect(await stateRate(away, 1, () => now)('ann')).toBe(0)
  })
})
