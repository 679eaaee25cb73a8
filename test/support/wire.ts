// A realistic wire: two ends of a real MessageChannel, so that every message is cloned and arrives later.

import type { Channel } from '../../src/core/wire/rpc.ts'

export type Wire = { readonly here: Channel; readonly there: Channel; readonly posted: unknown[]; close(): void }

function channelOf(port: MessagePort, posted: unknown[]): Channel {
  return {
    post: (message) => {
      port.postMessage(message)
      posted.push(message)
    },
    listen: (hear) => {
      port.onmessage = ({ data }: MessageEvent<unknown>) => hear(data)
    },
  }
}

export function openWire(): Wire {
  const { port1, port2 } = new MessageChannel()
  const posted: unknown[] = []
  return {
    here: channelOf(port1, posted),
    there: channelOf(port2, posted),
    posted,
    close: () => {
      port1.close()
      port2.close()
    },
  }
}
