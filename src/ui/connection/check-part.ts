// "Check connection", and the test picture that can be ordered after it, as the dialog shows them. Closing the dialog stops both.

import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { cleanKey } from '../../core/connection/clean-key.ts'
import { type Finding, finding } from '../../core/connection/finding.ts'
import {
  type CheckLine,
  type CheckState,
  hasPassed,
  hasTestPicture,
  isRunning,
  isTestPicture,
  setStep,
  withoutTestPicture,
} from '../../core/connection/steps.ts'
import type { Model } from '../../core/model/model.ts'
import type { Account } from '../../core/service/account.ts'
import { type Latest, makeLatest } from '../base/latest.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { blobOf } from '../picture/blob.ts'
import { type CheckEntry, makeCheck } from './check.ts'
import { type TestOrderEntry, type TestOrderPorts, makeTestOrder } from './test-order.ts'

/** The steps of the last check, empty before the first one; and the object URL of the test picture, null when none was made. */
export type CheckView = { readonly lines: readonly CheckLine[]; readonly picture: string | null }

export type CheckPorts = TestOrderPorts & {
  readonly urls: PictureUrls
  /** Draws a small picture that contains nothing of the document. */
  testPicture(): Promise<Blob>
}

export type CheckPart = {
  readonly check: ReadonlySignal<CheckView>
  checkConnection(entry: Account): void
  /** Costs one picture. Only after a passed check; uses the settings saved by then. */
  makeTestPicture(saved: Account): void
  /** Called when the fields were edited. A test picture stays, as it was paid for. */
  forgetCheck(): void
  /** Clears everything. A test picture in progress is no longer followed. */
  stopCheck(): void
}

type State = { readonly ports: CheckPorts; readonly view: Signal<CheckView>; readonly runs: Latest }

const unchecked: CheckView = { lines: [], picture: null }

function forgetAll({ ports, view, runs }: State): void {
  runs.stop()
  const { picture } = view.peek()
  if (picture !== null) ports.urls.drop(picture)
  view.value = unchecked
}

/** Ignores the AbortError of a run that was stopped. */
async function unlessStopped(stop: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    if (!stop.aborted) throw thrown
  }
}

async function runCheck(state: State, entry: CheckEntry): Promise<void> {
  const { lines } = state.view.peek()
  // A test picture in progress is paid for, so a new check must not replace it.
  if (hasTestPicture(lines) && isRunning(lines)) return
  forgetAll(state)
  const stop = state.runs.next()
  const report = (reported: readonly CheckLine[]): void => {
    if (!stop.aborted) state.view.value = { lines: reported, picture: null }
  }
  await unlessStopped(stop, () => makeCheck(state.ports)(entry, report, stop))
}

async function runTestOrder({ ports, view, runs }: State, entry: TestOrderEntry): Promise<void> {
  const { lines, picture } = view.peek()
  if (!hasPassed(lines)) return
  if (picture !== null) ports.urls.drop(picture)
  const stop = runs.next()
  view.value = { lines: withoutTestPicture(lines), picture: null }
  const show = (state: CheckState, found: Finding, url: string | null = null): void => {
    if (!stop.aborted) view.value = { lines: setStep(view.peek().lines, 'picture', state, found), picture: url }
  }
  const order = makeTestOrder(ports)
  await unlessStopped(stop, async () => {
    const end = await order(
      entry,
      () => ports.testPicture(),
      (message) => show('running', finding(message)),
      stop,
    )
    if (stop.aborted) return
    if (end.bytes === null) show('failed', end.finding)
    else show('passed', end.finding, ports.urls.make(blobOf(end.bytes)))
  })
}

export function makeCheckPart(ports: CheckPorts, model: () => Model): CheckPart {
  const view = signal<CheckView>(unchecked)
  const state: State = { ports, view, runs: makeLatest() }
  return {
    check: view,
    checkConnection: ({ baseUrl, key }) => void runCheck(state, { baseUrl, key: cleanKey(key), model: model() }),
    makeTestPicture: (saved) => void runTestOrder(state, { ...saved, model: model() }),
    forgetCheck: () => {
      const { lines, picture } = view.peek()
      if (hasTestPicture(lines)) view.value = { lines: lines.filter(isTestPicture), picture }
      else if (view.peek() !== unchecked) forgetAll(state)
    },
    stopCheck: () => forgetAll(state),
  }
}
