// Relays with shared state in front of Comfy Router and own GPUs, with callers that want their pictures, while processes are constantly killed.

import { openStandIn, type OpenedStandIn } from '../../../playground/service/others/open.ts'
import { seeded } from '../../support/chance.ts'
import { startRedis } from '../../support/redis.ts'
import { JPEG, TOKEN } from '../support.ts'
import { type Ended, getsPicture } from './caller.ts'
import { bundledRelay, type Running } from './processes.ts'

export type Plan = {
  readonly seed: number
  readonly callers: number
  /** How many callers are active at the same time. */
  readonly atOnce: number
  readonly kills: number
  /** Every third time, a relay or worker is paused this long instead of killed: longer than the others consider it alive. */
  readonly stillMs?: number
  /** Workers: each is killed once, in the middle of an order. They serve half of the callers. */
  readonly workers: number
  /** How long a picture takes. */
  readonly taskMs: number
}

export type Outcome = Readonly<Record<Ended | 'kills' | 'stills' | 'paidTwice' | 'accepted', number>> & {
  readonly notes: readonly string[]
}

const patienceMs = 120_000
const lookMs = 2

export async function liveOn(plan: Plan): Promise<Outcome> {
  const random = seeded(plan.seed)
  const closing: (() => Promise<void>)[] = []
  try {
    const [state, router, program] = await Promise.all([
      startRedis(),
      openStandIn('comfy-router', { picture: JPEG, taskMs: plan.taskMs }),
      bundledRelay(),
    ])
    closing.push(program.close, router.close, state.kill)
    const env = {
      STATE_URL: state.url,
      SERVICE: plan.workers > 0 ? 'comfy-router,comfyui' : 'comfy-router',
      UPSTREAM_URL_COMFY_ROUTER: router.url,
      SERVICE_KEY_COMFY_ROUTER: router.floor.settings.key,
      IMAGE_HOSTS: router.url,
      TEAM_TOKENS: TOKEN,
      REQUESTS_PER_MINUTE: '1000000',
    }
    const relays = await Promise.all([1, 2, 3].map(() => program.start(env)))
    closing.push(...relays.map(({ end }) => end))
    const workers = await Promise.all(
      Array.from({ length: plan.workers }, async () => {
        const gpu = await openStandIn('comfyui', { key: '', picture: JPEG, taskMs: plan.taskMs })
        closing.push(gpu.close)
        return program.start({ STATE_URL: state.url, UPSTREAM_URL: gpu.url }, 'worker')
      }),
    )
    closing.push(...workers.map(({ end }) => end))
    return await underFire(plan, random, { router, relays, workers })
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

type World = { readonly router: OpenedStandIn; readonly relays: readonly Running[]; readonly workers: readonly Running[] }

async function underFire(plan: Plan, random: () => number, world: World): Promise<Outcome> {
  const { router, relays } = world
  // Every sixth order is refused, or its answer is lost.
  const faults = Array.from({ length: plan.callers / 6 }, () => (random() < 0.7 ? 'lost' : 'busy'))
  router.floor.script.refusals.push(...faults)
  const notes: string[] = []
  const anyRelay = (): string | undefined => {
    const alive = relays.flatMap(({ url }) => url() ?? [])
    return alive[Math.floor(random() * alive.length)]
  }
  const waiting = Array.from({ length: plan.callers }, (_, i) => i)
  const ends: Ended[] = []
  const lane = async (): Promise<void> => {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) {
      const model = plan.workers > 0 && i % 2 === 1 ? 'flux-depth-dev' : 'flux-depth-pro'
      const note = (what: string): void => void notes.push(what)
      ends.push(await getsPicture({ name: `caller-${i}`, model, token: TOKEN, picture: JPEG, anyRelay, patienceMs, note }))
    }
  }
  const killing = kill(plan, random, world)
  await Promise.all(Array.from({ length: plan.atOnce }, lane))
  const { kills, stills } = await killing.stop()
  const prompts = router.floor.orders.map(({ sent }) => sent['prompt'])
  const count = (end: Ended): number => ends.filter((one) => one === end).length
  return {
    picture: count('picture'),
    refused: count('refused'),
    unknown: count('unknown'),
    lost: count('lost'),
    kills,
    stills,
    accepted: prompts.length,
    paidTwice: prompts.length - new Set(prompts).size,
    notes,
  }
}

/** Kills happen after a number of requests at the service, so that they hit work in progress on slow and fast machines alike. */
function kill(
  plan: Plan,
  random: () => number,
  { router, relays, workers }: World,
): { readonly stop: () => Promise<{ kills: number; stills: number }> } {
  const { heard } = router.floor
  const back: Promise<void>[] = []
  const doomed = [...workers]
  let [kills, stills] = [0, 0]
  const next = (): number => heard.length + 1 + Math.floor(random() * 2 * (plan.callers / plan.kills))
  let at = next()
  const look = (): void => {
    const turn = kills + stills + 1
    if (heard.length < at || turn > plan.kills) return
    at = next()
    const { stillMs } = plan
    if (stillMs !== undefined && turn % 3 === 0) {
      stills += 1
      const all = [...relays, ...workers].filter(({ url }) => url() !== undefined)
      const one = all[Math.floor(random() * all.length)]
      if (one) back.push(one.beStill(stillMs))
      return
    }
    kills += 1
    const one = turn % 5 === 0 ? doomed.shift() : undefined
    const alive = relays.filter(({ url }) => url() !== undefined)
    const dying = one ?? alive[Math.floor(random() * alive.length)]
    if (dying) back.push(dying.dieAndReturn())
  }
  const timer = setInterval(look, lookMs)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(back)
      return { kills, stills }
    },
  }
}
