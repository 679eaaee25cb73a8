// The bytes of a finished picture, read by the window itself: the first delivery method (DESIGN §7). The picture's host gets no key and no
// cookie.

import { type Failure, PluginError, failure } from '../../core/failure/failure.ts'
import type { Note } from '../../core/failure/note.ts'
import { maxFigmaSide, readyForFigma } from '../../core/picture/image.ts'
import { bytesOfDataUrl } from '../../core/picture/data-url.ts'
import { isLocal } from '../../core/service/base-url.ts'
import { backOffMs } from '../../core/service/back-off.ts'
import { type PauseWatch, shortestPauseMs } from '../../core/service/pause.ts'
import type { Time } from '../base/time.ts'
import type { Network } from './ports.ts'
import type { HttpResult } from './request.ts'

/** `link-expired`: the link no longer works, but the service may give a new one. */
export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly notes: readonly Note[] }
  | { readonly kind: 'link-expired' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }

/** Makes a PNG with no side longer than `maxSide` px of a picture that Figma does not take. Rejects when it cannot be decoded. */
export type PictureConverter = {
  convert(picture: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
}

export type FigmaPicture = { readonly bytes: Uint8Array; readonly notes: readonly Note[] }

const pictureTimeoutMs = 90_000
/** A dropped line or a cut-off file is worth another try; a host without CORS headers is not. */
const maxTries = 3
const expiredStatuses: readonly number[] = [400, 401, 403, 404, 410]
/** A link that was just given is believed to be dead after it was denied for so long: storage is not everywhere at once. */
const deniedLinkMs = 30_000
const firstDeniedWaitMs = 1500
const longestDeniedWaitMs = 8000

/**
 * Bytes as Figma takes them: untouched where it can be, else decoded by the browser and written anew as a PNG, upright. Whatever the
 * browser decodes is a picture, whatever its head or its content type says.
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

/** One answer of the picture's host; `retry` is a failure that another try may cure. */
async function readAnswer(
  answer: HttpResult,
  tools: PictureConverter,
  signal: AbortSignal,
): Promise<Fetched | { readonly kind: 'retry'; readonly failure: Failure }> {
  if (answer.kind === 'lost') {
    if (answer.isCutOff) return { kind: 'retry', failure: failure('delivery-blocked', 'cut off') }
    // Without CORS headers every try ends like this; the sandbox or a person may still get it.
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

/** Fetches a finished picture and makes it fit for Figma. Rejects only with an AbortError, when the signal aborts. */
export function makeFetchPicture(network: Pick<Network, 'ask'>, time: Time, tools: PictureConverter) {
  const fetchOnce = async (url: string, signal: AbortSignal): ReturnType<typeof readAnswer> => {
    if (!time.isOnline()) await time.online(signal)
    const ask = { url, method: 'GET', headers: {}, timeoutMs: pictureTimeoutMs, followsRedirects: true } as const
    const outcome = await readAnswer(await network.ask(ask, signal), tools, signal)
    // A page with TLS may read nothing without, but for what is on this computer.
    if (outcome.kind !== 'unreadable' || !/^http:/i.test(url) || isLocal(url)) return outcome
    const secure = await fetchOnce(url.replace(/^http/i, 'https'), signal)
    return secure.kind === 'bytes' ? secure : outcome
  }

  const pause = async (ms: number, watch: PauseWatch, signal: AbortSignal): Promise<void> => {
    if (ms >= shortestPauseMs) watch.paused({ because: 'delivery-blocked', until: time.now() + ms })
    await time.delay(ms, signal)
    watch.continued()
  }

  // Denied for so long before. The service gave the same link again: one more look tells.
  const dead = new Set<string>()
  return async (url: string, watch: PauseWatch, signal: AbortSignal): Promise<Fetched> => {
    if (/^data:/i.test(url)) return ofDataUrl(url, tools, signal)
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

/** A picture that came along in the answer itself. */
async function ofDataUrl(url: string, tools: PictureConverter, signal: AbortSignal): Promise<Fetched> {
  const bytes = bytesOfDataUrl(url)
  const fit = bytes === null ? failure('bad-picture', 'a data address that cannot be read') : await fitForFigma(bytes, tools, signal)
  return 'bytes' in fit ? { kind: 'bytes', ...fit } : { kind: 'unreadable', failure: fit }
}

export function isBlocked(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && thrown.failure.code === 'delivery-blocked'
}
