// The paints that show a picture on its result. A picture that is already on the canvas is reused instead of loaded twice.

import type { Size } from '../../core/base/geometry.ts'
import { messageOf } from '../../core/base/text.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Note } from '../../core/failure/note.ts'
import type { Filling } from '../../core/job/protocol.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import { type Plan, hasOtherShape, imageTransformFor } from '../../core/picture/registration.ts'
import type { Task } from '../../core/recipe/task.ts'
import { type Figma, findNode } from '../base/figma.ts'
import { picturePaints } from '../live/assemble.ts'
import { loadPicture } from '../service/load-picture.ts'

type PicturePaints = { readonly fills: readonly Paint[]; readonly notes: readonly Note[] }

/** `size` in pixels; null when it has to be asked of Figma. */
type Loaded = { readonly image: Image; readonly size: Size | null }

function fromBytes(figma: Figma, bytes: Uint8Array): Loaded {
  try {
    return { image: figma.createImage(bytes), size: pictureSize(bytes) }
  } catch (thrown) {
    return fail('insert-failed', messageOf(thrown))
  }
}

/** Copies the paints of a result that shows the same picture. */
async function fromSameResult(figma: Figma, nodeId: string): Promise<PicturePaints> {
  const result = await findNode(figma, nodeId)
  if (result === null || result.type !== 'FRAME') return fail('internal', 'the same picture is gone')
  return { fills: picturePaints(result), notes: [] }
}

/** Where the content lies in the control image that was sent, and where it has to lie on the canvas. */
type Shown = Pick<Task, 'place'> & { readonly recipe: Plan }

/** The fill that shows exactly the content of the control image (law 1). Errors: `insert-failed`, `delivery-blocked`. */
export async function makePaints(
  figma: Figma,
  { place, recipe }: Shown,
  picture: Filling | { readonly bytes: Uint8Array },
): Promise<PicturePaints> {
  if ('sameResult' in picture) return fromSameResult(figma, picture.sameResult)
  const { image, size } =
    'bytes' in picture ? fromBytes(figma, picture.bytes) : { image: await loadPicture(figma, picture.url), size: null }
  const back = size ?? (await image.getSizeAsync())
  const fill: ImagePaint = {
    type: 'IMAGE',
    scaleMode: 'CROP',
    imageHash: image.hash,
    imageTransform: imageTransformFor(place.pose, recipe, back) as Transform,
  }
  return { fills: [fill], notes: hasOtherShape(back, recipe.sent) ? ['other-shape'] : [] }
}
