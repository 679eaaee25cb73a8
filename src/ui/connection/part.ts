// The connection to the service: key, base URL, other settings, and the check. The key is sent to the base URL and nowhere else (law 4).

import { computed, signal } from '@preact/signals'
import type { Size } from '../../core/base/geometry.ts'
import { cleanEntry } from '../../core/connection/clean-entry.ts'
import * as findings from '../../core/connection/findings.ts'
import type { ConnectionApi } from '../../core/connection/protocol.ts'
import { clampKeptLimit, usualKeptLimit } from '../../core/connection/settings.ts'
import { type Account, isKey, serviceName } from '../../core/service/account.ts'
import { hostOf, readBaseUrl } from '../../core/service/base-url.ts'
import type { DeliveryMethod } from '../../core/service/delivery-method.ts'
import { explainAddress } from '../../core/service/explain-address.ts'
import type { OfferedModel } from '../../core/service/offer.ts'
import type { WireApi } from '../../core/wire/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { readWindowSize } from '../../core/wire/window-size.ts'
import type { RecipePart } from '../recipe/part.ts'
import { models } from '../../core/model/models.ts'
import { pixelAt } from '../picture/pixel-at.ts'
import { makeOffered } from '../service/offered.ts'
import { makeKeyCheck } from './check.ts'
import { type CheckPorts, makeCheckPart } from './check-part.ts'
import { type KeyCheck, makeKeyState } from './key-state.ts'
import { makeDeletedKey } from './deleted-key.ts'
import { serviceNamed } from './offer-words.ts'
import { makeSelfTest } from './self-test-part.ts'
import { type PreferencePorts, type Preferences, makePreferences } from './preferences.ts'
import { knownPrice } from '../../core/service/prices.ts'

export type ConnectionPorts = Omit<CheckPorts, 'lastPath'> &
  PreferencePorts & {
    readonly version: string
    readonly figma: Pick<RemoteApi<ConnectionApi>, 'scratch'> & Pick<RemoteApi<WireApi>, 'resize' | 'grow' | 'shrink' | 'openUrl'>
    readonly recipe: Pick<RecipePart, 'model'>
    announce(text: string): void
    /** Returns false when the page may not write to the clipboard. */
    copy(text: string): boolean
  }

function problemText({ message, next }: { readonly message: string; readonly next: string }): string {
  return `${message} ${next}`
}

/** The key and the base URL, and saving them. */
function makeAccount({ settings, change, saveNow }: Preferences, keyCheck: KeyCheck, announce: (text: string) => void, saved: () => void) {
  return {
    key: computed(() => settings.value.key),
    hasKey: computed(() => settings.value.key !== ''),
    baseUrl: computed(() => settings.value.baseUrl),
    host: computed(() => hostOf(settings.value.baseUrl)),
    account: (): Account => ({ baseUrl: settings.peek().baseUrl, key: settings.peek().key }),
    /** Returns what is wrong with the entry, or null when it was saved. It is written at once, as the window may close at any moment. */
    save: (typed: Account): string | null => {
      const { entry, keyNote, baseUrlNote } = cleanEntry(typed)
      if (readBaseUrl(entry.baseUrl) === null) return problemText(explainAddress(typed.baseUrl))
      if (!isKey(entry.key)) return problemText(findings.keyGarbled())
      change(entry)
      saveNow()
      saved()
      const notes = [keyNote, baseUrlNote].filter((note) => note !== null)
      if (notes.length > 0) announce(notes.join(' '))
      if (entry.key === '') keyCheck.forget()
      else keyCheck.verify(entry)
      return null
    },
  }
}

/** Whether an order went to this host before. Until then the section "What is sent" is unfolded. */
function makeFirstOrder({ settings, change, saveSoon }: Preferences) {
  const host = computed(() => hostOf(settings.value.baseUrl))
  return {
    isNewHost: computed(() => settings.value.orderedFrom?.includes(host.value) !== true),
    ordered: (): void => {
      const { orderedFrom = [] } = settings.peek()
      if (orderedFrom.includes(host.peek())) return
      change({ orderedFrom: [host.peek(), ...orderedFrom] })
      saveSoon()
    },
  }
}

/** The delivery method that worked last. */
function makeDeliveryMethod({ settings, change, saveSoon }: Preferences) {
  return {
    get: (): DeliveryMethod => settings.peek().rung,
    set: (worked: DeliveryMethod): void => {
      if (settings.peek().rung === worked) return
      change({ rung: worked })
      saveSoon()
    },
  }
}

/** The percentage of kept lines below which a picture counts as low. */
function makeKeptLimit({ settings, change, saveSoon }: Preferences) {
  return {
    keptLimit: computed(() => settings.value.keptLimit ?? usualKeptLimit),
    limitKept: (percent: number): void => {
      change({ keptLimit: clampKeptLimit(percent) })
      saveSoon()
    },
  }
}

/** The path of each model that worked last. */
function makeLastPath({ settings, change, saveSoon }: Preferences) {
  return {
    of: (modelId: string): string | undefined => settings.peek().paths?.[modelId],
    learn: (modelId: string, path: string): void => {
      const { paths } = settings.peek()
      if (paths?.[modelId] === path) return
      change({ paths: { ...paths, [modelId]: path } })
      saveSoon()
    },
  }
}

/** What the window knows about the service, and the stored settings. */
export function makeConnection(ports: ConnectionPorts) {
  const isOpen = signal(false)
  const preferences = makePreferences(ports)
  const lastPath = makeLastPath(preferences)
  const selfTest = makeSelfTest({ ...ports, pixelAt })
  const check = makeCheckPart({ ...ports, lastPath }, () => ports.recipe.model.peek())
  const keyCheck = makeKeyState({ check: makeKeyCheck(ports), announce: ports.announce })
  const { settings, isLoaded, restore, change, saveSoon } = preferences
  const { offer, ask } = makeOffered(ports.network, () => ({ baseUrl: settings.peek().baseUrl, key: settings.peek().key }))
  return {
    keyState: keyCheck.keyState,
    ...makeAccount(preferences, keyCheck, ports.announce, () => void ask()),
    /** The models that can be chosen: those on offer at the relay plus the chosen one, or all when no offer is known. */
    offered: computed(() => {
      const { value: said } = offer
      const isChosen = (id: string): boolean => id === ports.recipe.model.value.id
      if (said === null) return models.filter(({ id, isBehindRelaysOnly }) => isBehindRelaysOnly !== true || isChosen(id))
      return models.filter(({ id }) => isChosen(id) || said.some((one) => one.id === id))
    }),
    /** The relay's entry for a model, with service and price; null when unknown. */
    offerOf: (modelId: string): OfferedModel | null => offer.value?.find(({ id }) => id === modelId) ?? null,
    /** The price from the relay, otherwise the one known from the service's page; null when neither is known. Reads signals. */
    priceOf: (modelId: string): OfferedModel['price'] =>
      offer.value?.find(({ id }) => id === modelId)?.price ?? knownPrice(settings.value.baseUrl, modelId),
    /** Display name of the service that makes the pictures: from the relay, otherwise derived from the address. */
    service: computed(() => {
      const { service = '' } = offer.value?.[0] ?? {}
      return service === '' ? serviceName(settings.value.baseUrl) : serviceNamed(service)
    }),
    /** Whether a relay reported its models and this one is not among them. */
    isMissing: (modelId: string): boolean => offer.value !== null && !offer.value.some(({ id }) => id === modelId),
    askOffer: ask,
    ...makeDeletedKey(preferences, ports.time, keyCheck),
    ...makeFirstOrder(preferences),
    ...makeKeptLimit(preferences),
    ...check,
    selfTest,
    settings,
    isLoaded,
    restore,
    deliveryMethod: makeDeliveryMethod(preferences),
    lastPath,
    resize: (size: Size): void => {
      const read = readWindowSize(size)
      change({ size: read })
      ports.figma.resize(read).catch(() => {})
      saveSoon()
    },
    /** Enlarges the window for a while; the stored size stays as it is. */
    grow: (size: Size): void => void ports.figma.grow(size).catch(() => {}),
    shrink: (): void => void ports.figma.shrink().catch(() => {}),
    /** Whether the Settings dialog is open. */
    isOpen,
    open: (): void => {
      isOpen.value = true
    },
    /** Closes the dialog but keeps the results of the check. */
    leave: (): void => {
      isOpen.value = false
    },
    close: (): void => {
      isOpen.value = false
      check.stopCheck()
      selfTest.forget()
    },
    openUrl: (url: string): void => void ports.figma.openUrl(url).catch(() => {}),
    copy: ports.copy,
  }
}

export type ConnectionPart = ReturnType<typeof makeConnection>
