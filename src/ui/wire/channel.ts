// The window's message port as a channel. Messages are accepted only from Figma, the parent window.

import { isRecord } from '../../core/base/read.ts'
import type { Channel } from '../../core/wire/rpc.ts'

export function parentChannel(page: Window): Channel {
  return {
    post: (message) => page.parent.postMessage({ pluginMessage: message }, '*'),
    listen: (hear) =>
      page.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
        if (source === page.parent && isRecord(data) && 'pluginMessage' in data) hear(data.pluginMessage)
      }),
  }
}
