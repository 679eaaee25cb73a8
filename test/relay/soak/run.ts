// `npm run soak`: a lone relay and one with shared state, each under a steady load of orders, polls and pictures, and the memory that they hold
// in the end. It takes 5 minutes, as in less its start weighs more than the orders; `MINUTES=60 npm run soak` detects smaller leaks. A relay
// remembers each order for a day (docs/relay.md), so what counts is how much memory each order adds; a leak per poll or picture shows in the
// same number, many times over.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { wholeNumber } from '../../../playground/given.ts'
import { openStandIn } from '../../../playground/service/others/open.ts'
import { messageOf } from '../../../src/core/base/text.ts'
import { startRedis } from '../../support/redis.ts'
import { bundledRelay, type Running } from '../chaos/processes.ts'
import { TOKEN } from '../support.ts'
import { type Load, loadOn } from './load.ts'

const minutes = readMinutes()
const rates = { ordersPerSecond: 4, pollsPerSecond: 100 }
/** For the records of an order and of its idempotency key, and its last known state. */
const mostBytesAnOrder = 5000
const looks = 24
const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200_000, 7)])

function readMinutes(): number {
  try {
    return wholeNumber('MINUTES', process.env['MINUTES'], 5, { least: 5, most: 100_000 })
  } catch (error) {
    console.error(messageOf(error))
    process.exit(1)
  }
}

type Look = { readonly orders: number; readonly atMs: number; readonly bytes: number }
type Soaked = { readonly name: string; readonly relay: Running; readonly load: Load; readonly looks: Look[] }

/** How much `of` grows per unit of `by`, over all samples. */
function slope(looked: readonly Look[], by: (look: Look) => number): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(looked.map(by)), mean(looked.map(({ bytes }) => bytes))]
  const over = looked.reduce((sum, look) => sum + (by(look) - x) * (look.bytes - y), 0)
  return over / looked.reduce((sum, look) => sum + (by(look) - x) ** 2, 0)
}

/** Whether it holds no more memory than it should. */
function judge({ name, load: { done }, looks: looked }: Soaked): boolean {
  const [anOrder, anHour] = [slope(looked, ({ orders }) => orders), slope(looked, ({ atMs }) => atMs) * 3600_000]
  const isFlat = anOrder <= mostBytesAnOrder && done.faults.length === 0 && done.pictures > 0
  const [first, last] = [looked[0], looked.at(-1)].map((look) => ((look?.bytes ?? 0) / 1e6).toFixed(1))
  console.log(`${name}: ${done.orders} orders, ${done.polls} questions, ${done.pictures} pictures, ${done.faults.length} faults`)
  for (const fault of new Set(done.faults)) console.log(`  ${fault}`)
  console.log(
    `${name}: from ${first} MB to ${last} MB, ${(anHour / 1e6).toFixed(1)} MB an hour, ` +
      `${(anOrder / 1000).toFixed(2)} kB an order (at most ${mostBytesAnOrder / 1000}): ${isFlat ? 'ok' : 'TOO MUCH'}`,
  )
  return isFlat
}

async function soak(all: readonly Soaked[]): Promise<void> {
  const from = Date.now()
  // The first sixth warms up: compiled code, grown buffers.
  const everyMs = (minutes * 60_000) / (looks * 1.2)
  await pause(everyMs * looks * 0.2)
  for (let i = 0; i < looks; i++) {
    await pause(Math.max(0, from + everyMs * (looks * 0.2 + i + 1) - Date.now()))
    for (const { relay, load, looks: looked } of all) {
      looked.push({ orders: load.done.orders, atMs: Date.now() - from, bytes: await relay.held() })
    }
  }
  await Promise.all(all.map(({ load }) => load.stop()))
}

async function run(): Promise<boolean> {
  const closing: (() => Promise<unknown>)[] = []
  try {
    const [program, state, service, folder] = await Promise.all([
      bundledRelay({ isProbed: true }),
      startRedis(),
      openStandIn('comfy-router', { picture, taskMs: 1500 }),
      mkdtemp(join(tmpdir(), 'soak-')),
    ])
    closing.push(program.close, state.kill, service.close, () => rm(folder, { recursive: true }))
    const { floor, url } = service
    const tidy = setInterval(() => {
      floor.heard.length = 0
      floor.orders.splice(0, floor.orders.length - 200)
    }, 1000)
    closing.push(async () => clearInterval(tidy))
    const env = {
      SERVICE: 'comfy-router',
      UPSTREAM_URL: url,
      SERVICE_KEY: floor.settings.key,
      IMAGE_HOSTS: url,
      TEAM_TOKENS: TOKEN,
      REQUESTS_PER_MINUTE: '1000000',
    }
    const kept = { STATE_URL: state.url, KEEP_PICTURES_MINUTES: '1', KEEP_PICTURES_DIR: folder }
    const all: Soaked[] = []
    for (const [name, more] of [
      ['alone', {}],
      ['shared', kept],
    ] as const) {
      const relay = await program.start({ ...env, ...more })
      closing.push(relay.end)
      all.push({ name, relay, load: loadOn(relay.url() ?? '', picture, rates), looks: [] })
    }
    await soak(all)
    return all.map(judge).every(Boolean)
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

process.exitCode = (await run()) ? 0 : 1
