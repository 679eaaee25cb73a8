/** A worker: takes orders from the queue one at a time, passes them to its maker, and stores the picture where every relay finds it. */
import { type Job, WaitingError, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { readRecord, readString } from '../../src/core/base/read.ts'
import { openRedis, redisState } from '../state/redis.ts'
import type { StateStore } from '../state/state-store.ts'
import { bodyKey, cancelKey, cancelTopic, type Made, pictureKey, queueName, queuePrefix, type Step, stepTopic } from './names.ts'

export type MakerOrder = {
  readonly model: string
  readonly body: Uint8Array<ArrayBuffer>
  /** Aborts when the order is cancelled. */
  readonly signal: AbortSignal
  readonly told: (step: Step) => void
}

/** `away`: the maker is not available, and nothing was started. */
export type MakerEnd =
  | { readonly kind: 'picture'; readonly bytes: Uint8Array; readonly seconds: number | null }
  | Exclude<Made, { kind: 'ready' }>
  | { readonly kind: 'away' }

export type Maker = { readonly make: (order: MakerOrder) => Promise<MakerEnd>; readonly isThere: () => Promise<boolean> }

export type WorkOptions = {
  readonly stateUrl: string
  readonly maker: Maker
  readonly picturesMinutes: number
  readonly log: (event: string, facts: object) => void
  /** A worker that is silent for this long counts as dead, and its order goes to another worker, once. */
  readonly silentMs?: number
  readonly awayMs?: number
  /**
   * How long an order in progress may still take when the worker ends. After that it is left to another worker, as if this one had died.
   */
  readonly endMs?: number
}

export type Working = { readonly close: () => Promise<void> }

const usualEndMs = 120_000
const queueEndMs = 2000

/** The timer does not keep the process alive. */
function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

type Tools = WorkOptions & { readonly client: Redis; readonly state: StateStore }

/** Throws a sentence when the state does not answer. `close` lets the order in progress finish, within limits. */
export async function startWork(options: WorkOptions): Promise<Working> {
  const client = await openRedis(options.stateUrl)
  const state = await redisState(client)
  const tools: Tools = { ...options, client, state }
  const line = new Redis(options.stateUrl, { maxRetriesPerRequest: null })
  line.on('error', () => undefined)
  const silentMs = options.silentMs ?? 15_000
  let underWay: Promise<unknown> = Promise.resolve()
  const take = (job: Job, token?: string): Promise<Made> => {
    const mine = work(tools, worker, job, token)
    underWay = mine.catch(() => undefined)
    return mine
  }
  const worker: Worker = new Worker(queueName, take, {
    connection: line,
    prefix: queuePrefix,
    concurrency: 1,
    lockDuration: silentMs,
    stalledInterval: Math.round(silentMs * 0.6),
    maxStalledCount: 1,
    // Idle workers poll regularly, because a wake-up can be lost together with the worker that received it.
    drainDelay: 1,
  })
  worker.on('error', () => undefined)
  // An order that too many workers have died on is given up.
  worker.on('failed', (job) => void client.del(bodyKey(job?.id ?? '')).catch(() => undefined))
  await worker.waitUntilReady()
  return {
    async close() {
      await worker.pause(true)
      const isDone = await Promise.race([underWay.then(() => true), after(options.endMs ?? usualEndMs)])
      // If the state became unavailable meanwhile, the queue may never close; it is not waited for any longer.
      await Promise.race([worker.close(isDone !== true), after(queueEndMs)])
      line.disconnect()
      await state.close()
    },
  }
}

async function work(tools: Tools, worker: Worker, job: Job, token: string | undefined): Promise<Made> {
  const id = job.id ?? ''
  const { client, state, log } = tools
  const [body, mark] = await Promise.all([client.getBuffer(bodyKey(id)), client.get(cancelKey(id))])
  if (mark !== null) return lay(tools, id, { kind: 'cancelled' })
  if (!body) return { kind: 'over', status: 'Error', code: 'task-failed', said: 'The order is no longer in the queue.', charged: 'no' }
  const leaving = new AbortController()
  const stop = await state.hear(cancelTopic(id), () => leaving.abort())
  const told = (step: Step): void => {
    void job.updateProgress({ ...step }).catch(() => undefined)
    void state.tell(stepTopic(id), JSON.stringify(step)).catch(() => undefined)
  }
  try {
    const began = Date.now()
    const model = readString(readRecord(job.data).model)
    const end = await tools.maker.make({ model, body: new Uint8Array(body), signal: leaving.signal, told })
    if (end.kind === 'away') {
      log('away', { model })
      void rest(tools, worker)
      await job.moveToWait(token)
      throw new WaitingError()
    }
    log('made', { id: id.slice(0, 8), model, end: end.kind, seconds: (Date.now() - began) / 1000 })
    return await lay(tools, id, end)
  } finally {
    stop()
  }
}

/** The picture is stored first, so that an order that says "ready" always has one. */
async function lay({ client, picturesMinutes }: Tools, id: string, end: Exclude<MakerEnd, { kind: 'away' }>): Promise<Made> {
  if (end.kind === 'picture') await client.set(pictureKey(id), Buffer.from(end.bytes), 'EX', picturesMinutes * 60)
  await client.del(bodyKey(id)).catch(() => undefined)
  return end.kind === 'picture' ? { kind: 'ready', seconds: end.seconds } : end
}

/** Takes no orders while the maker is unavailable, leaving them to other workers. */
async function rest({ maker, awayMs = 2000 }: Tools, worker: Worker): Promise<void> {
  if (worker.isPaused()) return
  await worker.pause(true)
  const look = async (): Promise<void> => {
    if (worker.closing) return
    if (await maker.isThere().catch(() => false)) await worker.resume()
    else setTimeout(() => void look(), awayMs)
  }
  setTimeout(() => void look(), awayMs)
}
