// Answers the calls about the plugin window itself.

import type { WireApi } from '../../core/wire/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'
import { makeLarger } from './larger.ts'
import type { WindowSize } from './window-size.ts'

type WireContext = { readonly figma: Figma; readonly windowSize: WindowSize }

export function answerWire({ figma, windowSize }: WireContext): Handlers<WireApi> {
  const larger = makeLarger(figma, windowSize)
  return {
    ...larger,
    openUrl: (url) => figma.openExternal(url),
    resize: ({ width, height }) => {
      figma.ui.resize(width, height)
      windowSize.set({ width, height })
    },
  }
}
