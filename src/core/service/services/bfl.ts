// The maker's own API (services §2, api §2 to §5). It lists FLUX.2 and Kontext, but no longer the depth model. Moderated tasks are refunded.

import { readRecord, readString } from '../../base/read.ts'
import type { Failure } from '../../failure/failure.ts'
import { readSubmitted } from '../comet.ts'
import { readAnswer } from '../exact-json.ts'
import { finishedAt, inItsWords, readMakersAnswer } from './answers.ts'
import type { Answered, Look, Service } from './service.ts'

/** Moderated tasks are free here (api §2.2). Only the maker itself can say that. */
function free(failed: Failure): Failure {
  return failed.code === 'moderated-request' || failed.code === 'moderated-result' ? { ...failed, charged: 'no' } : failed
}

/** Black Forest Labs reports an invalid key as 403, which elsewhere means a valid key without permission. */
function refusalOf(failed: Failure, answer: Answered): Failure {
  const isKey = failed.code === 'forbidden' && /not authenticated/i.test(answer.text)
  return free(inItsWords(isKey ? { ...failed, code: 'key-rejected' } : failed, answer))
}

function look(answer: Answered): Look {
  const read = readMakersAnswer(answer)
  return read.kind === 'over' ? { ...read, failure: free(read.failure) } : read
}

export const bfl: Service = {
  id: 'bfl',
  label: 'Black Forest Labs',
  address: 'https://api.bfl.ai',
  keyHeaders: (key) => ({ 'x-key': key }),
  // Prices for editing at one megapixel (api §6).
  offers: [
    { id: 'flux-kontext-pro', paths: ['flux-kontext-pro'], price: { usd: 0.04, seen: '2026-11' } },
    { id: 'flux-kontext-max', paths: ['flux-kontext-max'], price: { usd: 0.08, seen: '2026-11' } },
    { id: 'flux-2-pro', paths: ['flux-2-pro'], price: { usd: 0.045, seen: '2026-11' } },
    { id: 'flux-2-max', paths: ['flux-2-max'], price: { usd: 0.1, seen: '2026-11' } },
    { id: 'flux-2-flex', paths: ['flux-2-flex'], price: { usd: 0.12, seen: '2026-11' } },
    // No longer in its index, but still accepted for accounts that have access.
    { id: 'flux-depth-pro', paths: ['flux-pro-1.0-depth'], isUnlisted: true },
    { id: 'flux-canny-pro', paths: ['flux-pro-1.0-canny'], isUnlisted: true },
  ],
  pictureHosts: ['*.bfl.ai', 'bfldeliverysc.blob.core.windows.net', 'bfldeliveryprod.blob.core.windows.net'],
  askHosts: ['*.bfl.ai'],
  linkLivesMs: 10 * 60_000,
  idempotencyHeader: null,
  routes: [
    {
      submit: (base, path, body) => ({ method: 'POST', url: `${base}/v1/${path}`, body: body ?? 'as-sent' }),
      read(answer, path) {
        const read = readSubmitted(answer)
        if (!('id' in read)) return { kind: 'refused', failure: refusalOf(read, answer) }
        const ask = readString(readRecord(readAnswer(answer.text)).polling_url)
        return finishedAt(read.id, answer) ?? { kind: 'accepted', ref: { model: path, id: read.id, ...(ask === '' ? {} : { ask }) } }
      },
    },
  ],
  // A task is known only in the region that accepted it, which the returned address names (services §2).
  ask: (base, { id, ask }) => ({ method: 'GET', url: ask ?? `${base}/v1/get_result?id=${encodeURIComponent(id)}` }),
  readAsked: look,
  cancel: null,
}
