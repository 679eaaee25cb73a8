// Choosing the product on the canvas: the next click on a layer inside the source on the card makes it the product.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { SelectionApi } from '../../core/selection/protocol.ts'
import { type Subject, subjectKey } from '../../core/selection/subject.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { SelectionPart } from '../selection/part.ts'
import type { Target } from '../selection/targets.ts'
import type { InnerLayer } from './inner-layer.ts'
import { liveWords } from './words.ts'

export type ChooseOnCanvasPorts = {
  readonly figma: Pick<RemoteApi<SelectionApi>, 'select'>
  readonly selection: Pick<SelectionPart, 'clicked' | 'target'>
  readonly innerLayer: ReadonlySignal<InnerLayer | null>
  choose(source: Subject, id: string): void
  announce(text: string): void
}

export type ChooseOnCanvas = {
  /** The source in which a click is expected; null while not choosing. */
  readonly choosingIn: ReadonlySignal<Target | null>
  /** Starts choosing, or stops it without a choice. */
  chooseOnCanvas(): void
  stopChoosing(): void
  selected(): void
}

export function makeChooseOnCanvas({ figma, selection, innerLayer, choose, announce }: ChooseOnCanvasPorts): ChooseOnCanvas {
  const choosingIn = signal<Target | null>(null)
  const stopChoosing = (): void => {
    if (choosingIn.peek() === null) return
    choosingIn.value = null
    announce(liveWords.notChosen)
  }

  const take = (source: Subject, { id, name }: InnerLayer['layer']): void => {
    choosingIn.value = null
    choose(source, id)
    announce(liveWords.nowProduct(name))
    // Select the source again, so that the next press restyles it.
    figma.select(source).catch(() => {})
  }

  return {
    choosingIn,
    stopChoosing,
    chooseOnCanvas: () => {
      if (choosingIn.peek() !== null) return stopChoosing()
      const target = selection.target.peek()
      choosingIn.value = target
      if (target !== null) announce(liveWords.clickProduct(target.name))
    },
    selected: () => {
      const source = choosingIn.peek()?.subject
      if (source === undefined) return
      const inner = innerLayer.peek()
      const isIn = (subject: Subject | undefined): boolean => subject !== undefined && subjectKey(subject) === subjectKey(source)
      if (inner !== null && inner.isPart && isIn(inner.host.subject)) return take(source, inner.layer)
      // A click on the source itself, or on a part of it that is too small, changes nothing; any other selection stops choosing.
      if (!isIn(selection.target.peek()?.subject) || selection.clicked.peek().kind === 'none') stopChoosing()
    },
  }
}
