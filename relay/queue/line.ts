/** The relay's side of the queue to own GPUs (BullMQ): puts orders in and reads their state. Loaded only where it is used. */
import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { readJson } from '../../src/core/base/read.ts'
import { reach, type StateStore } from '../state/state-store.ts'
import {
  bodyKey,
  cancelKey,
  cancelTopic,
  type Made,
  pictureKey,
  queueName,
  queuePrefix,
  readMade,
  readStep,
  type Step,
  stepTopic,
} from './names.ts'

export type Standing =
  /** `place`: 1 is next. */
  { readonly kind: 'waiting'; readonly place: number | null } | ({ readonly kind: 'at-work' } & Step) | Made | { readonly kind: 'missing' }

export type Line = {
  /** The same id twice is one order. Throws `StateAway` when it is uncertain whether the order was stored. */
  readonly put: (id: string, model: string, body: Uint8Array) => Promise<void>
  readonly look: (id: string) => Promise<Standing>
  /** Resolves to whether it was cancelled. */
  readonly cancel: (id: string) => Promise<boolean>
  readonly hear: (id: string, heard: (step: Step) => void) => () => void
  readonly picture: (id: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
  readonly workers: () => Promise<number>
  readonly close: () => Promise<void>
}

const rememberedSeconds = 24 * 3600
/** How long a worker has to stop after a cancellation. */
const cancelMs = 10_000

export function openLine(client: Redis, state: StateStore): Line {
  const queue = new Queue(queueName, { connection: client, prefix: queuePrefix, skipMetasUpdate: true })
  queue.on('error', () => undefined)
  const field = async (id: string, name: string): Promise<unknown> => readJson((await client.hget(queue.toKey(id), name)) ?? '')
  const look = async (id: string): Promise<Standing> => {
    const where = await queue.getJobState(id)
    switch (where) {
      case 'completed':
        return readMade(await field(id, 'returnvalue'))
      case 'failed':
        return readMade({ said: 'The workers that had this order ended before it was done.' })
      case 'active':
        return { kind: 'at-work', ...readStep(await field(id, 'progress')) }
      case 'unknown':
        return { kind: (await client.exists(cancelKey(id))) === 1 ? 'cancelled' : 'missing' }
      default:
        return { kind: 'waiting', place: await placeOf(client, queue.toKey('wait'), id) }
    }
  }
  return {
    async put(id, model, body) {
      // For a repeated order nobody would read the body.
      if ((await reach(client.exists(queue.toKey(id)))) === 1) return
      await reach(client.set(bodyKey(id), Buffer.from(body), 'EX', rememberedSeconds))
      const removed = { age: rememberedSeconds }
      await reach(queue.add('order', { model }, { jobId: id, removeOnComplete: removed, removeOnFail: removed }))
    },
    look: (id) => reach(look(id)),
    async cancel(id) {
      // Set first, so that a worker that takes the order meanwhile sees the mark.
      await reach(client.set(cancelKey(id), '1', 'EX', rememberedSeconds))
      const isOut = await queue.remove(id).catch(() => 0)
      if (isOut === 1) await client.del(bodyKey(id)).catch(() => undefined)
      if (isOut === 1) return true
      await state.tell(cancelTopic(id), '')
      return isCalledBack(() => look(id))
    },
    hear(id, heard) {
      const hearing = state.hear(stepTopic(id), (news) => heard(readStep(readJson(news))))
      return () => void hearing.then((stop) => stop())
    },
    async picture(id) {
      const bytes = await reach(client.getBuffer(pictureKey(id)))
      return bytes ? new Uint8Array(bytes) : undefined
    },
    workers: () => reach(queue.getWorkersCount()),
    close: () => queue.close(),
  }
}

/** BullMQ takes jobs from the end of the list. */
async function placeOf(client: Redis, list: string, id: string): Promise<number | null> {
  const [at, length] = await Promise.all([client.lpos(list, id), client.llen(list)])
  return at === null ? null : Math.max(1, length - at)
}

async function isCalledBack(look: () => Promise<Standing>): Promise<boolean> {
  const end = Date.now() + cancelMs
  for (;;) {
    const { kind } = await look()
    if (kind === 'cancelled' || kind === 'missing') return true
    if (kind === 'ready' || kind === 'over' || Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
