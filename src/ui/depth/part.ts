// The user's own depth map: choosing an image for it, and adding the map that is sent to the canvas.

import { type ReadonlySignal, computed, signal } from '@preact/signals'
import type { DepthApi } from '../../core/depth/protocol.ts'
import type { DepthFrom } from '../../core/model/model.ts'
import { hasOtherShape } from '../../core/picture/registration.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { ControlImagePart } from '../control-image/part.ts'
import type { DepthImage } from '../control-image/depth-images.ts'
import { inPixels } from '../control-image/words.ts'
import type { SelectionPart } from '../selection/part.ts'
import { depthWords } from './words.ts'

export type DepthPorts = {
  readonly figma: RemoteApi<DepthApi>
  readonly controlImage: Pick<ControlImagePart, 'depth' | 'depthImages' | 'shownImage' | 'preview'>
  readonly selection: Pick<SelectionPart, 'target'>
}

export type DepthPart = {
  /** Where the depth map for the source on the card comes from; null when none is sent. */
  readonly from: ReadonlySignal<DepthFrom | null>
  readonly image: ReadonlySignal<DepthImage | null>
  /** The outcome of the last action, or a note about the image. */
  readonly note: ReadonlySignal<string>
  /** Whether the depth map is drawn and can be added to the canvas. */
  readonly canLay: ReadonlySignal<boolean>
  choose(file: Blob): Promise<void>
  setInverted(isInverted: boolean): Promise<void>
  lay(): Promise<void>
}

export function makeDepth({ figma, controlImage, selection: { target } }: DepthPorts): DepthPart {
  const { depth, depthImages, preview, shownImage } = controlImage
  const image = computed(() => target.value && depthImages.of(target.value.subject))
  const told = signal({ about: '', text: '' })

  /** Runs the action for the source on the card and shows its outcome. */
  const telling = async (act: (subject: Subject) => Promise<string>, otherwise: string): Promise<void> => {
    const { subject } = target.peek() ?? {}
    if (subject === undefined) return
    told.value = { about: subjectKey(subject), text: await act(subject).catch(() => otherwise) }
  }
  const put = (file: Blob | Uint8Array, isInverted: boolean): Promise<void> =>
    telling(async (subject) => {
      const bytes = file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer())
      await depthImages.choose(subject, { file: bytes, isInverted })
      return ''
    }, depthWords.noPicture)

  return {
    from: depth,
    image,
    note: computed(() => {
      const [now, chosen] = [target.value, image.value]
      if (now === null) return ''
      const { about, text } = told.value
      if (text !== '' && about === subjectKey(now.subject)) return text
      const isCut = depth.value === 'image' && chosen !== null && hasOtherShape(chosen.size, now.size)
      return isCut ? depthWords.cut(inPixels(chosen.size)) : ''
    }),
    canLay: computed(() => preview.value.state === 'ready' && depth.value !== 'depth'),
    choose: (file) => put(file, image.peek()?.isInverted === true),
    setInverted: async (isInverted) => {
      const now = image.peek()
      if (now !== null) await put(now.file, isInverted)
    },
    lay: () =>
      telling(async (subject) => {
        const shown = shownImage()
        if (shown === null) return ''
        const bytes = new Uint8Array(await shown.composed.blob.arrayBuffer())
        await figma.layDepth({ subject, plan: shown.plan, bytes })
        return depthWords.laid
      }, depthWords.failed),
  }
}
