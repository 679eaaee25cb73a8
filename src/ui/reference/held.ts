// Reference pictures exactly as they are sent: scaled down once and held as long as the window is open. One that came from a layer is drawn
// again in a later window. One from a file is lost with its window: Figma keeps an image only while a paint shows it, and the plugin must
// not add anything to the document that the user did not ask for.

import type { Size } from '../../core/base/geometry.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { PluginError, failure } from '../../core/failure/failure.ts'
import type { LookPicture } from '../../core/look/look.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { unending } from '../base/latest.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { makeShared } from '../base/shared.ts'
import type { PictureTools } from '../picture/worker.ts'
import { referenceWords } from './words.ts'

/** In px. Enough to show materials and light, and less than the megapixel that is charged for it (api §6). */
const longSide = 1024

/** A picture exactly as it is sent. */
export type HeldPicture = { readonly blob: Blob; readonly format: 'png' | 'jpeg'; readonly size: Size; readonly url: string }

export type HeldPorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'picture'>
  readonly tools: Pick<PictureTools, 'convert' | 'compose'>
  readonly urls: PictureUrls
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

type Small = Omit<HeldPicture, 'url'> & Pick<LookPicture, 'fingerprint'>

export function makeHeld({ figma, tools, urls, exportLock }: HeldPorts) {
  const pictures = new Map<string, HeldPicture>()
  /** By fingerprint: the pictures of one run share the export of a layer that is drawn again. */
  const shared = makeShared<Blob>()

  /** Empty when the layer is gone. Rejects when Figma takes too long. */
  const drawLayer = async (nodeId: string): Promise<Uint8Array> =>
    (await exportLock(() => figma.picture({ nodeId, side: longSide })))?.bytes ?? new Uint8Array()

  const hold = ({ fingerprint, ...made }: Small): void => {
    if (!pictures.has(fingerprint)) pictures.set(fingerprint, { ...made, url: urls.make(made.blob) })
  }

  /**
   * Draws the layer again, but accepts it only if it looks exactly as before. Otherwise a run would have two looks, and a relay would get a
   * different order under the same name; and in a copy of the file the id may belong to an unrelated layer that nobody chose to send (laws
   * 3 and 5).
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
    /** Rejects for a picture of an earlier window that did not come from a layer, or whose layer has changed. */
    find: async (reference: LookPicture): Promise<Blob> => {
      const { name, fingerprint, nodeId } = reference
      const picture = pictures.get(fingerprint)
      if (picture !== undefined) return picture.blob
      if (nodeId === undefined) throw missing(referenceWords.gone(name))
      return shared(fingerprint, () => drawAgain(reference, nodeId))
    },
  }
}

function missing(said: string): PluginError {
  return new PluginError({ ...failure('export-failed', 'the second picture is not held'), said })
}

/** Encodes as PNG or JPEG on white, whichever is smaller. Rejects when the bytes are not a picture. */
async function makeSmall({ convert, compose }: HeldPorts['tools'], bytes: Uint8Array, stop: AbortSignal): Promise<Small> {
  const png = await convert({ bytes, maxSide: longSide }, stop)
  const size = pictureSize(png) ?? { width: 0, height: 0 }
  const box = { x: 0, y: 0, ...size }
  const composed = await compose({ pieces: [{ png, box }], background: '', plan: { sent: size, content: box }, takesJpeg: true }, stop)
  return { ...composed, size }
}
