// The window downloads a finished picture itself: the first delivery method (DESIGN §7). The picture's host gets no key and no cookie.

import { type Failure, PluginError, failure } from '../../core/failure/failure.ts'
import type { Note } from '../../core/failure/note.ts'
import { maxFigmaSide, readyForFigma } from '../../core/picture/image.ts'
import { bytesOfDataUrl, isDataUrl } from '../../core/picture/data-url.ts'
import { isLocal } from '../../core/service/base-url.ts'
import { backOffMs } from '../../core/service/back-off.ts'
import { type PauseWatch, shortestPauseMs } from '../../core/service/pause.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import type { HttpResult } from './request.ts'

/** `link-expired`: the link no longer works, but the service may issue a new one. */
export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly notes: readonly Note[] }
  | { readonly kind: 'link-expired' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }

/** Converts a picture that Figma does not accept to a PNG with no side longer than `maxSide` px. Rejects when it cannot be decoded. */
export type PictureConverter = {
  convert(picture: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
}

export type FigmaPicture = { readonly bytes: Uint8Array; readonly notes: readonly Note[] }

const pictureTimeoutMs = 90_000
/** Retries help against a dropped connection or a truncated file, but not against missing CORS headers. */
const maxTries = 3
const expiredStatuses: readonly number[] = [400, 401, 403, 404, 410]
/** A fresh link may be refused for a while, because storage is not consistent everywhere at once. It counts as dead after this long. */
const deniedLinkMs = 30_000
const firstDeniedWaitMs = 1500
const longestDeniedWaitMs = 8000

/**
 * Returns bytes that Figma accepts: untouched where possible, otherwise decoded by the browser and re-encoded as an upright PNG. Whatever
 * the browser can decode counts as a picture, regardless of its header or content type.
 */
export async function fitForFigma(bytes: Uint8Array, tools: PictureConverter, signal: AbortSignal): Promise<FigmaPicture | Failure> {
  const ready = readyForFigma(bytes)
  if (ready !== null) return { bytes: ready, notes: [] }
  try {
    return { bytes: await tools.convert({ bytes, maxSide: maxFigmaSide }, signal), notes: ['converted'] }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return failure('bad-picture', `${bytes.length} bytes that cannot be decoded`)
  }
}

/** Interprets one answer of the picture's host. `retry` is a failure that another try may fix. */
async function readAnswer(
  answer: HttpResult,
  tools: PictureConverter,
  signal: AbortSignal,
): Promise<Fetched | { readonly kind: 'retry'; readonly failure: Failure }> {
  if (answer.kind === 'lost') {
    if (answer.isCutOff) return { kind: 'retry', failure: failure('delivery-blocked', 'cut off') }
    // Without CORS headers every try ends here. The sandbox or the user may still be able to download it.
    const detail = answer.isBlocked ? 'the manifest does not allow the host' : answer.detail
    return { kind: 'unreadable', failure: failure('delivery-blocked', detail) }
  }
  const { status } = answer
  if (expiredStatuses.includes(status)) return { kind: 'link-expired' }
  if (status < 200 || status >= 300)
    return { kind: 'retry', failure: failure('delivery-blocked', `HTTP ${status} from the picture's host`) }
  const fit = await fitForFigma(answer.bytes, tools, signal)
  return 'bytes' in fit ? { kind: 'bytes', ...fit } : { kind: 'retry', failure: fit }
}

/** Downloads a finished picture and makes it fit for Figma. Rejects only with an AbortError, when the signal aborts. */
export function makeFetchPicture(network: Pick<Network, 'ask'>, time: Time, tools: PictureConverter) {
  const fetchOnce = async (url: string, signal: AbortSignal): ReturnType<typeof readAnswer> => {
    if (!time.isOnline()) await time.online(signal)
    const ask = { url, method: 'GET', headers: {}, timeoutMs: pictureTimeoutMs, followsRedirects: true } as const
    const outcome = await readAnswer(await network.ask(ask, signal), tools, signal)
    // A page loaded over HTTPS may not read plain HTTP, except from this computer. Try the same URL over HTTPS.
    if (outcome.kind !== 'unreadable' || !/^http:/i.test(url) || isLocal(url)) return outcome
    const secure = await fetchOnce(url.replace(/^http/i, 'https'), signal)
    return secure.kind === 'bytes' ? secure : outcome
  }

  const pause = async (ms: number, watch: PauseWatch, signal: AbortSignal): Promise<void> => {
    if (ms >= shortestPauseMs) watch.paused({ because: 'delivery-blocked', until: time.now() + ms })
    await time.delay(ms, signal)
    watch.continued()
  }

  // Links that were refused for the whole waiting time. If the service gives the same link again, one more try is enough.
  const dead = new Set<string>()
  return async (url: string, watch: PauseWatch, signal: AbortSignal): Promise<Fetched> => {
    if (isDataUrl(url)) return ofDataUrl(url, tools, signal)
    let lastFailure = failure('delivery-blocked', 'not tried')
    let deniedMs = 0
    for (let tries = 0, denials = 0; tries < maxTries;) {
      const outcome = await fetchOnce(url, signal)
      if (outcome.kind === 'link-expired' && deniedMs < deniedLinkMs && !dead.has(url)) {
        const ms = Math.min(longestDeniedWaitMs, firstDeniedWaitMs * 1.5 ** denials)
        denials += 1
        deniedMs += ms
        await pause(ms, watch, signal)
        continue
      }
      if (outcome.kind === 'link-expired') dead.add(url)
      if (outcome.kind !== 'retry') return outcome
      lastFailure = outcome.failure
      tries += 1
      if (tries < maxTries) await pause(backOffMs(tries, time.random()), watch, signal)
    }
    return { kind: 'unreadable', failure: lastFailure }
  }
}

/** A picture that came inside the answer, as a data URL. */
async function ofDataUrl(url: string, tools: PictureConverter, signal: AbortSignal): Promise<Fetched> {
  const bytes = bytesOfDataUrl(url)
  const fit = bytes === null ? failure('bad-picture', 'a data address that cannot be read') : await fitForFigma(bytes, tools, signal)
  return 'bytes' in fit ? { kind: 'bytes', ...fit } : { kind: 'unreadable', failure: fit }
}

export function isBlocked(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && thrown.failure.code === 'delivery-blocked'
}
