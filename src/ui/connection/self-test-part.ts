// The self-test as Settings show it: one line after the other, asked of Figma itself (DESIGN §12). Needs no key and no network.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { ConnectionApi } from '../../core/connection/protocol.ts'
import { type Look, type Outcome, judgeTest, tests } from '../../core/connection/self-test.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'

/** null where its turn has not come. */
export type TestLine = { readonly id: string; readonly label: string; readonly changes: string; readonly outcome: Outcome | null }

export type SelfTestPorts = { readonly figma: Pick<RemoteApi<ConnectionApi>, 'scratch'>; readonly version: string; readonly look: Look }

export type SelfTestPart = {
  /** None before the first test. */
  readonly lines: ReadonlySignal<readonly TestLine[]>
  run(): Promise<void>
  /** What was found, without a name or a picture of the file. */
  report(): string
  forget(): void
}

export function makeSelfTest({ figma, version, look }: SelfTestPorts): SelfTestPart {
  const lines = signal<readonly TestLine[]>([])
  const latest = makeLatest()
  return {
    lines,
    run: async () => {
      const stop = latest.next()
      lines.value = tests.map(({ id, label, changes }) => ({ id, label, changes, outcome: null }))
      for (const test of tests) {
        const readings = await figma.scratch(test.steps).catch(() => [])
        const outcome = await judgeTest(test, readings, look)
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
