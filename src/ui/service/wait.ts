// GET until ready: free, so it may be repeated. A loop over the pace, with limits in time, never in attempts.

import { type Progress, readFailure, readProgress, resultUrl, saysMissing } from '../../core/service/comet.ts'
import { PluginError, fail, afterAcceptance } from '../../core/failure/failure.ts'
import { type Expectation, nextAsk, waitLimitMs } from '../../core/service/pace.ts'
import { readJson } from '../../core/base/read.ts'
import type { HttpResult } from './request.ts'
import { type Network, backOffMs, textOf } from './ports.ts'
import type { AcceptedTask } from '../../core/service/accepted-task.ts'
import { hostOf } from '../../core/service/base-url.ts'
import type { Account } from '../../core/service/account.ts'
import type { Time } from '../base/time.ts'

export type Ready = {
  readonly url: string
  readonly at: number
  /** How long the service took: its own word, or between the last "working" and "ready". */
  readonly seconds: number
}

export type Watch = (status: string, progress: number | null, offline: boolean) => void

/** So many answers in a row may fail before the user is told; with back-off about half a minute. */
const faults = 8
/** A fresh task may not be known everywhere at once (api §2.2). */
const unknownTries = 5
const unknownEveryMs = 2000
const freshMs = 20_000
const askTimeoutMs = 30_000
/** A sleeping laptop wakes to a clock far ahead; that time was not spent waiting. */
const longestStepMs = 60_000

type Heard = Progress | { readonly kind: 'fault'; readonly retryAfterMs: number | null; readonly detail: string }

function hear(answer: HttpResult, baseUrl: string): Heard {
  if (answer.kind === 'lost') {
    if (answer.isBlocked) return fail('not-allowed-by-manifest', hostOf(baseUrl), 'unknown')
    return { kind: 'fault', retryAfterMs: null, detail: answer.detail }
  }
  const reply = { status: answer.status, type: answer.type, text: textOf(answer.bytes) }
  const body = readJson(reply.text)
  if (answer.status >= 200 && answer.status < 300 && body !== undefined) return readProgress(body)
  if (saysMissing(reply)) return { kind: 'missing' }
  const told = readFailure(reply)
  if (told.code === 'key-rejected' || told.code === 'no-credit' || told.code === 'forbidden') throw new PluginError(afterAcceptance(told))
  return { kind: 'fault', retryAfterMs: answer.retryAfterMs, detail: told.detail }
}

/**
 * Waits for the picture of an accepted task.
 * Errors: `still-waiting`, `unreachable`, `expired`, the moderation codes, `task-failed`, and refusals of the key.
 */
export function makeWait(network: Network, time: Time, account: () => Account) {
  return async ({ remoteId, acceptedAt }: AcceptedTask, expected: Expectation, watch: Watch, signal: AbortSignal): Promise<Ready> => {
    let waitedMs = 0
    let lastAt = time.now()
    let lastWorkingAt = acceptedAt
    let faulty = 0
    let unknown = 0
    let [status, progress]: [string, number | null] = ['', null]

    const pause = async (ms: number): Promise<void> => {
      await time.delay(ms, signal)
      const at = time.now()
      waitedMs += Math.min(longestStepMs, Math.max(0, at - lastAt))
      lastAt = at
    }
    const ageMs = (): number => Math.max(0, time.now() - acceptedAt)
    const untilNextAsk = (): number => Math.max(0, nextAsk(ageMs() / 1000, expected) * 1000 - ageMs())

    if (ageMs() < 1000) await pause(untilNextAsk())
    for (;;) {
      if (!time.isOnline()) {
        watch(status, progress, true)
        await time.online(signal)
        lastAt = time.now()
        watch(status, progress, false)
      }
      const { baseUrl, key } = account()
      const headers = { Authorization: `Bearer ${key}` }
      const heard = hear(
        await network.ask(
          { url: resultUrl(baseUrl, remoteId), method: 'GET', headers, timeoutMs: askTimeoutMs, followsRedirects: false },
          signal,
        ),
        baseUrl,
      )
      if (heard.kind === 'ready') {
        const at = time.now()
        return { url: heard.url, at, seconds: heard.seconds ?? (lastWorkingAt + at - 2 * acceptedAt) / 2000 }
      }
      if (heard.kind === 'over') throw new PluginError(heard.failure)
      faulty = heard.kind === 'fault' ? faulty + 1 : 0
      if (heard.kind === 'fault') {
        if (faulty >= faults) fail('unreachable', heard.detail, 'unknown')
        await pause(Math.max(heard.retryAfterMs ?? 0, 300 + backOffMs(faulty, time.random())))
      } else if (heard.kind === 'missing') {
        unknown += 1
        if (ageMs() > freshMs || unknown >= unknownTries) fail('expired', 'task not found')
        await pause(unknownEveryMs)
      } else {
        ;[status, progress] = [heard.status, heard.progress]
        lastWorkingAt = time.now()
        watch(status, progress, false)
        if (waitedMs >= waitLimitMs) fail('still-waiting', `status ${status}`)
        await pause(untilNextAsk())
      }
    }
  }
}
