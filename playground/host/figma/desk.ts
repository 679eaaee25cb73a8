// What one plugin run works with: the document and the services around it.

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
  /** Whether a URL is allowed at all by the manifest's networkAccess. */
  mayReach(url: string): boolean
  /** The renderer, started when the first pixel or text size is needed. */
  renderer(): Promise<Renderer>
  readyRenderer(): Renderer | null
  exportNode(nodeId: string, settings: unknown): Promise<Uint8Array>
  /** False for the author of a document, to whom the dynamic-page limits do not apply. */
  readonly isDynamic: boolean
  readonly clonesInsideInstances: boolean
  /** Whether this host takes the other option where Figma's behaviour is not documented. */
  hasQuirk(name: Quirk): boolean
  /** Whether a text with a missing font can be moved. */
  readonly movesMissingFonts: boolean
  /** Whether setting an explicit variable mode fails. */
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
