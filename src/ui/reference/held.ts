// Pictures that give a look, just as they leave: made small once, and held as long as the window is open. One that came from a layer is
// drawn again in a later window. A file is gone with its window: Figma keeps an image only while a paint shows it, and nothing that a
// person did not put there belongs into the document.

import type { Size } from '../../core/base/geometry.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import type { LookPicture } from '../../core/look/look.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { unending } from '../base/latest.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import type { PictureTools } from '../picture/worker.ts'
import { referenceWords } from './words.ts'

/** Enough to show materials and light, and less than the megapixel that it is paid as (api §6). */
const longSide = 1024

/** Just as it leaves. */
export type HeldPicture = { readonly blob: Blob; readonly format: 'png' | 'jpeg'; readonly size: Size; readonly url: string }

export type HeldPorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'picture'>
  readonly tools: Pick<PictureTools, 'convert' | 'compose'>
  readonly urls: PictureUrls
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

type Small = Omit<HeldPicture, 'url'> & Pick<LookPicture, 'fingerprint'>

export function makeHeld({ figma, tools, urls, exportLock }: HeldPorts) {
  const pictures = new Map<string, HeldPicture>()
  /** Of layers that are being drawn again: pictures of one run ask together. */
  const coming = new Map<string, Promise<Blob>>()

  /** No bytes where the layer is gone. Rejects where Figma takes too long. */
  const drawLayer = async (nodeId: string): Promise<Uint8Array> =>
    (await exportLock(() => figma.picture({ nodeId, side: longSide })))?.bytes ?? new Uint8Array()

  const hold = ({ fingerprint, ...made }: Small): void => {
    if (!pictures.has(fingerprint)) pictures.set(fingerprint, { ...made, url: urls.make(made.blob) })
  }

  /**
   * Exactly as it was, or not at all. A layer that looks different would give a run two looks, a relay another order under the same name,
   * and in a copy of the file its id may be anybody's layer, which nobody chose to send (laws 3 and 5).
   */
  const drawAgain = async ({ name, fingerprint }: LookPicture, nodeId: string): Promise<Blob> => {
    const bytes = await drawLayer(nodeId)
    const small = bytes.length === 0 ? null : await makeSmall(tools, bytes, unending())
    if (small?.fingerprint !== fingerprint) throw missing(referenceWords.changed(name))
    hold(small)
    return small.blob
  }

  return {
    drawLayer,
    hold,
    small: (bytes: Uint8Array, stop: AbortSignal): Promise<Small> => makeSmall(tools, bytes, stop),
    get: (fingerprint: string): HeldPicture | undefined => pictures.get(fingerprint),
    /** Rejects where it is of an earlier window and came from no layer that still looks so. */
    find: async (reference: LookPicture): Promise<Blob> => {
      const { name, fingerprint, nodeId } = reference
      const picture = pictures.get(fingerprint)
      if (picture !== undefined) return picture.blob
      if (nodeId === undefined) throw missing(referenceWords.gone(name))
      const drawn = coming.get(fingerprint) ?? drawAgain(reference, nodeId).finally(() => coming.delete(fingerprint))
      coming.set(fingerprint, drawn)
      return drawn
    },
  }
}

function missing(said: string): PluginError {
  return new PluginError({ ...failure('export-failed', 'the second picture is not held'), said })
}

/** As PNG or JPEG, whichever is smaller, on white. Rejects for what is no picture. */
async function makeSmall({ convert, compose }: HeldPorts['tools'], bytes: Uint8Array, stop: AbortSignal): Promise<Small> {
  const png = await convert({ bytes, maxSide: longSide }, stop)
  const size = pictureSize(png) ?? { width: 0, height: 0 }
  const box = { x: 0, y: 0, ...size }
  const composed = await compose({ pieces: [{ png, box }], background: '', plan: { sent: size, content: box }, takesJpeg: true }, stop)
  return { ...composed, size }
}
