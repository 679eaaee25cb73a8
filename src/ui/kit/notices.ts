// Messages of the window itself: what just happened (`role="status"`), and problems outside a job (`role="alert"`).

import { type ReadonlySignal, signal } from '@preact/signals'

export type Notices = {
  readonly status: ReadonlySignal<string>
  readonly alert: ReadonlySignal<string | null>
  announce(text: string): void
  /** Stays until it is dismissed or replaced; null removes it. */
  setAlert(text: string | null): void
}

export function makeNotices(): Notices {
  const status = signal('')
  const alert = signal<string | null>(null)
  return {
    status,
    alert,
    announce: (text) => {
      status.value = text
    },
    setAlert: (text) => {
      alert.value = text
    },
  }
}
