// "Check connection": walks the real road from this window and stops at the first step that fails. It makes nothing and costs nothing.

import {
  type CheckLine,
  type CheckState,
  type CheckStep,
  type Finding,
  addressFound,
  closedTo,
  freshLines,
  keyFound,
  keyGarbled,
  keyMissing,
  mark,
  modelAbsent,
  modelServed,
  modelTaken,
  notInManifest,
  notReached,
  offline,
  readOffer,
} from '../../core/connection/check.ts'
import { resultUrl, submitUrl } from '../../core/service/comet.ts'
import type { Model } from '../../core/model/model.ts'
import type { HttpResult, HttpRequest } from '../service/request.ts'
import type { Network } from '../service/ports.ts'
import { isKey, type Account } from '../../core/service/account.ts'
import type { Time } from '../base/time.ts'
import { replyOf } from '../service/reply.ts'

const timeoutMs = 15_000
/** Nobody has this task, so asking for it costs nothing and tells whether key and address work. */
const nobodysTask = 'connection-check'

function isSlow(answer: HttpResult): boolean {
  return answer.kind === 'lost' && answer.detail === 'timed out'
}

/** What is entered, and the model that is chosen. */
export type CheckEntry = Account & { readonly model: Pick<Model, 'label' | 'paths'> }

/** Throws only when it is stopped. @param tell hears the lines after every step */
export function makeCheck(network: Pick<Network, 'ask'>, time: Pick<Time, 'isOnline'>) {
  return async ({ baseUrl, key, model }: CheckEntry, tell: (lines: readonly CheckLine[]) => void, signal: AbortSignal): Promise<void> => {
    let lines = freshLines
    const set = (step: CheckStep, state: CheckState, finding: Finding | null): void => {
      lines = mark(lines, step, state, finding)
      tell(lines)
    }
    const walk = (step: CheckStep): void => set(step, 'running', null)
    const pass = (step: CheckStep, finding: Finding | null = null): void => set(step, 'passed', finding)
    const fail = (step: CheckStep, finding: Finding): void => set(step, 'failed', finding)
    const ask = (url: string, more: Partial<HttpRequest> = {}): Promise<HttpResult> =>
      network.ask({ url, method: 'GET', headers: {}, timeoutMs, followsRedirects: false, ...more }, signal)

    walk('address')
    const address = addressFound(baseUrl)
    if ('wrong' in address) return fail('address', address.wrong)
    const { base } = address
    pass('address', address.finding)

    // Asked plainly first: a browser names a redirect's policy violation by the address that was asked, and this question follows none.
    walk('manifest')
    const url = resultUrl(base, nobodysTask)
    const plain = await ask(url)
    if (plain.kind === 'lost' && plain.isBlocked) return fail('manifest', notInManifest(base))
    pass('manifest')

    walk('reach')
    if (plain.kind === 'lost') {
      if (!time.isOnline()) return fail('reach', offline)
      const anybody = await ask(url, { isOpaque: true, followsRedirects: true })
      if (anybody.kind === 'lost' && !anybody.isBlocked) return fail('reach', notReached(base, isSlow(anybody)))
      pass('reach')
      walk('cors')
      return fail('cors', closedTo(base, anybody.kind === 'lost' ? 'moved' : 'reading'))
    }
    pass('reach')

    walk('cors')
    if (plain.status === 0) return fail('cors', closedTo(base, 'moved'))
    // What cannot be a key is not sent; the header alone makes the browser ask in advance.
    const headers = { Authorization: `Bearer ${isKey(key) && key !== '' ? key : 'none'}` }
    const keyed = await ask(url, { headers })
    if (keyed.kind === 'lost') {
      if (!time.isOnline()) return fail('reach', offline)
      return isSlow(keyed) ? fail('reach', notReached(base, true)) : fail('cors', closedTo(base, 'key'))
    }
    pass('cors')

    walk('key')
    if (!isKey(key)) return fail('key', keyGarbled)
    if (key === '') return fail('key', keyMissing)
    const wrong = keyFound(replyOf(keyed), base)
    if (wrong !== null) return fail('key', wrong)
    pass('key')

    walk('model')
    // Without words and picture nothing can be made of it.
    const body = new Blob(['{}'], { type: 'application/json' })
    for (const path of model.paths) {
      const answer = await ask(submitUrl(base, path), {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body,
      })
      if (answer.kind === 'lost') {
        if (isSlow(answer)) return fail('model', notReached(base, true))
        // The line may have broken: then this free question fails as well.
        const again = await ask(url, { headers })
        return again.kind === 'reply' ? fail('cors', closedTo(base, 'posting')) : fail('reach', notReached(base, isSlow(again)))
      }
      const offer = readOffer(replyOf(answer), base)
      switch (offer.kind) {
        case 'served':
          return pass('model', modelServed(model.label, path))
        case 'taken':
          return pass('model', modelTaken(path))
        case 'stopped':
          return fail(offer.step, offer.finding)
        case 'absent':
          break
        default:
          return offer satisfies never
      }
    }
    fail('model', modelAbsent(model.label, model.paths))
  }
}
