// Key, base URL and what else is kept. The key is sent to the base URL and to nobody else (law 4).

import { computed, signal } from '@preact/signals'
import { readFailure, resultUrl } from '../../core/comet.ts'
import { readJson } from '../../core/read.ts'
import { type Choices, type Settings, hostOf, readBaseUrl, readSettings } from '../../core/settings.ts'
import type { Size } from '../../core/geometry.ts'
import { tell } from '../../core/words.ts'
import { textOf } from '../api/ports.ts'
import type { Connection } from '../store.types.ts'
import type { StorePorts } from './ports.ts'

/** Typing and dragging are kept when they pause. */
const saveAfterMs = 400

type Entry = { readonly key: string; readonly baseUrl: string }

const noAddress = 'This is no web address. It looks like https://api.cometapi.com.'

export const makePreferences = ({ figma, network, time }: Pick<StorePorts, 'figma' | 'network' | 'time'>, choices: () => Choices) => {
  const settings = signal<Settings>(readSettings(undefined))
  const isOpen = signal(false)
  const connection = signal<Connection>({ state: 'unknown' })
  const alert = signal<string | null>(null)
  let pending = new AbortController()

  const write = async (): Promise<void> => {
    settings.value = { ...settings.peek(), choices: choices() }
    try {
      await figma.saveSettings(settings.peek())
    } catch {
      alert.value = 'Figma could not store your settings. They hold until you close this window.'
    }
  }

  const keep = (): void => {
    pending.abort()
    pending = new AbortController()
    time.delay(saveAfterMs, pending.signal).then(write, () => {})
  }

  const change = (part: Partial<Settings>): void => {
    settings.value = { ...settings.peek(), ...part }
  }

  const check = async ({ key, baseUrl }: Entry): Promise<Connection> => {
    const base = readBaseUrl(baseUrl)
    if (base === null) return { state: 'fails', sentence: noAddress }
    // A question about a task that cannot exist: it costs nothing and tells whether key and address work.
    const answer = await network.ask(
      {
        url: resultUrl(base, 'connection-check'),
        method: 'GET',
        headers: { Authorization: `Bearer ${key.trim()}` },
        timeoutMs: 15_000,
        followsRedirects: false,
      },
      new AbortController().signal,
    )
    if (answer.kind === 'lost')
      return {
        state: 'fails',
        sentence: answer.isBlocked
          ? `The plugin’s manifest does not allow ${hostOf(base)}. Add it under networkAccess.`
          : `${hostOf(base)} cannot be reached.`,
      }
    const reply = { status: answer.status, type: answer.type, text: textOf(answer.bytes) }
    const told = readFailure(reply)
    if (told.code === 'key-rejected' || told.code === 'no-credit' || told.code === 'forbidden')
      return { state: 'fails', sentence: tell(told).sentence }
    if (readJson(reply.text) === undefined)
      return { state: 'fails', sentence: `${hostOf(base)} answers, but not as the service does. Check the address.` }
    if (answer.status >= 500)
      return { state: 'fails', sentence: `${hostOf(base)} answers with an error (${answer.status}). Try again later.` }
    return { state: 'works' }
  }

  return {
    ...{ settings, isOpen, connection, alert, keep, change },
    key: computed(() => settings.value.key),
    hasKey: computed(() => settings.value.key !== ''),
    baseUrl: computed(() => settings.value.baseUrl),
    host: computed(() => hostOf(settings.value.baseUrl)),
    account: () => ({ baseUrl: settings.peek().baseUrl, key: settings.peek().key }),
    save: ({ key, baseUrl }: Entry): string | null => {
      const base = readBaseUrl(baseUrl)
      if (base === null) return noAddress
      // A header can hold no line break or letter outside Latin-1: fetch would throw it back at the worst moment.
      if (!/^[\x21-\x7e]*$/.test(key.trim())) return 'This key has a space or a letter in it that keys do not have. Copy it once more.'
      change({ key: key.trim(), baseUrl: base })
      connection.value = { state: 'unknown' }
      // Written at once: the window may be closed the next moment.
      void write()
      return null
    },
    deleteKey: (): void => {
      change({ key: '' })
      connection.value = { state: 'unknown' }
      void write()
    },
    check: async (entry: Entry): Promise<void> => {
      connection.value = { state: 'checking' }
      connection.value = await check(entry)
    },
    resize: (size: Size): void => {
      const { size: read } = readSettings({ version: 1, size })
      change({ size: read })
      void figma.resize(read)
      keep()
    },
  }
}
