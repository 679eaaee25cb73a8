// The state of the self-test in Settings: Figma itself is asked one test after another (DESIGN §12). Needs no key and no network.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { ConnectionApi } from '../../core/connection/protocol.ts'
import { type Outcome, type PixelAt, judgeTest, tests } from '../../core/connection/self-test.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'

/** `outcome` is null while the test has not run. */
export type TestLine = { readonly id: string; readonly label: string; readonly changes: string; readonly outcome: Outcome | null }

export type SelfTestPorts = {
  readonly figma: Pick<RemoteApi<ConnectionApi>, 'scratch'>
  readonly version: string
  readonly pixelAt: PixelAt
}

export type SelfTestPart = {
  /** Empty before the first run. */
  readonly lines: ReadonlySignal<readonly TestLine[]>
  run(): Promise<void>
  /** The findings, without any name or picture from the file. */
  report(): string
  forget(): void
}

export function makeSelfTest({ figma, version, pixelAt }: SelfTestPorts): SelfTestPart {
  const lines = signal<readonly TestLine[]>([])
  const latest = makeLatest()
  return {
    lines,
    run: async () => {
      const stop = latest.next()
      lines.value = tests.map(({ id, label, changes }) => ({ id, label, changes, outcome: null }))
      for (const test of tests) {
        const readings = await figma.scratch(test.steps).catch(() => [])
        const outcome = await judgeTest(test, readings, pixelAt)
        if (stop.aborted) return
        lines.value = lines.peek().map((line) => (line.id === test.id ? { ...line, outcome } : line))
      }
    },
    report: () =>
      [`Depth Restyle ${version}, self-test`, ...lines.peek().map(({ id, outcome }) => `${id}: ${outcome ?? 'not asked'}`)].join('\n'),
    forget: () => {
      latest.stop()
      lines.value = []
    },
  }
}
