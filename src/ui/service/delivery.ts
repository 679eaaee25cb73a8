// The ladder to the bytes: direct, by the sandbox, by hand (DESIGN §7). The picture's host gets no key and no cookie.

import { type Failure, PluginError, failure } from '../../core/failure/failure.ts'
import { isFigmaFormat, maxFigmaSide, readPicture } from '../../core/picture/image.ts'
import { type Network, backOffMs } from './ports.ts'
import type { Time } from '../base/time.ts'
import type { Note } from '../../core/failure/note.ts'

/** `dead`: the link no longer works, but the service may give a new one. */
export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly notes: readonly Note[] }
  | { readonly kind: 'dead' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }

/** Makes a picture that Figma takes of one that it does not: PNG, no side longer than `maxSide` px. Rejects when it cannot be decoded. */
export type PictureConverter = {
  convert(picture: { readonly bytes: Uint8Array; readonly maxSide: number }, signal: AbortSignal): Promise<Uint8Array>
}

const pictureTimeoutMs = 90_000
/** A dropped line or a cut-off file is worth another try; a host that lets nobody read is not. */
const tries = 3

/** Bytes as Figma takes them: passed through untouched where it can, converted where it must (perf §5). */
export async function fitForFigma(
  bytes: Uint8Array,
  tools: PictureConverter,
  signal: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly notes: readonly Note[] } | Failure> {
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

/** The first rung: the iframe reads the bytes itself. */
export function makeFetchPicture(network: Network, time: Time, tools: PictureConverter) {
  return async (url: string, signal: AbortSignal): Promise<Fetched> => {
    let told = failure('delivery-blocked', 'not tried')
    for (let attempt = 0; attempt < tries; attempt++) {
      if (attempt > 0) await time.delay(backOffMs(attempt, time.random()), signal)
      if (!time.isOnline()) await time.online(signal)
      const answer = await network.ask({ url, method: 'GET', headers: {}, timeoutMs: pictureTimeoutMs, followsRedirects: true }, signal)
      if (answer.kind === 'lost' && answer.isCutOff) {
        told = failure('delivery-blocked', 'cut off')
        continue
      }
      if (answer.kind === 'lost') {
        // Without CORS headers every try ends like this; a person or the sandbox may still get it.
        return {
          kind: 'unreadable',
          failure: failure('delivery-blocked', answer.isBlocked ? 'the manifest does not allow the host' : answer.detail),
        }
      }
      if (answer.status === 403 || answer.status === 404 || answer.status === 410 || answer.status === 400) return { kind: 'dead' }
      if (answer.status < 200 || answer.status >= 300) {
        told = failure('delivery-blocked', `HTTP ${answer.status} from the picture's host`)
        continue
      }
      const fit = await fitForFigma(answer.bytes, tools, signal)
      if ('bytes' in fit) return { kind: 'bytes', ...fit }
      told = fit
    }
    return { kind: 'unreadable', failure: told }
  }
}

export function isBlocked(thrown: unknown): thrown is PluginError {
  return thrown instanceof PluginError && thrown.failure.code === 'delivery-blocked'
}
