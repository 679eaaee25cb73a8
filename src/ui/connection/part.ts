// Key, base URL and what else is kept. The key is sent to the base URL and to nobody else (law 4).

import { computed, signal } from '@preact/signals'
import type { Size } from '../../core/base/geometry.ts'
import { type Settings, readSettings } from '../../core/connection/settings.ts'
import type { LastSetup } from '../../core/recipe/setup.ts'
import type { StorePorts } from '../ports.ts'
import { explainAddress } from '../../core/service/explain-address.ts'
import { hostOf, readBaseUrl } from '../../core/service/base-url.ts'
import { isKey, type Account } from '../../core/service/account.ts'
import { findings } from '../../core/connection/findings.ts'

/** Typing and dragging are kept when they pause. */
const saveAfterMs = 400

export function makePreferences({ figma, time }: Pick<StorePorts, 'figma' | 'time'>, choices: () => LastSetup) {
  const settings = signal<Settings>(readSettings(undefined))
  const isOpen = signal(false)
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

  return {
    ...{ settings, isOpen, alert, keep, change },
    key: computed(() => settings.value.key),
    hasKey: computed(() => settings.value.key !== ''),
    baseUrl: computed(() => settings.value.baseUrl),
    host: computed(() => hostOf(settings.value.baseUrl)),
    account: () => ({ baseUrl: settings.peek().baseUrl, key: settings.peek().key }),
    save: ({ key, baseUrl }: Account): string | null => {
      const base = readBaseUrl(baseUrl)
      if (base === null) {
        const { message, next } = explainAddress(baseUrl)
        return `${message} ${next}`
      }
      if (!isKey(key.trim())) {
        const { message, next } = findings.keyGarbled()
        return `${message} ${next}`
      }
      change({ key: key.trim(), baseUrl: base })
      // Written at once: the window may be closed the next moment.
      void write()
      return null
    },
    deleteKey: (): void => {
      change({ key: '' })
      void write()
    },
    resize: (size: Size): void => {
      const { size: read } = readSettings({ version: 1, size })
      change({ size: read })
      void figma.resize(read)
      keep()
    },
  }
}
