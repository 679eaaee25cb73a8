// CometAPI, the default service: the maker's request bodies behind a gateway (api §1 to §4). It supports neither idempotency keys nor callbacks.

import { readSubmitted, resultUrl, submitUrl } from '../comet.ts'
import { cometPrices } from '../prices.ts'
import { finishedAt, inItsWords, readMakersAnswer } from './answers.ts'
import type { Service } from './service.ts'

export const cometapi: Service = {
  id: 'cometapi',
  label: 'CometAPI',
  address: 'https://api.cometapi.com',
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  // Its price page lists only the depth model (api §6).
  offers: [
    { id: 'flux-depth-pro', paths: ['flux-pro-1-0-depth', 'flux-pro-1.0-depth'], price: cometPrices['flux-depth-pro'] },
    { id: 'flux-canny-pro', paths: ['flux-pro-1-0-canny', 'flux-pro-1.0-canny'] },
    { id: 'flux-kontext-pro', paths: ['flux-kontext-pro'] },
    { id: 'flux-kontext-max', paths: ['flux-kontext-max'] },
    { id: 'flux-2-pro', paths: ['flux-2-pro'] },
    { id: 'flux-2-max', paths: ['flux-2-max'] },
    { id: 'flux-2-flex', paths: ['flux-2-flex'] },
  ],
  // A gateway may host pictures itself (DESIGN §7).
  pictureHosts: ['*.cometapi.com', '*.bfl.ai', 'bfldeliverysc.blob.core.windows.net', 'bfldeliveryprod.blob.core.windows.net'],
  askHosts: [],
  linkLivesMs: 10 * 60_000,
  idempotencyHeader: null,
  routes: [
    {
      submit: (base, path, body) => ({ method: 'POST', url: submitUrl(base, path), body: body ?? 'as-sent' }),
      read(answer, path) {
        const read = readSubmitted(answer)
        if (!('id' in read)) return { kind: 'refused', failure: inItsWords(read, answer) }
        return finishedAt(read.id, answer) ?? { kind: 'accepted', ref: { model: path, id: read.id } }
      },
    },
  ],
  // The returned `polling_url` is never used, because it needs the maker's key (api §0.6).
  ask: (base, { id }) => ({ method: 'GET', url: resultUrl(base, id) }),
  readAsked: readMakersAnswer,
  cancel: null,
}
