import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directoryStore } from '../../relay/keep/directory.ts'
import { memoryStore } from '../../relay/keep/memory.ts'
import { s3Store } from '../../relay/keep/s3.ts'
import { readMark, type Store } from '../../relay/keep/store.ts'
import { type S3, s3Keys, startS3 } from './s3.ts'
import { memoryState } from '../../relay/state/memory.ts'
import { startScripted, startTestRelay } from './sockets.ts'
import { JPEG, OTHER_TOKEN, post, relayBefore, TOKEN, type Made } from './support.ts'

const minute = 60_000
const SAMPLE = 'https://delivery.eu2.bfl.ai/a/sample.jpeg'
const team = { key: 'sk-team', tokens: [TOKEN, OTHER_TOKEN] }
const path = '/flux/v1/flux-2-pro'

function order(body = '{"prompt":"timber"}'): RequestInit {
  return post(body, { authorization: `Bearer ${TOKEN}` })
}

function as(token: string): RequestInit {
  return { headers: { authorization: `Bearer ${token}` } }
}

type World = Made & {
  readonly store: Store
  readonly ask: (id: string, token?: string) => Promise<{ status: number; body: Record<string, unknown> & { result?: { sample: string } } }>
  readonly pass: (ms: number) => void
}

/** The service's answer about a task, and its picture, can be changed while it runs. */
const service = { status: 'Ready' as string | number, picture: JPEG as Uint8Array<ArrayBuffer> | null, nextId: 0 }

function stage(store: Store, options: { minutes?: number; maxBytes?: number } = {}): World {
  Object.assign(service, { status: 'Ready', picture: JPEG, nextId: 0 })
  let now = 1_800_000_000_000
  const made = relayBefore(
    (url) => {
      if (url.includes('bfl.ai')) return service.picture ? new Response(service.picture) : new Response(null, { status: 403 })
      if (!url.includes('get_result')) return Response.json({ id: `task-${++service.nextId}`, polling_url: 'https://api.bfl.ai/x' })
      if (typeof service.status === 'number') return new Response('down', { status: service.status })
      const result = service.status === 'Ready' ? { sample: SAMPLE, duration: 6.5, prompt: 'timber' } : null
      return Response.json({ id: 'x', status: service.status, result })
    },
    { team, now: () => now, keep: { store, minutes: 60, maxBytes: 1_000_000, ...options } },
  )
  return {
    ...made,
    store,
    pass: (ms) => (now += ms),
    ask: async (id, token = TOKEN) => {
      const answer = await made.call(`/flux/v1/get_result?id=${id}`, as(token))
      return { status: answer.status, body: (await answer.json()) as { result?: { sample: string } } }
    },
  }
}

const storages: S3[] = []
async function makeS3Store(): Promise<Store> {
  const storage = await startS3()
  storages.push(storage)
  return s3Store({ address: storage.address, ...s3Keys, region: 'us-east-1' })
}

let folder = ''
afterAll(() => storages.forEach(({ close }) => close()))
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'relay-keep-'))))
afterAll(() => rm(folder, { recursive: true }))

const stores: readonly [string, () => Store | Promise<Store>][] = [
  ['memory', memoryStore],
  ['a directory', async () => directoryStore(await mkdtemp(join(folder, 'store-')))],
  ['an object storage', makeS3Store],
]

describe.each(stores)('a picture kept in %s', (_name, makeStore) => {
  it('is fetched although nobody asked, and is there once the service has forgotten it', async () => {
    const { call, ask, relay, pass, sent } = stage(await makeStore())
    await (await call(path, order())).json()
    await relay.sweep()
    expect(sent.slice(1).map(({ url, headers }) => [url, headers.get('authorization')])).toEqual([
      ['https://api.cometapi.com/flux/v1/get_result?id=task-1', 'Bearer sk-team'],
      [SAMPLE, null],
    ])
    service.status = 'Task not found'
    service.picture = null
    pass(45 * minute)
    const { body } = await ask('task-1')
    expect(body).toMatchObject({ id: 'task-1', status: 'Ready', result: { duration: 6.5 } })
    const sample = new URL(body.result?.sample ?? '')
    expect([sample.origin, sample.pathname]).toEqual(['http://localhost:8787', '/flux/v1/kept'])
    // Like the plugin's window, without token or key.
    const picture = await call(sample.pathname + sample.search)
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'image/jpeg',
      '*',
    ])
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(JPEG)
  })

  it('is deleted when its time is over, address and all', async () => {
    const { call, ask, relay, pass, store } = stage(await makeStore())
    await (await call(path, order())).json()
    await relay.sweep()
    const { pathname, search } = new URL((await ask('task-1')).body.result?.sample ?? '')
    service.status = 'Task not found'
    pass(60 * minute + 1000)
    expect((await ask('task-1')).body).toMatchObject({ id: 'task-1', status: 'Task not found', result: null })
    expect((await call(pathname + search)).status).toBe(410)
    await relay.sweep()
    expect([await store.list(), await store.picture('task-1')]).toEqual([[], undefined])
  })

  it('is waited for until it is ready, also over a service that is down', async () => {
    const { call, relay, store, pass } = stage(await makeStore())
    await (await call(path, order())).json()
    for (const status of ['Pending', 503, 'Generating', 'Task not found']) {
      service.status = status
      await relay.sweep()
      pass(10_000)
      expect((await store.list()).map(({ kept }) => kept)).toEqual([null])
    }
    service.status = 'Ready'
    await relay.sweep()
    expect(await store.picture('task-1')).toEqual(JPEG)
  })

  it.each([
    ['was refused', 'Content Moderated', 0],
    ['failed', 'Error', 0],
    ['never ends', 'Pending', 30 * minute + 1],
  ])('is given up where the task %s', async (_what, status, laterMs) => {
    const { call, relay, store, pass } = stage(await makeStore())
    await (await call(path, order())).json()
    service.status = status
    pass(laterMs)
    await relay.sweep()
    expect(await store.list()).toEqual([])
  })

  it('is given up where the task stays unknown for a minute, and not where it is unknown for a moment', async () => {
    const { call, relay, store, pass } = stage(await makeStore())
    await (await call(path, order())).json()
    pass(5 * minute)
    const sweepAs = async (status: string): Promise<number> => {
      service.status = status
      await relay.sweep()
      return (await store.list()).length
    }
    expect(await sweepAs('Task not found')).toBe(1)
    pass(50_000)
    expect(await sweepAs('Pending')).toBe(1)
    pass(50_000)
    expect(await sweepAs('Task not found')).toBe(1)
    pass(61_000)
    expect(await sweepAs('Task not found')).toBe(0)
  })

  it('makes room for the next, the oldest first', async () => {
    const { call, relay, store, pass } = stage(await makeStore(), { maxBytes: 3 * JPEG.length })
    for (let i = 1; i <= 5; i++) {
      await (await call(path, order(`{"seed":${i}}`))).json()
      await relay.sweep()
      pass(1000)
    }
    expect((await store.list()).map(({ id }) => id).sort()).toEqual(['task-3', 'task-4', 'task-5'])
    expect([await store.picture('task-2'), await store.picture('task-3')]).toEqual([undefined, JPEG])
  })

  it('makes room for several that come at once', async () => {
    const { call, relay, store } = stage(await makeStore(), { maxBytes: 3 * JPEG.length })
    for (let i = 1; i <= 9; i++) await (await call(path, order(`{"seed":${i}}`))).json()
    await relay.sweep()
    expect((await store.list()).filter(({ kept }) => kept)).toHaveLength(3)
  })
})

describe('keeping', () => {
  it('keeps no prompt, no token and no address of a person', async () => {
    const { call, relay, store } = stage(memoryStore())
    await (await call(path, order())).json()
    await relay.sweep()
    const [mark] = await store.list()
    expect(Object.keys(mark ?? {}).sort()).toEqual(['acceptedAt', 'id', 'kept'])
    expect(Object.keys(mark?.kept ?? {}).sort()).toEqual(['at', 'bytes', 'seconds', 'until'])
  })

  it('lets everybody of the team ask, as the service does, and nobody else', async () => {
    const { call, ask, relay } = stage(memoryStore())
    await (await call(path, order())).json()
    await relay.sweep()
    expect((await ask('task-1', OTHER_TOKEN)).body).toMatchObject({ status: 'Ready' })
    expect((await ask('task-1', 'token-of-a-stranger')).status).toBe(401)
    expect((await call('/flux/v1/kept?id=task-1')).status).toBe(403)
  })

  it('keeps nothing unless it is switched on', async () => {
    const { call, relay, sent } = relayBefore(() => Response.json({ id: 'task-1' }), { team })
    await (await call(path, order())).json()
    await relay.sweep()
    expect(sent).toHaveLength(1)
  })

  it('marks nothing that was refused, and no id that is no name', async () => {
    const store = memoryStore()
    let said: Response = Response.json({ error: { code: 'busy' } }, { status: 429 })
    const { call } = relayBefore(() => said, { team, keep: { store, minutes: 60, maxBytes: 1000 } })
    await (await call(path, order())).json()
    for (const id of ['../../etc/passwd', 'a/b', '.', '..', 'a:b']) {
      said = Response.json({ id })
      expect(await (await call(path, order(id))).json()).toEqual({ id })
    }
    expect(await store.list()).toEqual([])
  })

  it('never keeps from a host off the list, nor what is no picture, nor more than fits', async () => {
    const { call, relay, store } = stage(memoryStore(), { maxBytes: 70 })
    for (const picture of [new TextEncoder().encode('<!doctype html>'), new Uint8Array([...JPEG, ...JPEG]), null]) {
      service.picture = picture
      await (await call(path, order(String(picture?.length)))).json()
      await relay.sweep()
    }
    expect((await store.list()).map(({ kept }) => kept)).toEqual([null, null, null])
  })

  it('answers although its store fails', async () => {
    const broken = (): Promise<never> => Promise.reject(new Error('disk'))
    const store: Store = { list: broken, read: broken, write: broken, picture: broken, remove: broken }
    const { call, ask } = stage(store)
    expect(await (await call(path, order())).json()).toMatchObject({ id: 'task-1' })
    expect((await ask('task-1')).body).toMatchObject({ status: 'Ready' })
  })

  it('sweeps once at a time', async () => {
    const { call, relay, sent } = stage(memoryStore())
    await (await call(path, order())).json()
    await Promise.all([relay.sweep(), relay.sweep(), relay.sweep()])
    expect(sent.filter(({ url }) => url === SAMPLE)).toHaveLength(1)
  })
})

describe('relays that keep pictures at one place', () => {
  it('have one of them look after these, and another when it is silent', async () => {
    const store = await directoryStore(await mkdtemp(join(folder, 'shared-')))
    let time = Date.now()
    const state = memoryState(() => time)
    const lists = [0, 0]
    const relays = [0, 1].map((i) => {
      const list: Store['list'] = () => {
        lists[i] = (lists[i] ?? 0) + 1
        return store.list()
      }
      const keep = { store: { ...store, list }, minutes: 60, maxBytes: 1e9, place: 'here' }
      return relayBefore(() => Response.json({}), { team: { key: 'sk-team', tokens: [TOKEN] }, state, keep }).relay
    })
    for (const relay of [...relays, ...relays]) await relay.sweep()
    expect(lists).toEqual([2, 0])
    time += 30_000
    await relays[1]?.sweep()
    await relays[0]?.sweep()
    expect(lists).toEqual([2, 1])
    const [one, other] = await Promise.all([store.place?.(), store.place?.()])
    expect(other).toBe(one)
  })
})

describe('a directory', () => {
  it('is closed to others, survives a restart, and does not mind what else lies in it', async () => {
    const place = join(await mkdtemp(join(folder, 'own-')), 'pictures')
    const { call, relay } = stage(await directoryStore(place))
    await (await call(path, order())).json()
    await relay.sweep()
    const modes = await Promise.all((await readdir(place)).map(async (name) => (await stat(join(place, name))).mode & 0o777))
    expect([(await stat(place)).mode & 0o777, ...modes]).toEqual([0o700, 0o600, 0o600])
    await Promise.all([
      writeFile(join(place, 'broken.json'), '{"id":'),
      writeFile(join(place, 'other.json'), '{"id":"../x","acceptedAt":1}'),
      writeFile(join(place, 'note.txt'), 'hello'),
    ])
    const again = stage(await directoryStore(place))
    service.status = 'Task not found'
    expect((await again.ask('task-1')).body).toMatchObject({ id: 'task-1', status: 'Ready' })
    expect(await again.store.list()).toHaveLength(1)
  })

  it('that cannot be written to stops the start', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(directoryStore(join(folder, 'file', 'pictures'))).rejects.toThrow('KEEP_PICTURES_DIR: nothing can be kept in')
  })
})

describe('an object storage', () => {
  it('that refuses our keys, or is not there, stops the start with a sentence', async () => {
    const storage = await startS3()
    const wrong = s3Store({ address: storage.address, ...s3Keys, secretAccessKey: 'another', region: 'us-east-1' })
    await expect(wrong).rejects.toThrow(/^KEEP_PICTURES_S3: the bucket cannot be read/)
    storage.close()
    await expect(s3Store({ address: storage.address, ...s3Keys, region: 'us-east-1' })).rejects.toThrow(/^KEEP_PICTURES_S3/)
  })

  it('holds of a picture its bytes and one name, and nothing after its time', async () => {
    const storage = await startS3()
    storages.push(storage)
    const { call, relay, pass, ask } = stage(await s3Store({ address: storage.address, ...s3Keys, region: 'us-east-1' }))
    await call(path, order())
    await relay.sweep()
    expect([...storage.objects.keys()].sort()).toEqual([expect.stringMatching(/^marks\/task-1\/(\d+-){4}6500$/), 'pictures/task-1'])
    expect((await ask('task-1')).body.result?.sample).toContain('/flux/v1/kept?id=task-1')
    pass(61 * minute)
    await relay.sweep()
    expect(storage.objects.size).toBe(0)
  })
})

describe('a mark that was written down', () => {
  it.each([null, 'a', {}, { id: 'a' }, { id: '../a', acceptedAt: 1 }, { id: 'a', acceptedAt: 1, kept: { at: 1 } }])(
    'is not believed: %j',
    (value) => {
      expect(readMark(value)).toBeUndefined()
    },
  )
})

describe('the relay on Node', () => {
  it('fetches by its own timer what everybody has left behind', async () => {
    let isForgotten = false
    const pictures = await startScripted((_request, response) => void response.end(JPEG))
    const upstream = await startScripted((request, response) => {
      if (request.method === 'POST') return void response.end('{"id":"task-1"}')
      if (isForgotten) return void response.writeHead(404).end('{"id":"task-1","status":"Task not found"}')
      return void response.end(JSON.stringify({ id: 'task-1', status: 'Ready', result: { sample: `${pictures.url}/a` } }))
    })
    const relay = await startTestRelay(
      {
        UPSTREAM_URL: upstream.url,
        IMAGE_HOSTS: pictures.url,
        COMETAPI_API_KEY: 'sk-team',
        TEAM_TOKENS: TOKEN,
        KEEP_PICTURES_MINUTES: '60',
        KEEP_PICTURES_DIR: await mkdtemp(join(folder, 'timer-')),
      },
      { sweepEveryMs: 20 },
    )
    await (await fetch(`${relay.url}${path}`, order())).json()
    await pictures.arrived(1)
    isForgotten = true
    const ask = async (): Promise<Response> => fetch(`${relay.url}/flux/v1/get_result?id=task-1`, as(TOKEN))
    type Told = { status: string; result: { sample: string } }
    let told = (await (await ask()).json()) as Told
    // The picture has been downloaded; a moment later it is stored.
    for (let tries = 0; told.status === 'Task not found' && tries < 500; tries++) told = (await (await ask()).json()) as Told
    const { result } = told
    expect(new Uint8Array(await (await fetch(result.sample)).arrayBuffer())).toEqual(JPEG)
    await Promise.all([relay.close(), upstream.close(), pictures.close()])
  })
})
