// What the service's answers to the free requests of a check prove about key and model. Pure.

import { isRecord, readJson, readRecord } from '../base/read.ts'
import { readSubmitted, saysMissing } from '../service/comet.ts'
import { readFailure, saysError, toldCharge } from '../service/refusal.ts'
import type { Reply } from '../service/reply.ts'
import type { Finding } from './finding.ts'
import * as findings from './findings.ts'

/** Reads the answer about a task that does not exist: what is wrong with the key, or with the server that answers; null when nothing is. */
export function readKeyAnswer(reply: Reply, base: string): Finding | null {
  const { status, text } = reply
  // Errors of the relay itself, which are not about the service behind it.
  if (status >= 500 && /"upstream_/.test(text)) return findings.upstreamDown(base)
  const body = readJson(text)
  const { type } = toldCharge(body) === undefined ? {} : readRecord(readRecord(body).error)
  if (type === 'own_key_refused') return findings.relayKeyRefused()
  if (type === 'invalid_token') return findings.tokenUnknown()
  if (status >= 500) return findings.serverError(base, status)
  if (status === 0 || (text !== '' && body === undefined)) return findings.unexpectedAnswer(base)
  const isGood = status >= 200 && status < 300
  const code = isGood && !saysError(body) ? null : readFailure(reply).code
  if (code === 'rate-limited') return findings.busy(base)
  const refused = code === null ? null : findings.keyRefused(code, base)
  if (isGood) return refused ?? (isRecord(body) && Object.keys(body).some(isOfService) ? null : findings.unexpectedAnswer(base))
  // A 404 that does not mention a task means that the path does not exist.
  return refused ?? (status === 404 && !(saysMissing(reply) && /task/i.test(text)) ? findings.unexpectedAnswer(base) : null)
}

function isOfService(name: string): boolean {
  return /^(id|status|code|message|data|task_id|error)$/.test(name)
}

/**
 * The meaning of the answer to an order without prompt and picture. `offered`: refused because something is missing, so the model exists. `accepted`:
 * accepted as it is, which may be charged. `failed`: proves nothing about the model; `step` is the check step that failed instead.
 */
export type ModelAnswer =
  | { readonly kind: 'offered' | 'accepted' | 'not-offered' }
  | { readonly kind: 'failed'; readonly step: 'key' | 'model'; readonly finding: Finding }

export function readModelAnswer(reply: Reply, base: string): ModelAnswer {
  const read = readSubmitted(reply)
  if ('id' in read) return { kind: 'accepted' }
  switch (read.code) {
    case 'bad-request':
      return { kind: 'offered' }
    case 'model-unavailable':
      return { kind: 'not-offered' }
    case 'rate-limited':
      return { kind: 'failed', step: 'model', finding: findings.busy(base) }
    default:
      return {
        kind: 'failed',
        step: read.code === 'key-rejected' || read.code === 'no-credit' ? 'key' : 'model',
        finding: findings.keyRefused(read.code, base) ?? findings.serverError(base, reply.status),
      }
  }
}
