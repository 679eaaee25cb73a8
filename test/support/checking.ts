// "Check connection" under a browser's rules, against the stand-in service or another host.

import { createService, type Handler, type Service, type ServiceOptions } from '../../playground/service/service.ts'
import { createRelay } from '../../relay/relay.ts'
import { PluginError, failure } from '../../src/core/failure/failure.ts'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { fluxDepthPro } from '../../src/core/model/models/flux-depth-pro.ts'
import type { Model } from '../../src/core/model/model.ts'
import { type CheckPart, makeCheckPart } from '../../src/ui/connection/check-part.ts'
import { type VirtualTime, virtualTime } from './network.ts'
import { type BrowserNetwork, openBrowserNetwork } from './browser-network.ts'
import { tinyPng } from './tiny.ts'
import { type CheckLine, type CheckState, type CheckStep, checkSteps, outcomeOf } from '../../src/core/connection/steps.ts'

export const home = 'https://api.cometapi.com'
export const relay = 'http://localhost:8787'
const delivery = 'https://delivery.eu2.bfl.ai'
export const key = 'sk-canary-check'
export const depth = fluxDepthPro

/** The real relay, whose service cannot be reached. */
export const lonely = createRelay({ upstreamUrl: home, fetch: () => Promise.reject(new TypeError('fetch failed')) })

export type OpenCheck = CheckPart & {
  readonly browser: BrowserNetwork
  readonly service: Service
  readonly time: VirtualTime
  readonly urls: Set<string>
  lines(): readonly CheckLine[]
  /** Runs the check, and returns its lines once it has ended. */
  runCheck(entry?: { key?: string; baseUrl?: string }): Promise<readonly CheckLine[]>
  /** Makes the test picture, and returns its line once that has ended. */
  testPicture(): Promise<CheckLine>
}

export type Options = {
  readonly service?: ServiceOptions
  readonly model?: Model
  readonly hosts?: (service: Service) => Readonly<Record<string, Handler>>
  /** Whether Figma itself can read a picture that the window cannot. */
  readonly sandboxReads?: boolean
}

/** Resolves once the check, or the test picture, has ended. */
function isOver({ check }: CheckPart): Promise<void> {
  return new Promise((resolve) => {
    const stop = check.subscribe(({ lines }) => {
      if (outcomeOf(lines) === '') return
      queueMicrotask(() => stop())
      resolve()
    })
  })
}

export function openCheck({ service: more = {}, model = depth, hosts, sandboxReads = false }: Options = {}): OpenCheck {
  const picture = tinyPng(512, 512)
  const service = createService({
    keys: [key],
    taskMs: 0,
    imageCors: true,
    painter: async () => ({ bytes: picture, type: 'image/png', width: 512, height: 512 }),
    measure: async (bytes) => pictureSize(bytes) ?? undefined,
    ...more,
  })
  const browser = openBrowserNetwork({ [home]: service.api.fetch, [delivery]: service.images.fetch, ...hosts?.(service) })
  const time = virtualTime(Date.now())
  const urls = new Set<string>()
  const part = makeCheckPart(
    {
      figma: {
        readPicture: async () => {
          if (!sandboxReads) throw new PluginError(failure('delivery-blocked', 'Failed to fetch'))
          return { bytes: picture }
        },
      } as never,
      network: browser.network,
      time,
      lastPath: { of: () => undefined, learn: () => {} },
      tools: { convert: async ({ bytes }: { bytes: Uint8Array }) => bytes } as never,
      urls: {
        make: (blob) => {
          const url = `blob:null/${urls.size}-${blob.size}`
          urls.add(url)
          return url
        },
        drop: (url) => void urls.delete(url),
      },
      testPicture: async () => new Blob([new Uint8Array(picture)]),
    },
    () => model,
  )
  const lines = (): readonly CheckLine[] => part.check.peek().lines
  return {
    ...part,
    browser,
    service,
    time,
    urls,
    lines,
    runCheck: async (entry = {}) => {
      part.checkConnection({ key, baseUrl: home, ...entry })
      await isOver(part)
      return lines()
    },
    testPicture: async () => {
      part.makeTestPicture({ key, baseUrl: home })
      await isOver(part)
      const last = lines().at(-1)
      if (last?.step !== 'picture') throw new Error('no test picture was made')
      return last
    },
  }
}

/** The steps grouped by state, in order. States without steps are left out. */
export function stepsByState(lines: readonly CheckLine[]): Partial<Record<CheckState, readonly CheckStep[]>> {
  const sorted: Partial<Record<CheckState, CheckStep[]>> = {}
  for (const { step, state } of lines) sorted[state] = [...(sorted[state] ?? []), step]
  return sorted
}

/** What `stepsByState` returns when all steps passed. */
export const allPassed = { passed: checkSteps }

/** What `stepsByState` returns when the check failed at this step. */
export function failedAt(step: (typeof checkSteps)[number]): Partial<Record<CheckState, readonly CheckStep[]>> {
  const position = checkSteps.indexOf(step)
  const [passed, skipped] = [checkSteps.slice(0, position), checkSteps.slice(position + 1)]
  return { ...(passed.length > 0 ? { passed } : {}), failed: [step], ...(skipped.length > 0 ? { skipped } : {}) }
}

export function without(handler: Handler, change: (headers: Headers, request: Request) => void): Handler {
  return async (request) => {
    const answer = await handler(request)
    const headers = new Headers(answer.headers)
    change(headers, request)
    return new Response(answer.body, { status: answer.status, headers })
  }
}

export function says(status: number, body: string, type = 'application/json'): Handler {
  return async ({ method }) =>
    new Response(method === 'OPTIONS' ? null : body, {
      status: method === 'OPTIONS' ? 204 : status,
      headers: { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization,content-type' },
    })
}
