// Remote procedure calls in both directions over one channel; each call gets one answer. Errors are sent as `Failure` data and rebuilt on arrival.

import { type Failure, PluginError, failure, toFailure } from '../failure/failure.ts'
import { isRecord } from '../base/read.ts'
import { type Later, within } from '../base/within.ts'

/** Transports messages. `listen` takes the one function that receives all arriving messages. */
export type Channel = { post(message: unknown): void; listen(hear: (message: unknown) => void): void }

// Methods take at most one plain value. A parameter of type `never` accepts any such function.
type Table = Record<string, (payload: never) => unknown>

export type RemoteApi<Api extends Table> = {
  [Name in keyof Api]: (...payload: Parameters<Api[Name]>) => Promise<Awaited<ReturnType<Api[Name]>>>
}

export type Handlers<Api extends Table> = {
  [Name in keyof Api]: (...payload: Parameters<Api[Name]>) => ReturnType<Api[Name]> | Promise<ReturnType<Api[Name]>>
}

type Pending = { resolve(value: unknown): void; reject(error: Error): void }

function isFailure(value: unknown): value is Failure {
  return isRecord(value) && typeof value.code === 'string'
}

/** Time limits for answers, because the other side may hang in a call that never ends (figma-audit F). */
export type Patience = {
  readonly later: Later
  /** In ms; null for a method without a limit. */
  msFor(method: string): number | null
  missed(method: string): Failure
}

/** Makes calls to the other side; each waits for its answer. */
function makeCalls(channel: Channel, patience: Patience | null) {
  const pending = new Map<number, Pending>()
  let lastId = 0
  const post = (method: string, payload: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1
      pending.set(lastId, { resolve, reject })
      channel.post({ kind: 'call', id: lastId, method, payload })
    })
  return {
    call: (method: string, payload: unknown): Promise<unknown> => {
      const ms = patience?.msFor(method) ?? null
      const answer = post(method, payload)
      return patience === null || ms === null ? answer : within(patience.later, ms, answer, () => new PluginError(patience.missed(method)))
    },
    answered: (id: number, answer: unknown, failed: unknown): void => {
      const waiting = pending.get(id)
      pending.delete(id)
      if (isFailure(failed)) waiting?.reject(new PluginError(failed))
      else waiting?.resolve(answer)
    },
    close: (): void => {
      for (const { reject } of pending.values()) reject(new PluginError(failure('internal', 'the other side is gone')))
      pending.clear()
    },
  }
}

/** Runs a method for the other side and posts its answer. Never rejects. */
function makeAnswer(channel: Channel, handlers: Table, asked: () => void) {
  // A Map, because a plain object would also find inherited names such as `constructor`.
  const methods = new Map(Object.entries(handlers))
  return async (id: number, name: string, payload: unknown): Promise<void> => {
    try {
      const method = methods.get(name)
      asked()
      if (method === undefined) throw new Error(`no method ${name}`)
      // The only cast needed for these calls: both programs are built together from one protocol.
      channel.post({ kind: 'reply', id, value: await method(payload as never) })
    } catch (thrown) {
      channel.post({ kind: 'reply', id, failure: toFailure(thrown) })
    }
  }
}

type Connecting = {
  /** Called before each method that the other side calls here. */
  readonly asked?: () => void
  readonly patience?: Patience
}

/**
 * @param handlers the methods that the other side can call here
 * @returns `remote`: the methods of the other side; `close` rejects every pending call
 */
export function connect<There extends Table, Here extends Table>(
  channel: Channel,
  handlers: Handlers<Here>,
  { asked = () => {}, patience }: Connecting = {},
): { remote: RemoteApi<There>; close(): void } {
  const { call, answered, close } = makeCalls(channel, patience ?? null)
  const answer = makeAnswer(channel, handlers as Table, asked)
  channel.listen((message) => {
    if (!isRecord(message) || typeof message.id !== 'number') return
    if (message.kind === 'call' && typeof message.method === 'string') void answer(message.id, message.method, message.payload)
    if (message.kind === 'reply') answered(message.id, message.value, message.failure)
  })
  const remote = new Proxy(
    {},
    {
      // Without this, awaiting a remote would call its `then` and wait forever.
      get: (_, name) => (typeof name === 'string' && name !== 'then' ? (payload: unknown) => call(name, payload) : undefined),
    },
  ) as RemoteApi<There>
  return { remote, close }
}
