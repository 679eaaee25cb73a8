// Scripted ports for the data flow: every call is recorded in `log`, in order.

import type { SandboxApi } from '../../src/core/protocol.ts'
import type { RemoteApi } from '../../src/core/wire/rpc.ts'
import type { JobEvent } from '../../src/core/job/job.ts'
import type { Failure } from '../../src/core/failure/failure.ts'
import type { Fetched, FigmaPicture } from '../../src/ui/service/delivery.ts'
import type { Submission } from '../../src/ui/service/submit.ts'
import type { GeneratePorts } from '../../src/ui/job/generate.ts'
import type { Task } from '../../src/core/recipe/task.ts'
import { aTask } from './tasks.ts'
import type { DeliveryMethod } from '../../src/core/service/delivery-method.ts'
import type { Ready } from '../../src/core/service/polling.ts'

type Sandbox = RemoteApi<SandboxApi>
/** What each step returns or throws. */
export type Steps = {
  readonly submit?: (...asked: Parameters<GeneratePorts['submit']>) => Promise<Submission>
  /** Used in order; the last one is repeated. */
  readonly wait?: readonly (() => Promise<Ready>)[]
  readonly fetch?: readonly (() => Promise<Fetched>)[]
  /** The picture that the window reads through the sandbox; by default none. */
  readonly bySandbox?: FigmaPicture
  readonly isPlain?: () => Promise<boolean>
  readonly figma?: Partial<Sandbox>
  readonly deliveryMethod?: DeliveryMethod
  /** False if storage refuses the task's record. */
  readonly isStored?: boolean
  readonly task?: Task
  /** The base URL of the relay that an order would go to, by default none. `unreached`: why it cannot be reached. */
  readonly relay?: string
  readonly unreached?: Failure
  readonly cancel?: GeneratePorts['cancel']
  /** The node that already shows the same picture. */
  readonly sameResult?: string
}

export function linkAt(url: string, seconds = 6): Ready {
  return { url, atMs: 1_000_000, seconds }
}

function pick<T>(list: readonly T[], nth: number): T {
  const found = list[Math.min(nth, list.length - 1)]
  if (found === undefined) throw new Error('an empty script')
  return found
}

function picturePorts({ bySandbox, isPlain }: Steps): Pick<GeneratePorts, 'readBySandbox' | 'isPlain'> {
  return { readBySandbox: async () => bySandbox ?? null, isPlain: isPlain ?? (async () => false) }
}

function riskMemory(): GeneratePorts['storageRisk'] {
  let isKnown = false
  return {
    isKnown: () => isKnown,
    tell: () => {
      isKnown = true
    },
  }
}

export function scriptedPorts(steps: Steps = {}) {
  const log: string[] = []
  const learned: (readonly [string, number])[] = []
  const events: JobEvent[] = []
  let deliveryMethod: DeliveryMethod = steps.deliveryMethod ?? 'direct'
  let [waits, fetches] = [0, 0]

  const usual: Partial<Sandbox> = {
    intend: async () => {
      log.push('intend')
      return { task: steps.task ?? aTask(), isStored: steps.isStored ?? true, sameResult: steps.sameResult ?? null }
    },
    accept: async ({ remoteId }) => void log.push(`accept ${remoteId}`),
    fill: async (picture) => {
      log.push(
        `fill ${'bytes' in picture ? `${picture.bytes.length} bytes` : 'url' in picture ? picture.url : `like ${picture.sameResult}`}`,
      )
      return { nodeId: '9:9', notes: [] }
    },
  }
  const figma = new Proxy({ ...usual, ...steps.figma } as Sandbox, {
    get: (methods, name) => {
      if (typeof name === 'string' && !(name in methods)) throw new Error(`${name} is not in the script`)
      return Reflect.get(methods, name) as unknown
    },
  })

  const ports: GeneratePorts = {
    figma,
    destination: async () => ({ relay: steps.relay ?? null, unreached: steps.unreached ?? null }),
    cancel: steps.cancel ?? (async () => null),
    submit: async (...asked) => {
      log.push('submit')
      return steps.submit === undefined ? { remoteId: 'r1', path: 'flux-pro-1.0-depth' } : steps.submit(...asked)
    },
    wait: async ({ remoteId }) => {
      log.push(`wait ${remoteId}`)
      return pick(steps.wait ?? [async () => linkAt('https://a/1')], waits++)()
    },
    fetchPicture: async (url) => {
      log.push(`fetch ${url}`)
      return pick(steps.fetch ?? [async () => ({ kind: 'bytes' as const, bytes: new Uint8Array(5), notes: [] })], fetches++)()
    },
    ...picturePorts(steps),
    coming: ({ source, bytes }) => void log.push(`coming with ${bytes.length} bytes${source === null ? '' : ' and what was sent'}`),
    arrived: () => void log.push('arrived'),
    now: () => 2000,
    deliveryMethod: {
      get: () => deliveryMethod,
      set: (worked) => {
        deliveryMethod = worked
      },
    },
    storageRisk: riskMemory(),
    durations: { of: () => [], learn: (kind, seconds) => learned.push([kind, seconds]) },
  }

  return { ports, log, learned, events, report: (event: JobEvent): void => void events.push(event), deliveryMethod: () => deliveryMethod }
}
