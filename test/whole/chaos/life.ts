// One random life of the plugin: orders, kills, faults, clock jumps, storage failures and user actions in any order. The laws must hold after it.

import { type Job, isOver } from '../../../src/core/job/job.ts'
import { stepsFor } from '../../../src/core/failure/words.ts'
import { holdOf } from '../../../src/core/service/accepted-task.ts'
import type { FaultOf } from '../../../playground/service/faults.ts'
import { memoryStorage } from '../../../playground/host/node.ts'
import type { Window } from '../../support/window.ts'
import { type World, key, openWorld } from '../../support/world.ts'

export type Act =
  | { readonly do: 'order'; readonly variants: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'jump'; readonly ms: number }
  | { readonly do: 'offline' | 'online' | 'storage-fails' | 'storage-works' | 'undo' | 'stop-all' | 'stop-waiting' }
  | { readonly do: 'fault-submit'; readonly fault: FaultOf<'submit'> }
  | { readonly do: 'fault-poll'; readonly fault: FaultOf<'poll'> }
  | { readonly do: 'fault-picture'; readonly fault: FaultOf<'picture'> }
  /** Paths that the service no longer offers, until the next such act. */
  | { readonly do: 'models-gone'; readonly gone: readonly string[] }
  | WindowEnd
  | JobAct
  | PlaceholderAct

type WindowEnd = { readonly do: 'end'; readonly how: 'close' | 'kill'; readonly afterCrossings: number }
type JobAct = { readonly do: 'cancel' | 'dismiss' | 'step' | 'switch-model'; readonly nth: number }
type PlaceholderAct = { readonly do: 'delete-placeholder' | 'move-placeholder' | 'copy-placeholder'; readonly nth: number }

export type Tally = {
  acts: number
  faults: number
  kills: number
  accepted: number
  pictures: number
  /** Accepted, but neither on the canvas nor reported to the user. */
  lost: number
  /** Accepted POSTs for one picture beyond those that the user asked for. */
  paidTwice: number
}

export function emptyTally(): Tally {
  return { acts: 0, faults: 0, kills: 0, accepted: 0, pictures: 0, lost: 0, paidTwice: 0 }
}

type Life = {
  readonly world: World
  window: Window
  /** Every outcome that the user could read, by seed of the picture. */
  readonly told: Map<number, string[]>
  readonly heard: WeakSet<Job>
  /** How often the user asked to send a picture again, by seed. */
  readonly again: Map<number, number>
  /** Seeds of results that were on the canvas, even if the user removed or undid them later. */
  readonly seen: Set<number>
  readonly seenIds: Set<string>
  /** Seeds sent after the user had been warned that closing the window would lose them, because nothing could be stored. */
  readonly atRisk: Set<number>
  storageFails: boolean
}

/** The lowest fill decides, because a placeholder also shows its source, over a paint of its own. */
function isImage(frame: Record<string, unknown>): boolean {
  return (frame.fills as { type: string }[])[0]?.type === 'IMAGE'
}

function dataOf(frame: Record<string, unknown>): Record<string, string> {
  return frame.pluginData as Record<string, string>
}

function seedOf(frame: Record<string, unknown>): number {
  return (JSON.parse(dataOf(frame).recipe ?? '{}') as { seed?: number }).seed ?? -1
}

const sendsAgain = new Set(['retry', 'send-again', 'restyle-again', 'send-smaller', 'check-again'])

/** Records what the window says now, because it may be gone the next moment. */
function listen(life: Life): void {
  const { host, page, source } = life.world
  for (const id of host.children(page)) {
    if (id === source || life.seenIds.has(id)) continue
    const frame = host.describe(id)
    if (frame === null || !isImage(frame)) continue
    life.seenIds.add(id)
    life.seen.add(seedOf(frame))
  }
  if (life.window.store.jobs.isStorageAtRisk.peek())
    for (const job of life.window.store.jobs.list.peek()) if (!isOver(job)) life.atRisk.add(life.window.seedOf(job.key) ?? -1)
  for (const job of life.window.store.jobs.list.peek()) {
    const seed = life.window.seedOf(job.key)
    if (seed === null) continue
    const words =
      job.phase === 'failed'
        ? `failed ${job.failure.code} ${job.failure.charged}`
        : job.phase === 'cancelled'
          ? `cancelled ${job.charged}`
          : null
    // Each outcome is one object; a repeated outcome is another object.
    if (words === null || life.heard.has(job)) continue
    life.heard.add(job)
    life.told.set(seed, [...(life.told.get(seed) ?? []), words])
  }
}

function nthOf<T>(list: readonly T[], nth: number): T | undefined {
  return list[list.length === 0 ? 0 : nth % list.length]
}

function step(life: Life, job: Job): void {
  const { store } = life.window
  const seed = life.window.seedOf(job.key) ?? -1
  if (job.phase === 'queued' && job.isHeld) return store.failureActions.retry(job.key)
  if (job.phase !== 'failed') return
  const [next] = stepsFor(job.failure, holdOf(job.remote, life.world.clock.now())).filter((one) => sendsAgain.has(one))
  if (next === undefined) return
  const asks = next === 'check-again' && job.remote !== null
  if (!asks) life.again.set(seed, (life.again.get(seed) ?? 0) + 1)
  store.failureActions[next](job.key)
}

/** Ends the window at a crossing, or after four seconds if there were fewer, and opens another one. */
async function endWindow(life: Life, { how, afterCrossings }: WindowEnd): Promise<void> {
  const { world, window } = life
  let left = afterCrossings
  world.crossings.heard = () => {
    left -= 1
    if (left !== 0) return
    listen(life)
    window[how]()
  }
  await world.clock.pass(4000)
  world.crossings.heard = () => {}
  listen(life)
  if (left > 0) window[how]()
  life.window = await world.open()
}

/** What a user does with one of the jobs in the list. */
function touchJob(life: Life, act: JobAct): void {
  const { jobs, failureActions, orders, switching } = life.window.store
  const list = jobs.list.peek()
  const job = nthOf(act.do === 'step' ? list.filter(({ phase }) => phase === 'failed' || phase === 'queued') : list, act.nth)
  switch (act.do) {
    // Not counted as asking again, because it is only offered if nothing was accepted.
    case 'switch-model':
      if (job !== undefined) failureActions['switch-model'](job.key)
      if (switching.offer.peek() === null) return
      switching.confirm(act.nth % 2 === 0)
      // Sometimes the model is only chosen, and the next act may discard the choice.
      if (act.nth % 3 > 0) orders.run()
      return
    case 'cancel':
    case 'dismiss':
      if (job !== undefined) jobs[act.do](job.key)
      return
    case 'step':
      if (job !== undefined) step(life, job)
      return
    default:
      act.do satisfies never
  }
}

async function touchPlaceholder({ world }: Life, act: PlaceholderAct): Promise<void> {
  const placeholders = world.frames().filter((frame) => !isImage(frame))
  const id = nthOf(placeholders, act.nth)?.id
  if (typeof id !== 'string') return
  if (act.do === 'delete-placeholder') world.host.remove(id)
  else if (act.do === 'move-placeholder') world.host.move(id, 33, -12)
  else await world.host.author(`async (figma) => { (await figma.getNodeByIdAsync('${id}')).clone(); return 1 }`)
}

async function perform(life: Life, act: Act): Promise<void> {
  const { world, window } = life
  const { store } = window
  switch (act.do) {
    case 'order':
      store.recipe.setVariants(act.variants)
      return store.orders.run()
    case 'pass':
      return world.clock.pass(act.ms)
    case 'jump':
      return world.clock.jump(act.ms)
    case 'end':
      return endWindow(life, act)
    case 'offline':
    case 'online':
      return world.network.setOnline(act.do === 'online')
    case 'storage-fails':
    case 'storage-works':
      life.storageFails = act.do === 'storage-fails'
      return
    case 'undo':
      world.host.undo()
      return
    case 'stop-all':
      return store.jobs.list.peek().forEach(({ key }) => store.jobs.cancel(key))
    case 'stop-waiting':
      return store.jobs.runs.peek().forEach(({ id }) => store.jobs.stop(id))
    case 'fault-submit':
      return world.service.faults.next('submit', act.fault)
    case 'fault-poll':
      return world.service.faults.next('poll', act.fault, 2)
    case 'fault-picture':
      return world.service.faults.next('picture', act.fault)
    case 'models-gone':
      world.service.settings.gone = [...act.gone]
      return
    case 'switch-model':
    case 'cancel':
    case 'dismiss':
    case 'step':
      return touchJob(life, act)
    case 'delete-placeholder':
    case 'move-placeholder':
    case 'copy-placeholder':
      return touchPlaceholder(life, act)
    default:
      act satisfies never
  }
}

/** Everything recovers: network, storage, service. The user checks again wherever the service has a task. */
async function settleDown(life: Life): Promise<void> {
  const { world } = life
  world.service.faults.clear()
  world.service.settings.gone = []
  world.network.setOnline(true)
  life.storageFails = false
  listen(life)
  for (let round = 0; round < 2; round++) {
    await world.clock.pass(17 * 60_000)
    listen(life)
    for (const job of life.window.store.jobs.list.peek())
      if (
        job.phase === 'failed' &&
        job.remote !== null &&
        stepsFor(job.failure, holdOf(job.remote, world.clock.now())).includes('check-again')
      )
        life.window.store.failureActions['check-again'](job.key)
  }
  await world.clock.pass(17 * 60_000)
  listen(life)
}

function count(numbers: readonly number[], wanted: number): number {
  return numbers.filter((one) => one === wanted).length
}

/** The violations, as sentences. */
async function faultsOf(life: Life, tally: Tally): Promise<readonly string[]> {
  const { world } = life
  const wrong: string[] = []
  const acceptedSeeds = world.service.accepted.map(({ seed }) => seed)
  const submits = world.service.submits()
  tally.accepted += acceptedSeeds.length
  tally.pictures += life.seen.size
  for (const seed of new Set(acceptedSeeds)) {
    const accepted = count(acceptedSeeds, seed)
    const reports = (life.told.get(seed) ?? []).filter((words) => !words.endsWith(' no'))
    const [shown] = [life.seen.has(seed) ? 1 : 0]
    const warned = life.atRisk.has(seed) ? 1 : 0
    if (accepted > shown + reports.length + warned) {
      tally.lost += accepted - shown - reports.length
      wrong.push(`seed ${seed}: accepted ${accepted}, on the canvas ${shown}, told ${JSON.stringify(life.told.get(seed) ?? [])}`)
    }
    const allowed = 1 + (life.again.get(seed) ?? 0)
    if (accepted > allowed) {
      tally.paidTwice += accepted - allowed
      wrong.push(`seed ${seed}: accepted ${accepted} times, a person asked for ${allowed}`)
    }
  }
  const results = world
    .frames()
    .filter(isImage)
    .map((frame) => dataOf(frame).made)
  if (new Set(results).size !== results.length) wrong.push('one task was filled twice')
  for (const frame of world.frames())
    if (frame.name === 'Depth Restyle is drawing') wrong.push('a copy was left on the canvas')
    else if (!isImage(frame) && !String(frame.name).includes('· no picture') && (dataOf(frame).task ?? '') === '')
      wrong.push(`unmarked placeholder ${String(frame.name)}`)
  for (const frame of world.frames().filter(isImage)) {
    const isLive = (frame.children as string[]).length > 0
    const { source } = JSON.parse(dataOf(frame).recipe ?? '{}') as { source?: { id?: string } }
    if (world.host.children(world.source).length > 3 && source?.id === world.source && !isLive)
      wrong.push(`no live text in ${String(frame.name)}`)
  }
  const jobs = life.window.store.jobs.list.peek()
  for (const name of await world.storage.keys())
    if (name.startsWith('task:') && !jobs.some((job) => `task:${job.key}` === name && job.phase !== 'done' && job.phase !== 'cancelled'))
      wrong.push(`record ${name} without a cause`)
  if (
    jobs.some(
      (job) => job.phase !== 'done' && job.phase !== 'failed' && job.phase !== 'cancelled' && !(job.phase === 'queued' && job.isHeld),
    )
  )
    wrong.push(`jobs never end: ${jobs.map(({ phase }) => phase).join(' ')}`)
  if (world.host.save().includes(key)) wrong.push('the key is in the document')
  if (submits.some(({ url, fields }) => (url + JSON.stringify(fields)).includes(key))) wrong.push('the key is in a request')
  if (life.window.run.problems.length > 0) wrong.push(`problems: ${life.window.run.problems.join('; ')}`)
  return wrong
}

/** The source of every other life has a text that stays live. */
const withText = `
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const text = figma.createText()
  text.characters = 'Number 7'
  frame.appendChild(text)`

/** The source with everything in it; no act edits it. */
function sourceOf({ host, source }: World): string {
  return JSON.stringify([source, ...host.children(source)].map((id) => host.describe(id)))
}

/** Runs the acts and returns the violations at the end. */
export async function live(acts: readonly Act[], tally: Tally = emptyTally()): Promise<readonly string[]> {
  const inner = memoryStorage()
  const life: { storageFails: boolean } = { storageFails: false }
  const world = await openWorld({
    storage: {
      ...inner,
      set: async (name, value) => {
        if (life.storageFails) throw new Error('full')
        await inner.set(name, value)
      },
    },
    ...(acts.length % 2 === 0 ? { body: withText, settings: { choices: { keepsTexts: { building: true } } } } : {}),
    service: { taskMs: 5000, renewsLinks: true, keepMs: 30 * 60_000 },
  })
  const full: Life = Object.assign(life, {
    world,
    window: await world.open(),
    told: new Map<number, string[]>(),
    heard: new WeakSet<Job>(),
    again: new Map<number, number>(),
    seen: new Set<number>(),
    seenIds: new Set<string>(),
    atRisk: new Set<number>(),
  })
  const untouched = sourceOf(world)
  await world.clock.pass(800)
  for (const act of acts) {
    tally.acts += 1
    if (act.do.startsWith('fault') || act.do === 'storage-fails' || act.do === 'offline') tally.faults += 1
    if (act.do === 'end') tally.kills += 1
    await perform(full, act)
    await world.clock.settle()
    listen(full)
  }
  await settleDown(full)
  const wrong = [...(await faultsOf(full, tally)), ...(sourceOf(world) === untouched ? [] : ['the source was touched'])]
  world.dispose()
  return wrong
}
