// Whether the key that was just saved works; the service is asked at once, free of charge.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Finding } from '../../core/connection/finding.ts'
import type { Account } from '../../core/service/account.ts'
import { makeLatest } from '../base/latest.ts'
import { connectionWords } from './words.ts'

export type KeyState =
  /** The key was not checked in this window. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'works' }
  /** The key stays saved anyway, as the user may know better. */
  | { readonly kind: 'refused'; readonly text: string }

export type KeyCheck = {
  readonly keyState: ReadonlySignal<KeyState>
  verify(account: Account): void
  forget(): void
}

type KeyCheckPorts = {
  check(account: Account, signal: AbortSignal): Promise<Finding | null>
  announce(text: string): void
}

export function makeKeyState({ check, announce }: KeyCheckPorts): KeyCheck {
  const keyState = signal<KeyState>({ kind: 'unasked' })
  const latest = makeLatest()

  const ask = async (account: Account, stop: AbortSignal): Promise<void> => {
    keyState.value = { kind: 'asking' }
    const found = await check(account, stop)
    if (stop.aborted) return
    if (found === null) announce(connectionWords.works)
    keyState.value = found === null ? { kind: 'works' } : { kind: 'refused', text: `${found.message} ${found.next}`.trim() }
  }

  return {
    keyState,
    verify: (account) => void ask(account, latest.next()).catch(() => {}),
    forget: () => {
      latest.stop()
      keyState.value = { kind: 'unasked' }
    },
  }
}
