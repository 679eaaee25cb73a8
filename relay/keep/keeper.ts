/**
 * Keeps results beyond the service's ten minutes: every accepted task is marked, `sweep` watches it whether or not anybody still asks for
 * it, and its picture is kept for a while. Whoever may ask the service about a task may ask for what is kept of it.
 */
import type { Look } from '../../src/core/service/services/service.ts'
import { fetchWholePicture, type PictureRules } from '../fetch-picture.ts'
import { piecesOf } from './pieces.ts'
import { isKeepable, type KeptTask, type Pieces, type Store } from './store.ts'

export type KeepOptions = {
  readonly store: Store
  readonly minutes: number
  readonly maxBytes: number
  /** Identifies the storage, when other relays with the same state may keep their pictures there too. */
  readonly place?: string | undefined
}

export type Keeper = {
  readonly watch: (id: string) => Promise<void>
  /** The kept result of this task, unless it has expired. */
  readonly find: (id: string) => Promise<(KeptTask & { readonly kept: NonNullable<KeptTask['kept']> }) | undefined>
  readonly picture: (id: string) => Promise<Pieces | undefined>
  /** Goes through all tasks once: fetches what is ready, deletes what has expired. Sweeps never overlap. */
  readonly sweep: () => Promise<void>
}

/** No task takes longer than this; one that is not ready by then never will be. */
const patienceMs = 30 * 60_000
/** How long "no such task" must be the only answer until it is believed: replicas deny tasks that they hold (api §2.2). */
const deniedMs = 60_000
/** The maker's links are valid for ten minutes (api §4). */
const linkLivesMs = 10 * 60_000
const atOnce = 4
/** Limited so that a sweep ends before the next one, even where each request counts against a limit. */
const mostAtOnce = 100

type Keeping = KeepOptions & {
  readonly question: (id: string) => Promise<Look>
  readonly pictures: PictureRules
  readonly now: () => number
  /** By task: since when every answer has denied it. */
  readonly deniedSince: Map<string, number>
  /** Pictures are stored one after another, because two that make room at the same time would both count the same space. */
  inTurn(put: () => Promise<void>): Promise<void>
}

function isOver({ now }: Keeping, { kept, acceptedAt }: KeptTask): boolean {
  return now() > (kept ? kept.until : acceptedAt + patienceMs)
}

async function makeRoom({ store, maxBytes }: Keeping, bytes: number): Promise<void> {
  const kept = (await store.list()).filter((mark) => mark.kept).sort((a, b) => (a.kept?.at ?? 0) - (b.kept?.at ?? 0))
  let sum = kept.reduce((total, mark) => total + (mark.kept?.bytes ?? 0), bytes)
  for (const mark of kept) {
    if (sum <= maxBytes) return
    sum -= mark.kept?.bytes ?? 0
    await store.remove(mark.id)
  }
}

async function fetchFor(keeping: Keeping, mark: KeptTask, url: string, seconds: number | null): Promise<void> {
  const { store, minutes, maxBytes, pictures, now, inTurn } = keeping
  const picture = await fetchWholePicture(pictures, url)
  // After any failure the next sweep tries again, until the task is given up.
  if (!(picture instanceof Uint8Array) || picture.length > maxBytes) return
  const at = now()
  const kept = { at, until: at + minutes * 60_000, bytes: picture.length, seconds: seconds ?? (at - mark.acceptedAt) / 1000 }
  await inTurn(async () => {
    await makeRoom(keeping, picture.length)
    await store.write({ ...mark, kept }, picture)
  })
}

async function afterDenial({ store, deniedSince, now }: Keeping, { id }: KeptTask): Promise<void> {
  const since = deniedSince.get(id) ?? now()
  deniedSince.set(id, since)
  if (now() - since < deniedMs) return
  deniedSince.delete(id)
  await store.remove(id)
}

async function look(keeping: Keeping, mark: KeptTask): Promise<void> {
  const { store, question, deniedSince } = keeping
  const told = await question(mark.id)
  if (told.kind === 'missing') return afterDenial(keeping, mark)
  if (told.kind === 'fault') return
  deniedSince.delete(mark.id)
  if (told.kind === 'over' || told.kind === 'cancelled') await store.remove(mark.id)
  if (told.kind === 'ready') await fetchFor(keeping, mark, told.url, told.seconds)
}

async function sweepOnce(keeping: Keeping): Promise<void> {
  const { store, deniedSince, now } = keeping
  const marks = await store.list()
  for (const mark of marks.filter((one) => isOver(keeping, one))) {
    deniedSince.delete(mark.id)
    await store.remove(mark.id)
  }
  // Oldest first, as its link expires first; but tasks past that time come last, so that they never starve the others.
  const isLate = ({ acceptedAt }: KeptTask): number => (now() - acceptedAt > linkLivesMs ? 1 : 0)
  const waiting = marks
    .filter((mark) => !mark.kept && !isOver(keeping, mark))
    .sort((a, b) => isLate(a) - isLate(b) || a.acceptedAt - b.acceptedAt)
    .slice(0, mostAtOnce)
  const lane = async (): Promise<void> => {
    for (let mark = waiting.shift(); mark; mark = waiting.shift()) await look(keeping, mark).catch(() => undefined)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

function makeTurns(): Keeping['inTurn'] {
  let last: Promise<void> = Promise.resolve()
  return (put) => {
    const mine = last.then(put)
    last = mine.catch(() => undefined)
    return mine
  }
}

export function makeKeeper(
  options: KeepOptions,
  question: (id: string) => Promise<Look>,
  pictures: PictureRules,
  now: () => number,
): Keeper {
  const keeping: Keeping = { ...options, question, pictures, now, deniedSince: new Map(), inTurn: makeTurns() }
  const { store } = options
  let sweeping: Promise<void> | null = null
  return {
    async watch(id) {
      if (isKeepable(id)) await store.write({ id, acceptedAt: now(), kept: null })
    },
    async find(id) {
      const mark = isKeepable(id) ? await store.read(id) : undefined
      return mark?.kept && !isOver(keeping, mark) ? { ...mark, kept: mark.kept } : undefined
    },
    picture: (id) => piecesOf(store, id),
    sweep: () => (sweeping ??= sweepOnce(keeping).finally(() => (sweeping = null))),
  }
}
