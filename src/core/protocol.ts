// Everything the two programs can ask of each other, one slice per feature. Composition only.

import type { WireApi } from './wire/protocol.ts'
import type { SelectionApi, SelectionEvents, Selection } from './selection/protocol.ts'
import type { LiveApi } from './live/protocol.ts'
import type { ControlImageApi } from './control-image/protocol.ts'
import type { ServiceApi } from './service/protocol.ts'
import type { ConnectionApi } from './connection/protocol.ts'
import type { JobApi, JobEvents } from './job/protocol.ts'
import type { OrderApi } from './order/protocol.ts'
import type { DepthApi } from './depth/protocol.ts'
import type { ProductApi } from './product/protocol.ts'
import type { ReadabilityApi } from './readability/protocol.ts'
import type { FidelityApi } from './fidelity/protocol.ts'
import type { ResultsApi, Relaunch } from './results/protocol.ts'
import type { CompareApi } from './compare/protocol.ts'
import type { PresetsApi } from './presets/protocol.ts'
import type { SampleApi } from './sample/protocol.ts'
import type { Task } from './recipe/task.ts'

/** The stored state that the window gets when it opens. */
export type Saved = {
  /** Stored data, which must be parsed before use. */
  readonly settings: unknown
  readonly durations: unknown
  readonly presets: unknown
  /** Unfinished tasks of this file, oldest first. */
  readonly tasks: readonly Task[]
  readonly selection: Selection
  /** False where clientStorage refuses to store anything; the user is told before paying. */
  readonly canStore: boolean
  /** Which of the result's buttons in Figma's own panel opened the plugin; null when none did. */
  readonly relaunched: Relaunch | null
}

/** Methods of the sandbox that the iframe can call. */
export type SandboxApi = { load(): Saved } & WireApi &
  SelectionApi &
  LiveApi &
  ControlImageApi &
  ServiceApi &
  ConnectionApi &
  JobApi &
  OrderApi &
  DepthApi &
  ProductApi &
  ReadabilityApi &
  FidelityApi &
  ResultsApi &
  CompareApi &
  PresetsApi &
  SampleApi

/** Events that the sandbox sends to the iframe. */
export type UiApi = SelectionEvents & JobEvents
