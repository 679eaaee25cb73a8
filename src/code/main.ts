// Starts the sandbox: the only file that names Figma's globals.

import { readRecord } from '../core/base/read.ts'
import type { SandboxApi, UiApi } from '../core/protocol.ts'
import { chunked } from '../core/wire/chunks.ts'
import { type RemoteApi, connect } from '../core/wire/rpc.ts'
import { readWindowSize } from '../core/wire/window-size.ts'
import { within } from '../core/base/within.ts'
import { readPerson } from './base/person.ts'
import { answerAll, makeContext } from './sandbox.ts'
import { readSelection } from './selection/read-selection.ts'
import { watchPage } from './selection/watch.ts'
import { figmaChannel } from './wire/channel.ts'

function now(): number {
  return Date.now()
}

function freshName(): string {
  return `${now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`
}

/** In an editor without timers nothing is ever due; the window has time limits of its own. */
function later(ms: number, act: () => void): () => void {
  if (typeof setTimeout !== 'function') return () => {}
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

let isWatched = false
let person = ''
const context = makeContext({ figma, now, freshName, person: () => person, isWatched: () => isWatched, later })
const { storage, windowSize, ownEdits, stamp, offscreen, exports, productsAhead, changedHere, tasks, held } = context
const answers = answerAll(context)

/** Undoing the stamp alone raises no event, so the stamp is also checked whenever the window makes a call. */
function keepStamp(): void {
  if (tasks.hasUnfinished()) stamp.keep()
}

/** Reports edits inside the selected layers, and drops cached exports of edited layers. */
function watchEdits(ui: RemoteApi<UiApi>): boolean {
  return watchPage(figma, ownEdits, {
    changed: ({ hasNewFrame, hasComeOrGone, ids }) => {
      keepStamp()
      if (hasComeOrGone || held.hasAny(ids)) void held.whereabouts().then((found) => found !== null && void ui.resultsAre(found))
      // An undo may bring back an offscreen frame whose window closed while it was drawing.
      if (hasNewFrame) offscreen.sweep()
    },
    edited: (isIn) => {
      exports.edited(isIn)
      productsAhead.edited(isIn)
      const told = new Set([...figma.currentPage.selection.map(({ id }) => id), ...changedHere])
      for (const id of told) if (isIn(id)) void ui.sourceChanged(id)
    },
  })
}

/**
 * Limit for reading the storage, in ms. Without it, a storage that never answers would keep the window closed while Figma says that the plugin is
 * running.
 */
const shownByMs = 1000

async function start(): Promise<void> {
  // Read before the window can make any call: an offscreen frame without this person's name on it could never be found and removed.
  const kept = Promise.all([storage.read('settings'), readPerson(storage, freshName)])
  const [settings, name] = await within(later, shownByMs, kept, () => new Error('silent')).catch(() => [undefined, freshName()] as const)
  person = name
  const size = readWindowSize(readRecord(settings).size)
  windowSize.set(size)
  figma.showUI(__html__, { ...size, title: 'Depth Restyle', themeColors: true })
  const { remote: ui } = connect<UiApi, SandboxApi>(chunked(figmaChannel(figma)), answers, { asked: keepStamp })
  // Not awaited: when the window closes, the answer never comes, and that is not an error.
  figma.on('selectionchange', () => void ui.selectionChanged(readSelection(figma)))
  isWatched = watchEdits(ui)
  figma.on('close', () => {
    offscreen.interrupt()
    keepStamp()
  })
  figma.on('currentpagechange', () => offscreen.sweep())
  offscreen.sweep()
}

void start()
