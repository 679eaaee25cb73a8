// "Check connection": asks the real service from this window, step by step, and stops at the first step that fails. It makes nothing and
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
/** Nobody has this task, so asking for it costs nothing and tells whether key and address work. */
const nobodysTask = 'connection-check'

/** What is entered, and the model that is chosen. */
export type CheckEntry = Account & { readonly model: Pick<Model, 'label' | 'paths'> }

/** One check: what its steps share. A step that fails marks its line and gives null. */
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

/** What cannot be a key is not sent. The header alone makes the browser send a preflight. */
function keyHeaders(key: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${isKey(key) && key !== '' ? key : 'none'}` }
}

/** The base URL. */
function checkAddress({ begin, pass, fail }: Check, typed: string): string | null {
  begin('address')
  const base = readBaseUrl(typed)
  if (base === null) return fail('address', findings.addressWrong(explainAddress(typed)))
  const note = baseUrlNote(typed, base)
  pass('address', note === null ? null : finding(note))
  return base
}

/**
 * The answer to a question without a key, if any. It follows no redirect: a browser names the policy violation of a redirect by the address
 * that was asked, which would look as if that one was not allowed.
 */
async function checkManifest({ begin, pass, fail, ask }: Check, base: string): Promise<HttpResult | null> {
  begin('manifest')
  const answer = await ask(resultUrl(base, nobodysTask))
  if (answer.kind === 'lost' && answer.isBlocked) return fail('manifest', findings.notInManifest(base))
  pass('manifest')
  return answer
}

/** The answer to the question without a key. When none can be read: whether nobody answers, or a browser keeps the answer from us. */
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

/** The answer to the same question with the key. */
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

/** Orders without prompt and picture, of which nothing can be made: one for each spelling of the model's path until one is known. */
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

/** Either the line broke, and then the free question fails as well; or the browser's preflight forbade the POST. */
async function explainLostPost({ fail, ask }: Check, base: string, key: string, lost: HttpResult): Promise<void> {
  if (isSlow(lost)) return void fail('model', findings.tooSlow(base))
  const again = await ask(resultUrl(base, nobodysTask), { headers: keyHeaders(key) })
  if (again.kind === 'reply') fail('cors', findings.corsPosting(base))
  else fail('reach', unreached(base, again))
}

/** Rejects only with an AbortError, when it is stopped. @param report hears the lines after every change of a step */
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

/** What is wrong with key or address; null where the service takes the key. Free: one question. */
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
    // Step by step, to learn why nobody could be asked.
    const first = await checkManifest(check, base)
    const plain = first === null ? null : await checkReach(check, base, first)
    const keyed = plain === null ? null : await checkCors(check, base, key, plain)
    if (keyed !== null) checkKey(check, base, key, keyed)
    return wrong
  }
}
