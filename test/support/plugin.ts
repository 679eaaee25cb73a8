// The built sandbox in the stand-in Figma, over the real wire: the test controls the iframe's end.

import { readFileSync } from 'node:fs'
import type { Host, HostOptions, PluginRun } from '../../playground/host/types.ts'
import { chunked } from '../../src/core/wire/chunks.ts'
import { PluginError } from '../../src/core/failure/failure.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Exported } from '../../src/core/control-image/protocol.ts'
import { styleName } from '../../src/core/recipe/words.ts'
import type { Order, OrderedPicture } from '../../src/core/order/protocol.ts'
import type { SandboxApi, UiApi } from '../../src/core/protocol.ts'
import type { Selection } from '../../src/core/selection/protocol.ts'
import type { Rules } from '../../src/core/picture/registration.ts'
import { type RemoteApi, connect } from '../../src/core/wire/rpc.ts'
import type { Task } from '../../src/core/recipe/task.ts'
import { openHost } from './hosts.ts'

let text: string | undefined

/** The built sandbox. Read when first needed, since the commands that import this file may build it first. */
export function builtCode(): string {
  text ??= readFileSync(new URL('../../dist/code.js', import.meta.url), 'utf8')
  return text
}

export const rules = { grid: 16, minSide: 256, maxPixels: 1_048_576, maxSide: 1440 }

export type Plugin = {
  readonly host: Host
  readonly run: PluginRun
  readonly figma: RemoteApi<SandboxApi>
  readonly selections: Selection[]
  readonly edits: string[]
}

/** Logs every change of the page to the console, before the plugin's own code runs. */
const witness = `figma.currentPage.on('nodechange', ({ nodeChanges }) => nodeChanges.forEach(({ id, type }) => console.log(type + ' ' + id)));`

/**
 * Opens the plugin's window in a document, and waits until it is shown.
 * @param hear called for every change of the page, with `TYPE id`
 */
export async function openPlugin(host: Host, command?: string, hear?: (change: string) => void): Promise<Plugin> {
  const run = await host.run(hear === undefined ? builtCode() : witness + builtCode(), '<p>', {
    ...(command === undefined ? {} : { command }),
    ...(hear === undefined ? {} : { onConsole: hear }),
  })
  await new Promise<void>((resolve) => {
    const stop = run.onUi((event) => {
      if (event.kind !== 'show') return
      stop()
      resolve()
    })
  })
  const selections: Selection[] = []
  const edits: string[] = []
  const { remote } = connect<SandboxApi, UiApi>(
    chunked({ post: (message) => run.post(message), listen: (hear) => void run.onMessage(hear) }),
    {
      selectionChanged: (selection) => void selections.push(selection),
      sourceChanged: (nodeId) => void edits.push(nodeId),
      resultsAre: () => undefined,
    },
  )
  return { host, run, figma: remote, selections, edits }
}

/** One group in a row beside its source. */
export function orderOf(id: string, pictures: readonly OrderedPicture[], asked: Rules = rules): Order {
  return {
    rules: asked,
    groups: [{ layout: { kind: 'row' }, pictures: pictures.map((one) => ({ ...one, subject: { id, scene: null } })) }],
  }
}

/** `bytes`: the PNG of the lowest piece, which is the whole picture if the source is one layer. */
export type Begun = Omit<Exported, 'id'> & { readonly exportId: number; readonly bytes: Uint8Array; readonly tasks: readonly Task[] }

/** The lowest piece of an export. */
export function firstPng({ pieces }: Pick<Exported, 'pieces'>): Uint8Array {
  const [first] = pieces
  if (first === undefined) throw new Error('nothing was exported')
  return first.png
}

/** Draws the placeholders and exports the source, as the window does before it sends. */
export async function begin(figma: Plugin['figma'], id: string, pictures: readonly OrderedPicture[], asked: Rules = rules): Promise<Begun> {
  const { tasks, refused } = await figma.begin(orderOf(id, pictures, asked))
  for (const { failure } of refused) throw new PluginError(failure)
  const { id: exportId, ...exported } = await figma.exportSource({
    subject: { id, scene: null },
    live: pictures[0]?.choice.live ?? nothingLive,
    rules: asked,
    known: null,
  })
  return { ...exported, exportId, bytes: firstPng(exported), tasks }
}

/** Records the intent, as the window does before it sends. */
export function intend(figma: Plugin['figma'], key: string, { exportId }: Pick<Begun, 'exportId'>) {
  return figma.intend({ key, exportId, fingerprint: 'f1', mayReuse: false, relay: null })
}

export function newHost(options: Partial<HostOptions> = {}): Promise<Host> {
  return openHost(options)
}

let lastKey = 0

export function picture(seed = 7, part: Partial<OrderedPicture['choice']> = {}): OrderedPicture {
  lastKey += 1
  const choice: OrderedPicture['choice'] = {
    version: 1,
    modelId: 'flux-depth-pro',
    values: { guidance: 15, steps: 50 },
    seed,
    purpose: 'building',
    look: 'timber',
    light: 'noon',
    words: '',
    prompt: 'A villa.',
    live: nothingLive,
    createdAt: 1,
    ...part,
  }
  return {
    key: `task-${lastKey}`,
    subject: { id: '', scene: null },
    sourceName: 'Source',
    cell: { row: 0, column: 0 },
    styleName: styleName(choice, ''),
    choice,
  }
}

/** An author script that draws a frame with a few edges in it. The body may change `frame` and must return a node. */
export function frameScript(body = '', width = 400, height = 300): string {
  return `async (figma) => {
  const paint = (r, g, b) => [{ type: 'SOLID', color: { r, g, b } }]
  const rectangle = (parent, x, y, width, height, fills) => {
    const node = figma.createRectangle()
    parent.appendChild(node)
    node.resize(width, height)
    node.x = x
    node.y = y
    node.fills = fills
    return node
  }
  const frame = figma.createFrame()
  frame.name = 'Source'
  frame.resize(${width}, ${height})
  frame.x = 100
  frame.y = 80
  frame.fills = paint(0.9, 0.92, 0.95)
  const w = ${width}, h = ${height}
  rectangle(frame, w * 0.2, h * 0.25, w * 0.3, h * 0.4, paint(0.75, 0.2, 0.1))
  rectangle(frame, w * 0.6, h * 0.1, w * 0.25, h * 0.7, paint(0.1, 0.25, 0.5))
  rectangle(frame, w * 0.35, h * 0.55, w * 0.4, h * 0.3, paint(0.1, 0.1, 0.1))
  let source = frame
  ${body}
  return source.id
}`
}
