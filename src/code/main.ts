// Composition of the sandbox: the only file that names Figma's globals.

import type { SandboxApi, UiApi } from '../core/protocol.ts'
import { chunked } from '../core/wire/chunks.ts'
import { readRecord, readString } from '../core/base/read.ts'
import { connect } from '../core/wire/rpc.ts'
import { figmaChannel } from './wire/channel.ts'
import { readSize } from '../core/wire/window-size.ts'
import { openOffscreenFrame } from './live/offscreen.ts'
import { keepExports } from './control-image/exports.ts'
import { answerFor } from './sandbox.ts'
import { readSelection } from './selection/selection.ts'
import { fileStamp } from './job/file-stamp.ts'
import { openStorage } from './base/storage.ts'
import { keepTasks } from './job/tasks.ts'
import { watchPage } from './selection/watch.ts'

function now(): number {
  return Date.now()
}

function freshStamp(): string {
  return `${now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`
}

const storage = openStorage(figma)
const own = new Set<string>()
const elsewhere = new Set<string>()
const arriving = new Set<string>()
const stamp = fileStamp(figma, freshStamp)
let isWatched = false
let person = ''
const bench = openOffscreenFrame(figma, () => person)
const exports = keepExports(figma, bench, () => isWatched)
const tasks = keepTasks(storage)
const answers = answerFor({ figma, own, elsewhere, arriving, stamp, storage, tasks, exports, bench, now })

/** An undo of the stamp alone is told by no event, so it is also looked for whenever the window asks for something. */
function keepStamp(): void {
  if (tasks.hasUnfinished()) stamp.keep()
}

/** A name for whoever sits here: only what is kept on this machine knows it. */
async function personOf({ read, write }: typeof storage): Promise<string> {
  const known = readString(await read('person'))
  const name = known || freshStamp()
  if (known === '') await write('person', name)
  return name
}

async function start(): Promise<void> {
  // Before the window may ask for anything: a bench without a name on it is found by nobody.
  const [settings, name] = await Promise.all([storage.read('settings'), personOf(storage)])
  person = name
  const size = readSize(readRecord(settings).size)
  figma.showUI(__html__, { ...size, title: 'Depth Restyle', themeColors: true })
  const { remote: ui } = connect<UiApi, SandboxApi>(chunked(figmaChannel(figma)), answers, keepStamp)
  // Told, not asked: an answer that never comes because the window closed is no error.
  const tellSelection = (): void => void ui.selectionChanged(readSelection(figma))
  figma.on('selectionchange', tellSelection)
  const changed = (hasNewFrame: boolean): void => {
    keepStamp()
    // An undo may bring back what a window left behind that ended while it drew.
    if (hasNewFrame) bench.sweep()
  }
  isWatched = watchPage(figma, { own, passing: bench.ids, arriving, elsewhere }, changed, (isIn) => {
    exports.edited(isIn)
    for (const { id } of figma.currentPage.selection) if (isIn(id)) void ui.sourceChanged(id)
  })
  figma.on('close', () => {
    bench.clear()
    keepStamp()
  })
  figma.on('currentpagechange', () => bench.sweep())
  bench.sweep()
}

void start()
