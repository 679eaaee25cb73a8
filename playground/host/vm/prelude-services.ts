// The services of the sandbox's global scope, as parts of the prelude: their source text runs inside the VM.

import type { Bridge } from './prelude-nodes.ts'

type Log = { log(level: string, line: string): void }
type Texts = { textOf(error: unknown): string }

export function buildConsole(host: Log, { textOf }: Texts): object {
  const show = (value: unknown): string => {
    if (typeof value === 'string') return value
    if (value instanceof Error) return textOf(value)
    try {
      return JSON.stringify(value) ?? String(value)
    } catch {
      return String(value)
    }
  }
  const levels = ['log', 'error', 'info', 'warn', 'assert']
  return Object.fromEntries([
    ...levels.map((level) => [level, (...args: unknown[]) => host.log(level, args.map(show).join(' '))]),
    ['clear', () => undefined],
  ])
}

export function buildFetch(bridge: Bridge): (url: unknown, init?: unknown) => Promise<object> {
  return async (url, init) => {
    const { bytes, text, ...answer } = (await bridge.later('figma', 'fetch', [url, init])) as { bytes: Uint8Array; text: string }
    return {
      ...answer,
      arrayBuffer: async () => bytes.slice().buffer,
      text: async () => text,
      json: async () => JSON.parse(text) as unknown,
    }
  }
}
