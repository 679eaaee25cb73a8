/**
 * Results that outlive the service's ten minutes: every accepted task is marked, watched by `sweep` whether or not anybody still
 * asks for it, and its picture kept for a while. Whoever may ask the service about a task may ask for what is kept of it.
 */
import { readProgress, saysMissing } from '../../src/core/service/comet.ts'
import { readJson } from '../../src/core/base/read.ts'
import type { Answer } from '../answer.ts'
import { fetchWholePicture, type PictureRules } from '../fetch-picture.ts'
import { piecesOf } from './pieces.ts'
import { isKeepable, type Mark, type Pieces, type Store } from './store.ts'

export type KeepOptions = { readonly store: Store; readonly minutes: number; readonly maxBytes: number }

export type Keeper = {
  readonly watch: (id: string) => Promise<void>
  /** The kept result of this task, its time not over yet. */
  readonly find: (id: string) => Promise<(Mark & { readonly kept: NonNullable<Mark['kept']> }) | undefined>
  readonly picture: (id: string) => Promise<Pieces | undefined>
  /** Looks after everything once: fetches what is ready, deletes what is over. Sweeps never overlap. */
  readonly sweep: () => Promise<void>
}

/** No task takes so long; what is not ready by then never will be. */
const patienceMs = 30 * 60_000
/** A fresh task may not be known everywhere at once (api §2.2). */
const freshMs = 60_000
/** The maker's links live ten minutes (api §4). */
const linkLivesMs = 10 * 60_000
const atOnce = 4
/** A sweep has to end before the next one, also where each request is counted. */
const mostAtOnce = 100

export function makeKeeper(
  { store, minutes, maxBytes }: KeepOptions,
  question: (id: string) => Promise<Answer>,
  pictures: PictureRules,
  now: () => number,
): Keeper {
  const isOver = ({ kept, acceptedAt }: Mark): boolean => now() > (kept ? kept.until : acceptedAt + patienceMs)

  let putting: Promise<void> = Promise.resolve()
  const makeRoom = async (bytes: number): Promise<void> => {
    const kept = (await store.marks()).filter((mark) => mark.kept).sort((a, b) => (a.kept?.at ?? 0) - (b.kept?.at ?? 0))
    let sum = kept.reduce((total, mark) => total + (mark.kept?.bytes ?? 0), bytes)
    for (const mark of kept) {
      if (sum <= maxBytes) return
      sum -= mark.kept?.bytes ?? 0
      await store.remove(mark.id)
    }
  }

  const fetchFor = async (mark: Mark, url: string, seconds: number | null): Promise<void> => {
    const picture = await fetchWholePicture(pictures, url)
    // Whatever went wrong, the next sweep tries again until the task is given up.
    if (!(picture instanceof Uint8Array) || picture.length > maxBytes) return
    const at = now()
    const kept = { at, until: at + minutes * 60_000, bytes: picture.length, seconds: seconds ?? (at - mark.acceptedAt) / 1000 }
    // One after the other: two that make room at the same moment would both count the same room.
    putting = putting.then(() => makeRoom(picture.length)).then(() => store.write({ ...mark, kept }, picture))
    const put = putting
    putting = put.catch(() => undefined)
    await put
  }

  const look = async (mark: Mark): Promise<void> => {
    const answer = await question(mark.id)
    answer.lease?.release()
    const reply = { status: answer.status, type: answer.type ?? '', text: new TextDecoder().decode(answer.body) }
    const progress = answer.status === 200 ? readProgress(readJson(reply.text)) : null
    if (progress === null ? saysMissing(reply) : progress.kind === 'missing') {
      if (now() - mark.acceptedAt > freshMs) await store.remove(mark.id)
    } else if (progress?.kind === 'over') {
      await store.remove(mark.id)
    } else if (progress?.kind === 'ready') {
      await fetchFor(mark, progress.url, progress.seconds)
    }
  }

  const sweepOnce = async (): Promise<void> => {
    const marks = await store.marks()
    for (const mark of marks.filter(isOver)) await store.remove(mark.id)
    // The oldest first, its link dies first; but one that hangs behind its time never starves the others.
    const isLate = ({ acceptedAt }: Mark): number => (now() - acceptedAt > linkLivesMs ? 1 : 0)
    const waiting = marks
      .filter((mark) => !mark.kept && !isOver(mark))
      .sort((a, b) => isLate(a) - isLate(b) || a.acceptedAt - b.acceptedAt)
      .slice(0, mostAtOnce)
    const lane = async (): Promise<void> => {
      for (let mark = waiting.shift(); mark; mark = waiting.shift()) await look(mark).catch(() => undefined)
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
  }

  let sweeping: Promise<void> | null = null
  return {
    async watch(id) {
      if (isKeepable(id)) await store.write({ id, acceptedAt: now(), kept: null })
    },
    async find(id) {
      const mark = isKeepable(id) ? await store.mark(id) : undefined
      return mark?.kept && !isOver(mark) ? { ...mark, kept: mark.kept } : undefined
    },
    picture: (id) => piecesOf(store, id),
    sweep: () => (sweeping ??= sweepOnce().finally(() => (sweeping = null))),
  }
}
