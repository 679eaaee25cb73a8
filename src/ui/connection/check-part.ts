// The walk of "Check connection", and the one picture that a person may order after it. Closing the dialog stops both.

import { signal } from '@preact/signals'
import type { Model } from '../../core/model/model.ts'
import { makeCheck } from './check.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { readBaseUrl } from '../../core/service/base-url.ts'
import type { Account } from '../../core/service/account.ts'
import { blobOf } from '../picture/blob.ts'
import { type CheckLine, isRunning, setStep } from '../../core/connection/steps.ts'
import { finding } from '../../core/connection/findings.ts'
import { type TestOrderPorts, makeTestOrder } from './test-order.ts'

/** The steps of the last check, none before the first; and the address of the test picture, where one was made. */
export type Connection = { readonly lines: readonly CheckLine[]; readonly picture: string | null }

export type CheckPorts = TestOrderPorts & {
  readonly urls: PictureUrls
  /** A small picture to try the road with, of nothing in the document. */
  testPicture(): Promise<Blob>
}

const unchecked: Connection = { lines: [], picture: null }

/** Ordered and not yet over, or over: it is paid either way, so nothing but closing takes it away. */
function hasTrial({ lines }: Connection): boolean {
  return lines.some(isTrial)
}

function isTrial({ step }: CheckLine): boolean {
  return step === 'picture'
}

export function makeChecking(world: CheckPorts, model: () => Model) {
  const connection = signal<Connection>(unchecked)
  const check = makeCheck(world)
  const trial = makeTestOrder(world)
  let running = new AbortController()

  const begin = (): AbortSignal => {
    running.abort()
    running = new AbortController()
    return running.signal
  }

  const forget = (): void => {
    begin()
    const { picture } = connection.peek()
    if (picture !== null) world.urls.drop(picture)
    connection.value = unchecked
  }

  /** What was stopped says nothing any more. */
  const unlessStopped = async (stop: AbortSignal, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      if (!stop.aborted) throw thrown
    }
  }

  const walk = async ({ baseUrl, key }: Account): Promise<void> => {
    const { lines } = connection.peek()
    if (hasTrial(connection.peek()) && isRunning(lines)) return
    forget()
    const stop = begin()
    const tell = (walked: readonly CheckLine[]): void => {
      if (!stop.aborted) connection.value = { lines: walked, picture: null }
    }
    await unlessStopped(stop, () => check({ baseUrl, key: key.trim(), model: model() }, tell, stop))
  }

  const tryPicture = async ({ baseUrl, key }: Account): Promise<void> => {
    const { lines, picture } = connection.peek()
    const walked = lines.filter((line) => !isTrial(line))
    const base = readBaseUrl(baseUrl)
    if (base === null || walked.length === 0 || isRunning(lines) || walked.some(({ state }) => state !== 'passed')) return
    if (picture !== null) world.urls.drop(picture)
    const stop = begin()
    connection.value = { lines: walked, picture: null }
    const show = (state: CheckLine['state'], finding: CheckLine['finding'], url: string | null = null): void => {
      if (!stop.aborted) connection.value = { lines: setStep(connection.peek().lines, 'picture', state, finding), picture: url }
    }
    const say = (said: string): void => show('running', finding(said))
    await unlessStopped(stop, async () => {
      const entry = { baseUrl: base, key: key.trim(), model: model() }
      const { bytes, finding } = await trial(entry, () => world.testPicture(), say, stop)
      if (stop.aborted) return
      if (bytes === null) show('failed', finding)
      else show('passed', finding, world.urls.make(blobOf(bytes)))
    })
  }

  return {
    /** The dialog is closed: a picture in the making is left to itself. */
    close: forget,
    part: {
      connection,
      checkConnection: (entry: Account): void => void walk(entry),
      makeTestPicture: (entry: Account): void => void tryPicture(entry),
      /** What is typed is no longer what was checked. A picture that was paid stays. */
      forgetCheck: (): void => {
        const now = connection.peek()
        if (hasTrial(now)) connection.value = { ...now, lines: now.lines.filter(isTrial) }
        else if (now !== unchecked) forget()
      },
    },
  }
}
