/** Receives progress and ends of all orders from a ComfyUI over one WebSocket, which is open as long as anybody listens. */
import { readJson, readNumber, readRecord, readString } from '../../src/core/base/read.ts'
import { working } from '../../src/core/service/services/answers.ts'
import { executionError } from '../../src/core/service/services/comfyui-answers.ts'
import type { Look } from '../../src/core/service/services/service.ts'
import type { Socketing } from '../node/web-socket.ts'

/** `ended` means that the result has to be looked up. */
export type Told = Look | { readonly kind: 'ended' }

export type Steps = {
  /** Settles once messages can be received, or after a short time if they cannot. */
  readonly listen: () => Promise<void>
  readonly hear: (id: string, heard: (told: Told) => void) => () => void
  readonly progressOf: (id: string) => number | null
}

const againMs = 2000
const patienceMs = 1000

/** `samplers` are the nodes whose steps are steps of the picture; other nodes report file bytes and the like. */
export function makeSteps(
  url: string,
  open: Socketing | undefined,
  samplers: readonly string[],
  pause: (ms: number) => Promise<void>,
): Steps {
  const hearers = new Map<string, Set<(told: Told) => void>>()
  const shares = new Map<string, number>()
  let close: (() => void) | undefined
  let isOpen: Promise<void> = Promise.resolve()
  let running = ''
  const connect = (): void => {
    if (close || !open) return
    let settled = (): void => undefined
    isOpen = new Promise((done) => (settled = done))
    const ended = (): void => {
      settled()
      close = undefined
      void pause(againMs).then(() => hearers.size > 0 && connect())
    }
    close = open(url, heard, ended, settled).close
  }
  const heard = (text: string): void => {
    const { type, data } = readRecord(readJson(text))
    const told = readRecord(data)
    const id = readString(told.prompt_id) || running
    if (type === 'executing' || type === 'execution_start') running = id
    const look = lookOf(readString(type), told, samplers)
    if (!look) return
    if (look.kind !== 'working') shares.delete(id)
    else if (look.progress !== null) shares.set(id, look.progress)
    for (const one of hearers.get(id) ?? []) one(look)
  }
  return {
    async listen() {
      connect()
      await Promise.race([isOpen, pause(patienceMs)])
    },
    progressOf: (id) => shares.get(id) ?? null,
    hear(id, one) {
      const those = hearers.get(id) ?? new Set()
      hearers.set(id, those.add(one))
      connect()
      return () => {
        those.delete(one)
        if (those.size > 0) return
        hearers.delete(id)
        shares.delete(id)
        if (hearers.size > 0) return
        close?.()
        close = undefined
      }
    },
  }
}

function lookOf(type: string, data: Readonly<Record<string, unknown>>, samplers: readonly string[]): Told | undefined {
  switch (type) {
    case 'progress': {
      if (typeof data.node === 'string' && !samplers.includes(data.node)) return undefined
      const most = readNumber(data.max, 0)
      return most > 0 ? working('Generating', readNumber(data.value, 0, 0, most) / most) : undefined
    }
    case 'executing':
      return data.node === null ? { kind: 'ended' } : undefined
    case 'execution_success':
    case 'execution_interrupted':
      return { kind: 'ended' }
    case 'execution_error':
      return executionError(data)
    default:
      return undefined
  }
}
