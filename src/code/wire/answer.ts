// Answers what the window asks about itself.

import type { WireApi } from '../../core/wire/protocol.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'

type WireContext = { readonly figma: Figma }

export function answerWire({ figma }: WireContext): Handlers<WireApi> {
  return {
    openUrl: (url) => figma.openExternal(url),
    resize: ({ width, height }) => figma.ui.resize(width, height),
  }
}
