import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openWorkerClient } from '../../src/ui/wire/worker-client.ts'
import { rejection } from '../support/network.ts'
import { settled } from '../support/settled.ts'

type Message = { readonly kind: string; readonly id: number }

/** A worker as the window sees it: the messages that it received, and those that it sends. */
class FakeWorker {
  static newest: FakeWorker | null = null
  readonly heard: Message[] = []
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  onerror: (() => void) | null = null

  constructor() {
    FakeWorker.newest = this
  }

  postMessage(message: Message): void {
    this.heard.push(message)
  }

  says(data: unknown): void {
    this.onmessage?.({ data })
  }
}

function worker(): FakeWorker {
  if (FakeWorker.newest === null) throw new Error('no worker was started')
  return FakeWorker.newest
}

/** Tools whose calls on this thread are counted. */
function openTools(source: string) {
  const sentHere: string[] = []
  const local: Readonly<Record<'send', (job: string, signal: AbortSignal) => Promise<unknown>>> = {
    send: async (job) => sentHere.push(job),
  }
  const { tools, prestart } = openWorkerClient(
    () => source,
    () => local,
  )
  return { tools, prestart, sentHere }
}

beforeEach(() => vi.stubGlobal('Worker', FakeWorker))
afterEach(() => {
  vi.unstubAllGlobals()
  FakeWorker.newest = null
})

describe('a call to the worker', () => {
  it('is answered by it', async () => {
    const { tools, sentHere } = openTools('script')
    const answer = tools.send('picture', new AbortController().signal)
    worker().says({ kind: 'ready' })
    await settled()
    expect(worker().heard).toMatchObject([{ kind: 'call', tool: 'send', job: 'picture' }])
    worker().says({ kind: 'done', id: worker().heard[0]?.id, value: 'there' })
    expect(await answer).toBe('there')
    expect(sentHere).toEqual([])
  })

  it('that was cancelled before is never made', async () => {
    const { tools, prestart } = openTools('script')
    prestart()
    worker().says({ kind: 'ready' })
    expect(await rejection(tools.send('picture', AbortSignal.abort()))).toMatchObject({ name: 'AbortError' })
    expect(worker().heard).toEqual([])
  })

  it('that is cancelled while the worker starts is never made', async () => {
    const { tools } = openTools('script')
    const controller = new AbortController()
    const answer = rejection(tools.send('picture', controller.signal))
    controller.abort()
    worker().says({ kind: 'ready' })
    expect(await answer).toMatchObject({ name: 'AbortError' })
    expect(worker().heard).toEqual([])
  })

  it('that is cancelled while no worker starts is not made on this thread either', async () => {
    const { tools, sentHere } = openTools('script')
    const controller = new AbortController()
    const answer = rejection(tools.send('picture', controller.signal))
    controller.abort()
    worker().onerror?.()
    expect(await answer).toMatchObject({ name: 'AbortError' })
    expect(sentHere).toEqual([])
  })

  it('that is cancelled while it runs is told to the worker, one that was answered is not', async () => {
    const { tools } = openTools('script')
    const [first, second] = [new AbortController(), new AbortController()]
    const answers = [tools.send('a', first.signal), tools.send('b', second.signal)]
    worker().says({ kind: 'ready' })
    await settled()
    expect(worker().heard).toHaveLength(2)
    first.abort()
    expect(worker().heard.at(-1)).toEqual({ kind: 'abort', id: 1 })
    worker().says({ kind: 'done', id: 1, value: 'late' })
    worker().says({ kind: 'done', id: 2, value: 'there' })
    expect(await Promise.all(answers)).toEqual(['late', 'there'])
    second.abort()
    expect(worker().heard).toHaveLength(3)
  })
})
