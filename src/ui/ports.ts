// What the store stands on: the way of the data, the tools, time, and the few things only a page can do.

import type { SandboxApi } from '../core/protocol.ts'
import type { RemoteApi } from '../core/wire/rpc.ts'
import type { Network } from './service/ports.ts'
import type { PictureTools } from './picture/worker.ts'
import type { ProductTools } from './product/worker.ts'
import type { ReadabilityTools } from './readability/worker.ts'
import type { ServiceTools } from './service/worker.ts'
import type { Time } from './base/time.ts'

export type StorePorts = {
  readonly figma: RemoteApi<SandboxApi>
  readonly network: Network
  readonly tools: PictureTools & ServiceTools & ProductTools & ReadabilityTools
  readonly time: Time
  /** Addresses for pictures in memory. */
  readonly urls: { make(blob: Blob): string; drop(url: string): void }
  /** False where the page may not write to the clipboard. */
  copy(text: string): boolean
  /** To the user's disk, as a download. */
  saveFile(name: string, text: string): void
  focusPrompt(): void
  /** A small picture to try the road with, of nothing in the document. */
  testPicture(): Promise<Blob>
  readonly version: string
}
