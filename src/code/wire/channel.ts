// Figma's message port as a channel.

import type { Channel } from '../../core/wire/rpc.ts'
import type { Figma } from '../base/figma.ts'

export function figmaChannel(figma: Pick<Figma, 'ui'>): Channel {
  return {
    post: (message) => figma.ui.postMessage(message),
    listen: (hear) => {
      figma.ui.onmessage = hear
    },
  }
}
