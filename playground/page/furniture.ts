// The editor's controls: top bar, left panel, zoom controls.

import { states } from '../states.ts'
import type { Tool } from './drawing.ts'
import { icon, make } from './element.ts'
import { makeMenu } from './menu.ts'
import type { RelaunchButton } from './relaunch.ts'

export type Furniture = {
  readonly element: HTMLElement
  readonly stage: HTMLElement
  readonly pages: HTMLElement
  readonly panel: HTMLElement
  setTool(tool: Tool | null): void
  setZoom(zoom: number): void
  setRunning(isRunning: boolean): void
  setTitle(title: string): void
  setRelaunch(offered: readonly RelaunchButton[]): void
}

export type FurnitureOptions = {
  readonly isSimulated: boolean
  onRun(): void
  onRelaunch(command: string): void
  onTheme(): void
  onState(name: string): void
  onReset(): void
  onOpenFile(file: File): void
  onTool(tool: Tool): void
  onZoom(factor: number): void
  onFit(): void
}

export function makeFurniture(options: FurnitureOptions): Furniture {
  const run = make('button', { class: 'primary', type: 'button', onclick: options.onRun }, 'Run plugin')
  const relaunch = make('div', { class: 'relaunch', role: 'group', 'aria-label': 'Plugin buttons of this layer' })
  const zoom = make(
    'button',
    { class: 'zoom', type: 'button', title: 'Fit all (Shift+1)', 'aria-label': 'Fit all', onclick: options.onFit },
    '100%',
  )
  const title = make('h1', {}, 'Restyle samples')
  const bar = makeBar(options, title, relaunch, run)
  const pages = make('ul', { class: 'pages', 'aria-label': 'Pages', role: 'tablist', 'aria-orientation': 'vertical' })
  const panel = make(
    'aside',
    { class: 'panel', 'aria-label': 'Pages and layers' },
    make('h2', {}, 'Pages'),
    pages,
    make('h2', {}, 'Layers'),
  )
  const drawer = (tool: Tool, label: string, path: string): HTMLElement => round(label, path, () => options.onTool(tool))
  const stage = make('div', { class: 'stage', tabindex: 0, role: 'application', 'aria-label': 'Canvas' })
  const zooming = make(
    'div',
    { class: 'zooming' },
    round('Zoom out', 'M3.5 8h9', () => options.onZoom(0.5)),
    zoom,
    round('Zoom in', 'M3.5 8h9M8 3.5v9', () => options.onZoom(2)),
    round('Fit all', 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3', options.onFit),
  )
  const tools = {
    RECTANGLE: drawer('RECTANGLE', 'Rectangle (R)', 'M3 3h10v10H3z'),
    ELLIPSE: drawer('ELLIPSE', 'Ellipse (O)', 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z'),
  }
  zooming.prepend(tools.RECTANGLE, tools.ELLIPSE)
  return {
    element: make('main', { class: 'editor' }, bar, panel, make('div', { class: 'well' }, stage, zooming)),
    stage,
    pages,
    panel,
    setTool: (held) => {
      stage.classList.toggle('draws', held !== null)
      for (const [tool, button] of Object.entries(tools)) button.setAttribute('aria-pressed', String(tool === held))
    },
    setZoom: (value) => (zoom.textContent = `${Math.round(value * 100)}%`),
    setRunning: (isRunning) => (run.textContent = isRunning ? 'Run again' : 'Run plugin'),
    setTitle: (text) => (title.textContent = text),
    setRelaunch: (offered) => offer(relaunch, offered, options.onRelaunch),
  }
}

function round(label: string, path: string, press: () => void): HTMLElement {
  return make('button', { class: 'icon-button', type: 'button', 'aria-label': label, title: label, onclick: press }, icon(path))
}

/** A button that opens the browser's file picker. */
function makeOpener(onFile: (file: File) => void): HTMLElement {
  const chooser = make('input', { type: 'file', accept: '.fig', hidden: true, 'aria-label': 'A .fig file' })
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0]
    if (file) onFile(file)
    chooser.value = ''
  })
  const says = 'Or drop a .fig file on the canvas'
  const button = make('button', { class: 'quiet', type: 'button', title: says, onclick: () => chooser.click() }, 'Open .fig')
  return make('span', {}, button, chooser)
}

function makeBar(options: FurnitureOptions, title: HTMLElement, relaunch: HTMLElement, run: HTMLElement): HTMLElement {
  const pictures = options.isSimulated ? 'Pictures are simulated.' : 'Pictures are real and cost money.'
  const menu = makeMenu(
    'States',
    states.map(({ name, label: title, says }) => ({ label: title, says, choose: () => options.onState(name) })),
  )
  return make(
    'header',
    { class: 'bar' },
    make('div', { class: 'file' }, make('span', { class: 'mark', 'aria-hidden': 'true' }), title),
    make('p', { class: 'label' }, make('strong', {}, 'Playground'), `: a stand-in for Figma. ${pictures}`),
    make(
      'div',
      { class: 'actions' },
      relaunch,
      makeOpener(options.onOpenFile),
      options.isSimulated ? menu : null,
      make('button', { class: 'quiet', type: 'button', onclick: options.onReset }, 'Reset'),
      round('Light or dark', 'M8 3a5 5 0 1 0 0 10zM8 3a5 5 0 0 1 0 10', options.onTheme),
      run,
    ),
  )
}

/** Replaces the buttons only when they change, so that a focused one keeps the focus. */
function offer(group: HTMLElement, offered: readonly RelaunchButton[], onPress: (command: string) => void): void {
  const wanted = offered.map(({ command }) => command).join()
  if (group.dataset['commands'] === wanted) return
  group.dataset['commands'] = wanted
  group.hidden = offered.length === 0
  group.replaceChildren(
    ...offered.map(({ command, name }) =>
      make('button', { class: 'quiet outlined', type: 'button', onclick: () => onPress(command) }, name),
    ),
  )
}
