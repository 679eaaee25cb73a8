// What it costs to place five hundred live texts over a picture, and to hide them on the copy that is sent, compared with a plain clone of the
// same frame. All variants alternate in one sandbox of the stand-in Figma and run the code that ships.

import { build } from 'esbuild'
import { root } from '../../playground/serve/bundle.ts'
import { newHost } from '../support/plugin.ts'
import { type Figure, ratio } from './figure.ts'

const rounds = 15
const texts = 500

/** A list as designers build them: cards in a column, rows in cards, texts beside a picture in rows, all with auto-layout. */
const frameOfTexts = `async (figma) => {
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const solid = (r, g, b) => [{ type: 'SOLID', color: { r, g, b } }]
  const flow = (parent, mode, name) => {
    const frame = figma.createFrame()
    parent.appendChild(frame)
    Object.assign(frame, { name, layoutMode: mode, itemSpacing: 8, paddingLeft: 12, paddingRight: 12, paddingTop: 8, paddingBottom: 8 })
    return frame
  }
  const screen = flow(figma.currentPage, 'VERTICAL', 'List')
  for (let card = 0; card < 20; card++) {
    const list = flow(screen, 'VERTICAL', 'Card')
    Object.assign(list, { fills: solid(1, 1, 1), cornerRadius: 12 })
    for (let line = 0; line < 5; line++) {
      const row = flow(list, 'HORIZONTAL', 'Row')
      row.fills = []
      const picture = figma.createEllipse(); row.appendChild(picture); picture.resize(32, 32); picture.fills = solid(0.4, 0.6, 0.9)
      const words = flow(row, 'VERTICAL', 'Words')
      words.fills = []
      for (const [parent, text] of [[words, 'Title ' + line], [words, 'What it is about'], [words, 'Yesterday'], [row, '1,299.00'], [row, 'Open']]) {
        const node = figma.createText(); parent.appendChild(node); node.characters = text
      }
      const rule = figma.createRectangle(); row.appendChild(rule); rule.resize(1, 24); rule.fills = solid(0.8, 0.8, 0.8)
    }
  }
  return screen.id
}`

/** The same number of texts side by side, over one picture. */
const posterOfTexts = `async (figma) => {
  await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
  const poster = figma.createFrame()
  poster.resize(2500, 2000)
  const picture = figma.createRectangle(); poster.appendChild(picture); picture.resize(2500, 2000)
  for (let index = 0; index < 500; index++) {
    const node = figma.createText(); poster.appendChild(node); node.characters = 'Text ' + index
    node.x = (index % 20) * 120; node.y = Math.floor(index / 20) * 80
  }
  return poster.id
}`

/** Logs when each measured action begins and ends. The sandbox runs in the thread that receives the log, which measures the CPU time. */
function program(id: string): string {
  return `
import { layLive } from './src/code/live/assemble.ts'
import { copyOf } from './src/code/live/copies.ts'
import { splitLayers } from './src/code/live/layer-split.ts'
import { hideLive } from './src/code/live/remove-layers.ts'
import { findSubject } from './src/code/selection/find-subject.ts'
import { nothingLive } from './src/core/recipe/live-choice.ts'

const subject = { id: ${JSON.stringify(id)}, scene: null }
const live = { ...nothingLive, texts: true }

const measured = (name, act) => {
  console.log('begin ' + name)
  const value = act()
  console.log('end ' + name)
  return value
}

const filled = async (act) => {
  const found = await findSubject(figma, subject)
  const frame = figma.createFrame()
  act(found, frame)
  const count = frame.findAllWithCriteria({ types: ['TEXT'] }).length
  frame.remove()
  if (count !== ${texts}) throw new Error(count + ' texts')
}

const canvas = { figma, ownEdits: { ignoreUntil: () => undefined } }

const copyHidden = (frame, split) => {
  const copy = copyOf(figma, split.parts[0])
  frame.appendChild(copy.root)
  hideLive(copy)
}

const measure = async () => {
  // Sorted only once, so that collecting its garbage does not slow down the others.
  const split = splitLayers(await findSubject(figma, subject), subject, live)
  for (let round = 0; round <= ${rounds}; round++) {
    await filled((found, frame) => measured('plain', () => frame.appendChild(found.layers[0].clone())))
    await filled((found, frame) => measured('lift', () => layLive(canvas, frame, split)))
    await filled((found, frame) => measured('hide', () => copyHidden(frame, split)))
    // One entry per round, because the sandbox is interrupted if it does not return.
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  for (let round = 0; round <= ${rounds}; round++) {
    const found = await findSubject(figma, subject)
    measured('sort', () => splitLayers(found, subject, live))
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

figma.showUI(__html__, { visible: false })
measure().then(() => figma.ui.postMessage(''), (error) => figma.ui.postMessage(String(error)))
`
}

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2017',
    platform: 'neutral',
  })
  return outputFiles[0]?.text ?? ''
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function measuredOn(script: string): Promise<Readonly<Record<string, readonly number[]>>> {
  const host = await newHost({ remembersPictures: false })
  const id = await host.author<string>(script)
  const took: Record<string, number[]> = { plain: [], sort: [], lift: [], hide: [] }
  let before = 0
  const run = await host.run(await bundled(program(id)), '<p>', {
    onConsole(line) {
      const [what, name = ''] = line.split(' ')
      if (what === 'begin') before = cpuMs()
      else took[name]?.push(cpuMs() - before)
    },
  })
  const problem = await new Promise((resolve) => run.onMessage(resolve))
  host.dispose()
  if (problem !== '') throw new Error(String(problem))
  return took
}

export async function liveFigures(): Promise<readonly Figure[]> {
  const [list, poster] = [await measuredOn(frameOfTexts), await measuredOn(posterOfTexts)]
  // The first round warms up.
  const over = (took: typeof list, name: string, title: string, limit: number): Figure =>
    ratio(`${title}, over a plain clone of the same frame`, took[name]?.slice(1) ?? [], took['plain']?.slice(1) ?? [], limit)
  // Only lifting has a goal; the other limits guard against growth.
  return [
    over(poster, 'lift', 'lifting 500 text layers', 2),
    over(list, 'lift', 'lifting 500 text layers out of 300 laid out frames', 2),
    over(list, 'hide', 'hiding 500 text layers on a copy', 6),
    over(list, 'sort', 'finding 500 text layers', 9),
  ]
}
