// The bytes of a finished picture, read by the window itself: the first delivery method (DESIGN §7). The picture's host gets no key and no
// cookie.

import { type Failure, PluginError, failure } from '../../core/failure/failure.ts'
import type { Note } from '../../core/failure/note.ts'
import { isFigmaFormat, maxFigmaSide, readPicture } from '../../core/picture/image.ts'
import { backOffMs } from '../../core/service/back-off.ts'
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

type FigmaPicture = { readonly bytes: Uint8Array; readonly notes: readonly Note[] }

const pictureTimeoutMs = 90_000
/** A dropped line or a cut-off file is worth another try; a host without CORS headers is not. */
const maxTries = 3
const expiredStatuses: readonly number[] = [400, 403, 404, 410]

/** Bytes as Figma takes them: passed through untouched where it can, converted where it must (perf §5). */
export async function fitForFigma(bytes: Uint8Array, tools: PictureConverter, signal: AbortSignal): Promise<FigmaPicture | Failure> {
  const picture = readPicture(bytes)
  if (picture === null) return failure('bad-picture', `${bytes.length} bytes that are no picture`)
  if (!picture.isComplete) return failure('bad-picture', `${picture.format} cut off at ${bytes.length} bytes`)
  const isLarge = picture.size !== null && Math.max(picture.size.width, picture.size.height) > maxFigmaSide
  if (isFigmaFormat(picture.format) && picture.size !== null && !isLarge) return { bytes, notes: [] }
  try {
    return { bytes: await tools.convert({ bytes, maxSide: maxFigmaSide }, signal), notes: ['converted'] }
  } catch (thrown) {
    if (signal.aborted) throw thrown
    return failure('bad-picture', `${picture.format} that cannot be decoded`)
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
  return async (url: string, signal: AbortSignal): Promise<Fetched> => {
    let lastFailure = failure('delivery-blocked', 'not tried')
    for (let attempt = 0; attempt < maxTries; attempt++) {
      if (attempt > 0) await time.delay(backOffMs(attempt, time.random()), signal)
      if (!time.isOnline()) await time.online(signal)
      const answer = await network.ask({ url, method: 'GET', headers: {}, timeoutMs: pictureTimeoutMs, followsRedirects: true }, signal)
      const outcome = await readAnswer(answer, tools, signal)
      if (outcome.kind !== 'retry') return outcome
      lastFailure = outcome.failure
    }
    return { kind: 'unreadable', failure: lastFailure }
  }
}

export function isBlocked(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && thrown.failure.code === 'delivery-blocked'
}
