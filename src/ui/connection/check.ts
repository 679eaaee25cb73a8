// "Check connection": asks the real service from this window, step by step, and stops at the first failing step. It creates nothing and
// costs nothing.

import { type Finding, finding } from '../../core/connection/finding.ts'
import * as findings from '../../core/connection/findings.ts'
import { readKeyAnswer, readModelAnswer } from '../../core/connection/read-answer.ts'
import { type CheckLine, type CheckState, type CheckStep, initialLines, setStep } from '../../core/connection/steps.ts'
import type { Model } from '../../core/model/model.ts'
import { type Account, isKey } from '../../core/service/account.ts'
import { baseUrlNote, readBaseUrl } from '../../core/service/base-url.ts'
import { resultUrl, submitUrl } from '../../core/service/comet.ts'
import { explainAddress } from '../../core/service/explain-address.ts'
import type { Time } from '../base/time.ts'
import type { Network } from '../service/ports.ts'
import { type HttpReply, replyOf } from '../service/reply.ts'
import type { HttpRequest, HttpResult } from '../service/request.ts'

const timeoutMs = 15_000
/** An id that no task has, so asking for it is free and shows whether key and address work. */
const nobodysTask = 'connection-check'

/** The entered account and the chosen model. */
export type CheckEntry = Account & { readonly model: Pick<Model, 'label' | 'paths'> }

/** The state that the steps of one check share. A failing step marks its line and returns null. */
type Check = {
  begin(step: CheckStep): void
  pass(step: CheckStep, finding?: Finding | null): void
  fail(step: CheckStep, finding: Finding): null
  ask(url: string, more?: Partial<HttpRequest>): Promise<HttpResult>
  isOnline(): boolean
}

type CheckPorts = { readonly network: Pick<Network, 'ask'>; readonly time: Pick<Time, 'isOnline'> }

function openCheck({ network, time }: CheckPorts, report: (lines: readonly CheckLine[]) => void, signal: AbortSignal): Check {
  let lines = initialLines
  const set = (step: CheckStep, state: CheckState, finding: Finding | null): void => {
    lines = setStep(lines, step, state, finding)
    report(lines)
  }
  return {
    begin: (step) => set(step, 'running', null),
    pass: (step, finding = null) => set(step, 'passed', finding),
    fail: (step, finding) => {
      set(step, 'failed', finding)
      return null
    },
    ask: (url, more = {}) => network.ask({ url, method: 'GET', headers: {}, timeoutMs, followsRedirects: false, ...more }, signal),
    isOnline: () => time.isOnline(),
  }
}

function isSlow(answer: HttpResult): boolean {
  return answer.kind === 'lost' && answer.detail === 'timed out'
}

function unreached(base: string, answer: HttpResult): Finding {
  return isSlow(answer) ? findings.tooSlow(base) : findings.notReached(base)
}

/** A malformed key is replaced by `none` and not sent; the header itself is needed to trigger the preflight. */
function keyHeaders(key: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${isKey(key) && key !== '' ? key : 'none'}` }
}

/** Checks the base URL. */
function checkAddress({ begin, pass, fail }: Check, typed: string): string | null {
  begin('address')
  const base = readBaseUrl(typed)
  if (base === null) return fail('address', findings.addressWrong(explainAddress(typed)))
  const note = baseUrlNote(typed, base)
  pass('address', note === null ? null : finding(note))
  return base
}

/**
 * Returns the answer to a request without a key, if any. It follows no redirects: a browser reports the policy violation of a redirect
 * under the requested address, which would then look forbidden itself.
 */
async function checkManifest({ begin, pass, fail, ask }: Check, base: string): Promise<HttpResult | null> {
  begin('manifest')
  const answer = await ask(resultUrl(base, nobodysTask))
  if (answer.kind === 'lost' && answer.isBlocked) return fail('manifest', findings.notInManifest(base))
  pass('manifest')
  return answer
}

/** Evaluates that answer. If there is none, finds out whether nobody answers or the browser withholds the answer. */
async function checkReach({ begin, pass, fail, ask, isOnline }: Check, base: string, answer: HttpResult): Promise<HttpReply | null> {
  begin('reach')
  if (answer.kind === 'reply') {
    pass('reach')
    return answer
  }
  if (!isOnline()) return fail('reach', findings.offline())
  const anybody = await ask(resultUrl(base, nobodysTask), { isOpaque: true, followsRedirects: true })
  if (anybody.kind === 'lost' && !anybody.isBlocked) return fail('reach', unreached(base, anybody))
  pass('reach')
  begin('cors')
  return fail('cors', anybody.kind === 'lost' ? findings.redirected(base) : findings.corsReading(base))
}

/** Repeats the request with the key. */
async function checkCors(
  { begin, pass, fail, ask, isOnline }: Check,
  base: string,
  key: string,
  answer: HttpReply,
): Promise<HttpReply | null> {
  begin('cors')
  if (answer.status === 0) return fail('cors', findings.redirected(base))
  const keyed = await ask(resultUrl(base, nobodysTask), { headers: keyHeaders(key) })
  if (keyed.kind === 'lost') {
    if (!isOnline()) return fail('reach', findings.offline())
    return isSlow(keyed) ? fail('reach', findings.tooSlow(base)) : fail('cors', findings.corsKey(base))
  }
  pass('cors')
  return keyed
}

function checkKey({ begin, pass, fail }: Check, base: string, key: string, answer: HttpReply): true | null {
  begin('key')
  if (!isKey(key)) return fail('key', findings.keyGarbled())
  if (key === '') return fail('key', findings.keyMissing())
  const problem = readKeyAnswer(replyOf(answer), base)
  if (problem !== null) return fail('key', problem)
  pass('key')
  return true
}

/** Sends orders without prompt and picture, from which nothing can be made: one per path of the model, until one is known. */
async function checkModel(check: Check, base: string, key: string, { label, paths }: CheckEntry['model']): Promise<void> {
  check.begin('model')
  const headers = { ...keyHeaders(key), 'Content-Type': 'application/json' }
  const body = new Blob(['{}'], { type: 'application/json' })
  for (const path of paths) {
    const answer = await check.ask(submitUrl(base, path), { method: 'POST', headers, body })
    if (answer.kind === 'lost') return explainLostPost(check, base, key, answer)
    const read = readModelAnswer(replyOf(answer), base)
    switch (read.kind) {
      case 'offered':
        return check.pass('model', findings.modelOffered(label, path))
      case 'accepted':
        return check.pass('model', findings.modelAccepted(path))
      case 'failed':
        return void check.fail(read.step, read.finding)
      case 'not-offered':
        break
      default:
        return read satisfies never
    }
  }
  check.fail('model', findings.modelNotOffered(label, paths))
}

/** If the free request fails too, the connection broke; otherwise the browser's preflight forbade the POST. */
async function explainLostPost({ fail, ask }: Check, base: string, key: string, lost: HttpResult): Promise<void> {
  if (isSlow(lost)) return void fail('model', findings.tooSlow(base))
  const again = await ask(resultUrl(base, nobodysTask), { headers: keyHeaders(key) })
  if (again.kind === 'reply') fail('cors', findings.corsPosting(base))
  else fail('reach', unreached(base, again))
}

/** Rejects only with an AbortError, when it is stopped. @param report called with the lines after every change of a step */
export function makeCheck(ports: CheckPorts) {
  return async (entry: CheckEntry, report: (lines: readonly CheckLine[]) => void, signal: AbortSignal): Promise<void> => {
    const check = openCheck(ports, report, signal)
    const base = checkAddress(check, entry.baseUrl)
    if (base === null) return
    const first = await checkManifest(check, base)
    if (first === null) return
    const plain = await checkReach(check, base, first)
    if (plain === null) return
    const keyed = await checkCors(check, base, entry.key, plain)
    if (keyed === null || checkKey(check, base, entry.key, keyed) === null) return
    await checkModel(check, base, entry.key, entry.model)
  }
}

/** Returns what is wrong with key or address, or null if the service accepts the key. Free: normally one request. */
export function makeKeyCheck(ports: CheckPorts) {
  return async ({ baseUrl, key }: Account, signal: AbortSignal): Promise<Finding | null> => {
    let wrong: Finding | null = null
    const check = openCheck(ports, (lines) => void (wrong = lines.find(({ state }) => state === 'failed')?.finding ?? null), signal)
    const base = checkAddress(check, baseUrl)
    if (base === null) return wrong
    const answer = await check.ask(resultUrl(base, nobodysTask), { headers: keyHeaders(key) })
    if (answer.kind === 'reply' && answer.status !== 0) {
      checkKey(check, base, key, answer)
      return wrong
    }
    // No usable answer: run the steps one by one to find out why.
    const first = await checkManifest(check, base)
    const plain = first === null ? null : await checkReach(check, base, first)
    const keyed = plain === null ? null : await checkCors(check, base, key, plain)
    if (keyed !== null) checkKey(check, base, key, keyed)
    return wrong
  }
}
