// Composition root of the sandbox: builds what the features share, and collects what each of them answers. One line per feature.

import { type InTurn, makeInTurn } from '../core/base/in-turn.ts'
import type { Later } from '../core/base/within.ts'
import type { SandboxApi, Saved } from '../core/protocol.ts'
import { type OwnEdits, makeOwnEdits } from '../core/selection/own-edits.ts'
import type { Handlers } from '../core/wire/rpc.ts'
import type { Figma } from './base/figma.ts'
import { type Storage, canStore, openStorage } from './base/storage.ts'
import { answerCompare } from './compare/answer.ts'
import { answerConnection } from './connection/answer.ts'
import { answerControlImage } from './control-image/answer.ts'
import { type Exports, makeExports } from './control-image/exports.ts'
import { answerDepth } from './depth/answer.ts'
import { answerFidelity } from './fidelity/answer.ts'
import { type FidelityDesk, makeFidelityDesk } from './fidelity/desk.ts'
import { answerJobs } from './job/answer.ts'
import { type FileStamp, makeFileStamp } from './job/file-stamp.ts'
import { type Held, makeHeld } from './job/held.ts'
import type { Placing } from './job/placing.ts'
import { listOpenTasks } from './job/reconcile.ts'
import { type Tasks, makeTasks } from './job/tasks.ts'
import { type Commit, type UndoSteps, makeUndoSteps } from './job/undo-steps.ts'
import { answerLive } from './live/answer.ts'
import { type Drawing, makeDrawing } from './live/drawing.ts'
import { type Offscreen, makeOffscreen } from './live/offscreen.ts'
import { answerOrders } from './order/answer.ts'
import { makePlacing } from './order/placing.ts'
import { answerPresets } from './presets/answer.ts'
import { answerProducts } from './product/answer.ts'
import { type ProductsAhead, makeProductsAhead } from './product/drawn-ahead.ts'
import { answerReadability } from './readability/answer.ts'
import { type DrawnAhead, makeDrawnAhead } from './readability/drawn-ahead.ts'
import { answerResults, readRelaunch } from './results/answer.ts'
import { answerSample } from './sample/answer.ts'
import { answerSelection } from './selection/answer.ts'
import { type InView, makeInView } from './selection/in-view.ts'
import { readSelection } from './selection/read-selection.ts'
import { answerService } from './service/answer.ts'
import { answerWire } from './wire/answer.ts'
import { type WindowSize, makeWindowSize } from './wire/window-size.ts'

/** What only the main file can provide, and what it learns while it starts. `freshName` gives a name that no other file or person has. */
export type Platform = {
  readonly figma: Figma
  now(): number
  freshName(): string
  /** The name that stands for the person using this window; empty until it has been read. */
  person(): string
  /** Whether edits on the page are reported. */
  isWatched(): boolean
  readonly later: Later
}

/** What the features share. Each feature declares a type of its own with just the part that it needs. */
export type CanvasContext = {
  readonly figma: Figma
  now(): number
  readonly storage: Storage
  readonly windowSize: WindowSize
  readonly inView: InView
  readonly ownEdits: OwnEdits
  readonly stamp: FileStamp
  readonly offscreen: Offscreen
  readonly exports: Exports
  readonly tasks: Tasks
  readonly undoSteps: UndoSteps
  readonly commit: Commit
  readonly placing: Placing
  readonly held: Held
  readonly drawnAhead: DrawnAhead
  readonly productsAhead: ProductsAhead
  readonly fidelityDesk: FidelityDesk
  /** Ids of results that the user has changed from the window: framing, texts, shadow and light. The window is told when an undo reverts that. */
  readonly changedHere: Set<string>
  readonly prepareResult: DrawnAhead['prepare']
  readonly later: Later
  /**
   * Runs work on placeholders one after the other. They are taken off the canvas and put back while a result is committed, so nothing else may touch
   * them meanwhile.
   */
  readonly inTurn: InTurn
  readonly drawing: Drawing
}

export function makeContext({ figma, now, freshName, person, isWatched, later }: Platform): CanvasContext {
  const storage = openStorage(figma, later)
  const windowSize = makeWindowSize()
  const ownEdits = makeOwnEdits()
  const tasks = makeTasks(storage, now)
  const offscreen = makeOffscreen(figma, ownEdits, person)
  const undoSteps = makeUndoSteps({ figma, ownEdits, tasks })
  const drawnAhead = makeDrawnAhead({ figma, offscreen })
  const productsAhead = makeProductsAhead({ figma, offscreen, isWatched })
  const inTurn = makeInTurn()
  const drawing = makeDrawing(inTurn, offscreen, later)
  const fidelityDesk = makeFidelityDesk({ figma, later })
  return {
    figma,
    now,
    storage,
    windowSize,
    inView: makeInView(figma, windowSize),
    ownEdits,
    stamp: makeFileStamp(figma, freshName),
    offscreen,
    exports: makeExports({ figma, offscreen, drawing, isWatched }),
    tasks,
    undoSteps,
    commit: undoSteps.commit,
    held: makeHeld(figma),
    placing: makePlacing(figma),
    drawnAhead,
    productsAhead,
    fidelityDesk,
    changedHere: new Set(),
    prepareResult: async (frame, series) => {
      await fidelityDesk.applyTo(frame)
      await drawing.ahead(frame, async () => {
        await drawnAhead.prepare(frame, series)
        await productsAhead.prepare(frame.id, { withContact: true })
      })
    },
    later,
    inTurn,
    drawing,
  }
}

async function load(context: CanvasContext): Promise<Saved> {
  const { figma, storage, now } = context
  const [isStoring, settings, durations, presets, tasks] = await Promise.all([
    canStore(storage, now()),
    storage.read('settings'),
    storage.read('durations'),
    storage.read('presets'),
    listOpenTasks(context),
  ])
  // Read last: if the selection changes while this loads, an event reports it, and an older selection in this answer must not overwrite the newer
  // one.
  return { canStore: isStoring, settings, durations, presets, tasks, selection: readSelection(figma), relaunched: readRelaunch(figma) }
}

export function answerAll(context: CanvasContext): Handlers<SandboxApi> {
  const hasty = { ...context, inTurn: context.drawing.inHaste }
  return {
    load: () => load(context),
    ...answerWire(context),
    ...answerSelection(context),
    ...answerLive(context),
    ...answerControlImage(context),
    ...answerService(context),
    ...answerConnection(context),
    ...answerJobs(hasty),
    ...answerOrders(hasty),
    ...answerDepth(context),
    ...answerProducts(context),
    ...answerReadability(context),
    ...answerFidelity(context),
    ...answerResults(context),
    ...answerCompare(context),
    ...answerPresets(context),
    ...answerSample(context),
  }
}
