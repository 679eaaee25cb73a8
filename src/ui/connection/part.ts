// Key, base URL and what else is kept. The key is sent to the base URL and to nobody else (law 4).

import { computed, effect, signal } from '@preact/signals'
import { explainAddress } from '../../core/service/explain-address.ts'
import { hostOf, readBaseUrl } from '../../core/service/base-url.ts'
import { isKey, type Account } from '../../core/service/account.ts'
import type { LastSetup } from '../../core/recipe/setup.ts'
import { findings } from '../../core/connection/findings.ts'
import type { Size } from '../../core/base/geometry.ts'
import { type Settings, readSettings } from '../../core/connection/settings.ts'
import type { ConnectionApi } from '../../core/connection/protocol.ts'
import type { WireApi } from '../../core/wire/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { RecipePart } from '../recipe/part.ts'
import { type CheckPorts, makeChecking } from './check-part.ts'

/** Typing and dragging are kept when they pause. */
const saveAfterMs = 400

export type ConnectionPorts = CheckPorts & {
  readonly figma: Pick<RemoteApi<ConnectionApi & WireApi>, 'saveSettings' | 'resize' | 'openUrl'>
  readonly recipe: Pick<RecipePart, 'lastSetup' | 'edits' | 'model'>
  setAlert(text: string | null): void
  /** False where the page may not write to the clipboard. */
  copy(text: string): boolean
}

function makePreferences({ figma, time, recipe, setAlert }: ConnectionPorts) {
  const settings = signal<Settings>(readSettings(undefined))
  const isLoaded = signal(false)
  const pending = makeLatest()

  const write = async (): Promise<void> => {
    settings.value = { ...settings.peek(), choices: recipe.lastSetup() }
    try {
      await figma.saveSettings(settings.peek())
    } catch {
      setAlert('Figma could not store your settings. They hold until you close this window.')
    }
  }

  const keep = (): void => {
    time.delay(saveAfterMs, pending.next()).then(write, () => {})
  }

  const change = (part: Partial<Settings>): void => {
    settings.value = { ...settings.peek(), ...part }
  }

  effect(() => {
    if (recipe.edits.value > 0 && isLoaded.peek()) keep()
  })

  return {
    settings,
    isLoaded,
    keep,
    change,
    restore: (stored: unknown): LastSetup => {
      settings.value = readSettings(stored)
      return settings.peek().choices
    },
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

/** Settings, key and check in one: what the rest of the window knows of the service. */
export function makeConnection(ports: ConnectionPorts) {
  const isOpen = signal(false)
  const preferences = makePreferences(ports)
  const checking = makeChecking(ports, () => ports.recipe.model.peek())
  return {
    ...preferences,
    ...checking.part,
    /** Whether the dialog of the settings is open. */
    isOpen,
    open: (): void => {
      isOpen.value = true
    },
    close: (): void => {
      isOpen.value = false
      checking.close()
    },
    openUrl: (url: string): void => void ports.figma.openUrl(url),
    copy: ports.copy,
  }
}

export type ConnectionPart = ReturnType<typeof makeConnection>
