// Deleting the key: it is removed from this computer at once, and held by the window as long as the deletion can be undone.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import type { KeyCheck } from './key-state.ts'
import type { Preferences } from './preferences.ts'

const undoneWithinMs = 10_000

export type DeletedKey = {
  deleteKey(): void
  /** Whether the deletion can still be undone. */
  readonly canRestoreKey: ReadonlySignal<boolean>
  /** Returns the key, which is saved again; empty when it is too late. */
  restoreKey(): string
}

export function makeDeletedKey(
  { settings, change, saveNow }: Preferences,
  time: Pick<Time, 'delay'>,
  keyCheck: Pick<KeyCheck, 'forget'>,
): DeletedKey {
  const held = signal('')
  const limit = makeLatest()
  // A key that was saved since is newer than the undo.
  const canRestoreKey = computed(() => held.value !== '' && settings.value.key === '')
  const forget = (): void => {
    held.value = ''
  }
  return {
    canRestoreKey,
    deleteKey: () => {
      const { key } = settings.peek()
      if (key === '') return
      held.value = key
      change({ key: '' })
      saveNow()
      keyCheck.forget()
      time.delay(undoneWithinMs, limit.next()).then(forget, () => {})
    },
    restoreKey: () => {
      const key = held.peek()
      if (!canRestoreKey.peek()) return ''
      limit.stop()
      forget()
      change({ key })
      saveNow()
      return key
    },
  }
}
