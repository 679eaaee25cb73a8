// One window of the plugin: the built sandbox, the window's store over the real wire, and the ways in which both end.

import type { Host, PluginRun } from '../../playground/host/types.ts'
import { chunked } from '../../src/core/wire/chunks.ts'
import { fingerprintOf } from '../../src/core/picture/fingerprint.ts'
import { maxFigmaSide, readPicture } from '../../src/core/picture/image.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { SandboxApi, UiApi } from '../../src/core/protocol.ts'
import { readList, readRecord } from '../../src/core/base/read.ts'
import { type Channel, connect } from '../../src/core/wire/rpc.ts'
import type { Page } from '../../src/ui/base/page.ts'
import { base64Of } from '../../src/ui/picture/base64.ts'
import { type Store, type StorePorts, createStore } from '../../src/ui/store.ts'
import { makeProductTools } from '../../src/ui/product/worker.ts'
import { makeReadabilityTools } from '../../src/ui/readability/worker.ts'
import type { HttpResult, HttpRequest } from '../../src/ui/service/request.ts'
import type { VirtualClock } from './clock.ts'
import type { Line } from './line.ts'
import { pixelsOf, pngOf } from './pixels.ts'
import { builtCode } from './plugin.ts'

export type Window = {
  readonly store: Store
  readonly run: PluginRun
  readonly copied: string[]
  /** Picture URLs that the window has created and not revoked. */
  readonly heldUrls: ReadonlySet<string>
  /** The seed with which a job's picture was last ordered, as seen on the canvas or on the wire. */
  seedOf(jobKey: string): number | null
  /** Closed by the user (`close`) or by a crash (`kill`): from that moment nothing of the window runs. */
  close(): void
  kill(): void
}

/** The environment of a window. */
export type Around = {
  readonly host: Host
  readonly clock: VirtualClock
  readonly line: Line
  readonly random: () => number
  /** The picture that is sent, and that conversions return. */
  readonly picture: Uint8Array
  /** Called for every crossing. */
  readonly hear: (what: string) => void
  /** Everything that the window sent or copied. */
  readonly leaks: unknown[]
  /** Seeds by job, over all windows. */
  readonly seeds: Map<string, number>
}

const codec = { decode: pixelsOf, encode: pngOf }
const pixelTools = { ...makeProductTools(codec), ...makeReadabilityTools(codec) }

/** Whether a browser could decode it, for the kinds of pictures in this world. */
function isWhole(bytes: Uint8Array): boolean {
  const read = readPicture(bytes)
  return read !== null && read.end !== null
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => {})
}

function nameOf(message: unknown): string {
  const { kind, method, id } = readRecord(message)
  return `${String(kind)} ${String(method ?? id)}`
}

/** The life of a window. After its end, nothing that the window waits for ever resolves. */
function makeLife() {
  let isAlive = true
  return {
    isAlive: (): boolean => isAlive,
    end: (): void => {
      isAlive = false
    },
    living:
      <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
      async (...args: Args): Promise<T> => {
        if (!isAlive) return never<T>()
        const [settled] = await Promise.allSettled([work(...args)])
        if (!isAlive) return never<T>()
        if (settled.status === 'rejected') throw settled.reason
        return settled.value
      },
  }
}

type Life = ReturnType<typeof makeLife>

function learnSeeds(seeds: Map<string, number>, list: unknown): void {
  for (const one of readList(list)) {
    const { key, recipe } = readRecord(one)
    const { seed } = readRecord(recipe)
    if (typeof key === 'string' && typeof seed === 'number') seeds.set(key, seed)
  }
}

/** The real wire to the sandbox; everything that crosses it is recorded and reported. */
function openWire(run: PluginRun, { clock, hear, leaks, seeds }: Around, life: Life): Channel {
  return chunked({
    post: (message) => {
      leaks.push(message)
      clock.note()
      for (const group of readList(readRecord(readRecord(message).payload).groups)) learnSeeds(seeds, readRecord(group).pictures)
      hear(`to the sandbox: ${nameOf(message)}`)
      if (life.isAlive()) run.post(message)
    },
    listen: (listener) =>
      void run.onMessage((message) => {
        clock.note()
        learnSeeds(seeds, [...readList(readRecord(readRecord(message).value).tasks), readRecord(message).value])
        hear(`to the window: ${nameOf(message)}`)
        if (life.isAlive()) listener(message)
      }),
  })
}

function makeTools({ picture }: Around, { living }: Life): StorePorts['tools'] {
  return {
    compose: living(async ({ pieces }) => {
      const pngs = pieces.map(({ png }) => new Uint8Array(png))
      const blob = new Blob(pngs)
      return { blob, format: 'png' as const, base64: await base64Of(blob), fingerprint: fingerprintOf(pngs) }
    }),
    isPlain: async () => false,
    isOneColour: async () => false,
    measure: () => Promise.reject(new Error('a test draws no pictures to measure')),
    readableColors: async () => [],
    // Every picture in this world is one plain colour.
    compareTrial: async () => [],
    // Reference pictures are already small.
    convert: living(async ({ bytes, maxSide }) => {
      if (!isWhole(bytes)) throw new Error('cannot be decoded')
      return maxSide < maxFigmaSide ? bytes : picture
    }),
    send: living(async () => never<HttpResult>()),
    measureTexts: living(pixelTools.measureTexts),
    comparePixels: living(pixelTools.comparePixels),
    deriveContactLayers: living(pixelTools.deriveContactLayers),
  }
}

function makeNetwork({ line, picture }: Around, { living }: Life): StorePorts['network'] {
  return {
    ask: living((request: HttpRequest, signal: AbortSignal) => line.ask(request, signal)),
    send: living(({ url, key: secret, fields, imageField, reference, idempotencyKey }, signal: AbortSignal) =>
      line.ask(
        {
          url,
          method: 'POST',
          headers: {
            Authorization: `Bearer ${secret}`,
            'Content-Type': 'application/json',
            ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
          },
          timeoutMs: 120_000,
          followsRedirects: false,
        },
        signal,
        JSON.stringify({
          ...fields,
          ...Object.fromEntries(
            [imageField, ...(reference ? [reference.field] : [])].map((field) => [field, Buffer.from(picture).toString('base64')]),
          ),
        }),
      ),
    ),
  }
}

function makePage({ clock, line, random, picture, leaks }: Around, { living }: Life) {
  const copied: string[] = []
  const heldUrls = new Set<string>()
  let urls = 0
  const page: Page = {
    time: {
      now: () => clock.now(),
      random,
      isOnline: () => line.isOnline,
      delay: living((ms: number, signal: AbortSignal) => clock.delay(ms, signal)),
      online: living((signal: AbortSignal) => line.online(signal)),
    },
    urls: {
      make: () => {
        urls += 1
        heldUrls.add(`blob:null/${urls}`)
        return `blob:null/${urls}`
      },
      drop: (url) => void heldUrls.delete(url),
    },
    copy: (text) => {
      copied.push(text)
      leaks.push(text)
      return true
    },
    saveFile: (_, text) => void leaks.push(text),
    focusPrompt: () => {},
    testPicture: async () => new Blob([new Uint8Array(picture)]),
    sample: async () => ({ before: new Uint8Array(), after: new Uint8Array() }),
  }
  return { page, copied, heldUrls }
}

export async function openWindow(around: Around, command?: string): Promise<Window> {
  const { host, clock, seeds } = around
  const life = makeLife()
  const run = await host.run(builtCode(), '<p>', command === undefined ? {} : { command })
  await new Promise<void>((resolve) => void run.onUi((event) => event.kind === 'show' && resolve()))
  const { page, copied, heldUrls } = makePage(around, life)
  const { remote } = connect<SandboxApi, UiApi>(openWire(run, around, life), {
    selectionChanged: (selection) => opened.select(selection),
    sourceChanged: (nodeId) => opened.edited(nodeId),
    resultsAre: (found) => opened.store.jobs.setWhereabouts(found),
  })
  const opened = createStore({
    ...page,
    figma: remote,
    tools: makeTools(around, life),
    network: makeNetwork(around, life),
    version: 'test',
  })
  void remote.load().then(opened.open)
  await clock.settle()
  const end = (how: () => void) => (): void => {
    life.end()
    how()
  }
  return {
    store: opened.store,
    run,
    copied,
    heldUrls,
    seedOf: (job) => seeds.get(job) ?? null,
    close: end(() => run.close()),
    kill: end(() => run.kill()),
  }
}

export function newestJob(window: Window): Job {
  const [job] = window.store.jobs.list.peek()
  if (job === undefined) throw new Error('no job')
  return job
}
