// What one run of a plugin works on: the document and the services around it.

import type { History } from '../document/history.ts'
import type { Scene } from '../document/scene.ts'
import type { Renderer } from '../render/renderer.ts'
import type { Quirk, Clock, Eye, ShowUi, Size, Storage } from '../types.ts'

export type Desk = {
  readonly scene: Scene
  readonly history: History
  readonly storage: Storage
  readonly clock: Clock
  readonly fetch: typeof fetch
  /** Whether a url may be reached at all: the manifest's networkAccess. */
  mayReach(url: string): boolean
  /** The renderer, started when the first pixel or text size is asked for. */
  renderer(): Promise<Renderer>
  readyRenderer(): Renderer | null
  exportNode(nodeId: string, settings: unknown): Promise<Uint8Array>
  /** False for the author of a document: dynamic-page limits do not hold for them. */
  readonly isDynamic: boolean
  readonly clonesInsideInstances: boolean
  /** Whether this host does the other of two things that nobody has told of Figma. */
  hasQuirk(name: Quirk): boolean
  /** A text whose font is not there can be moved all the same. */
  readonly movesMissingFonts: boolean
  /** No explicit variable mode can be set by a plugin. */
  readonly refusesModes: boolean
  readonly loadedPages: Set<string>
  readonly fonts: Set<string>
  eye(): Eye
  readonly command: string
  readonly html: string
  showUi(ui: ShowUi): void
  resizeUi(size: Size): void
  isUiShown(): boolean
  closeUi(): void
  post(message: unknown): void
  notify(text: string): void
  open(url: string): void
  close(message?: string): void
  report(problem: string): void
}
