// Picture → image fill: the last hop. A picture that is already on the canvas is found, not inserted twice.

import { fail } from '../../core/failure/failure.ts'
import type { Size } from '../../core/base/geometry.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Filling } from '../../core/job/protocol.ts'
import { hasOtherShape, imageTransformFor } from '../../core/picture/registration.ts'
import type { Task } from '../../core/recipe/task.ts'
import { picturePaints } from '../live/assemble.ts'
import { type Figma, findNode } from '../base/figma.ts'
import type { Note } from '../../core/failure/note.ts'
import { messageOf } from '../../core/base/text.ts'

function fromBytes(figma: Figma, bytes: Uint8Array): { image: Image; size: Size | null } {
  try {
    return { image: figma.createImage(bytes), size: pictureSize(bytes) }
  } catch (thrown) {
    return fail('insert-failed', messageOf(thrown))
  }
}

async function fromUrl(figma: Figma, url: string): Promise<{ image: Image; size: Size | null }> {
  try {
    return { image: await figma.createImageAsync(url), size: null }
  } catch (thrown) {
    return fail('delivery-blocked', messageOf(thrown))
  }
}

export async function readFrom(figma: Figma, url: string): Promise<{ readonly bytes: Uint8Array }> {
  return {
    bytes: await (await fromUrl(figma, url)).image.getBytesAsync(),
  }
}

type Fill = { readonly fills: readonly Paint[]; readonly notes: readonly Note[] }

/** The paints of a result that is the same picture. */
async function fromTwin(figma: Figma, nodeId: string): Promise<Fill> {
  const twin = await findNode(figma, nodeId)
  if (twin === null || twin.type !== 'FRAME') return fail('internal', 'the same picture is gone')
  return { fills: picturePaints(twin), notes: [] }
}

/** The fill that shows exactly the content of what was sent (law 1). Errors: `insert-failed`, `delivery-blocked`. */
export async function makeFill(figma: Figma, task: Task, picture: Filling): Promise<Fill> {
  if ('twin' in picture) return fromTwin(figma, picture.twin)
  const { image, size } = 'bytes' in picture ? fromBytes(figma, picture.bytes) : await fromUrl(figma, picture.url)
  const back = size ?? (await image.getSizeAsync())
  const plan = { sent: task.recipe.sent, content: task.recipe.content }
  const fill: ImagePaint = {
    type: 'IMAGE',
    scaleMode: 'CROP',
    imageHash: image.hash,
    imageTransform: imageTransformFor(task.place.pose, plan, back) as Transform,
  }
  return { fills: [fill], notes: hasOtherShape(back, plan.sent) ? ['other-shape'] : [] }
}
