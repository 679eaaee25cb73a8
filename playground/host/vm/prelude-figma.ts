// The `figma` global. The functions' source text runs inside the VM (prelude-text.ts), so they must not use names from outside.

import { buildVariables, factsObject, styleObject } from './prelude-variables.ts'
import type { Bridge } from './prelude-nodes.ts'

export type FigmaParts = {
  strictObject: typeof strictObject
  property: typeof property
  buildUi: typeof buildUi
  buildViewport: typeof buildViewport
  buildVariables: typeof buildVariables
  factsObject: typeof factsObject
  styleObject: typeof styleObject
}
export type Start = { html: string; command: string; pluginId: string; isAuthor: boolean }

/** An object that throws, with the name, on access to a member it does not have. */
export function strictObject(bridge: Bridge, name: string, target: object): object {
  return new Proxy(target, {
    get(from, key) {
      if (key in from || typeof key === 'symbol' || key === 'then' || key === 'toJSON') return Reflect.get(from, key)
      bridge.report(`${name}.${key}: not implemented by this host`)
      throw new Error(`${name}.${key}: not implemented by this host`)
    },
    set(from, key, value) {
      if (!(key in from)) throw new TypeError(`Cannot add property ${String(key)}, object is not extensible`)
      return Reflect.set(from, key, value)
    },
  })
}

export function property(target: object, name: string, get: () => unknown, set?: (value: unknown) => void): void {
  Object.defineProperty(target, name, { get, ...(set ? { set } : {}), enumerable: true })
}

/** `figma.ui`. */
export function buildUi(bridge: Bridge, parts: FigmaParts): object {
  let onmessage: unknown
  const ui = {
    postMessage: (message: unknown) => bridge.op('figma', 'postMessage', [message]),
    resize: (...args: unknown[]) => bridge.op('figma', 'resizeUi', args),
    close: (...args: unknown[]) => bridge.op('figma', 'closeUi', args),
    getPosition: () => bridge.op('figma', 'uiPosition', []),
    reposition: (...args: unknown[]) => bridge.op('figma', 'moveUi', args),
    show: () => undefined,
    hide: () => undefined,
    on: (type: string, run: unknown) => bridge.events.on(type, run),
    once: (type: string, run: unknown) => bridge.events.once(type, run),
    off: (type: string, run: unknown) => bridge.events.off(type, run),
  }
  parts.property(
    ui,
    'onmessage',
    () => onmessage,
    (run) => {
      if (onmessage) bridge.events.off('message', onmessage)
      onmessage = run
      if (run) bridge.events.on('message', run)
    },
  )
  return parts.strictObject(bridge, 'figma.ui', ui)
}

/** `figma.viewport`. */
export function buildViewport(bridge: Bridge, parts: FigmaParts): object {
  const sync =
    (name: string) =>
    (...args: unknown[]): unknown =>
      bridge.op('figma', name, args)
  const viewport = { scrollAndZoomIntoView: sync('scrollAndZoomIntoView') }
  parts.property(viewport, 'center', sync('get_center'), sync('set_center'))
  parts.property(viewport, 'zoom', sync('get_zoom'), sync('set_zoom'))
  parts.property(viewport, 'bounds', sync('get_bounds'))
  return parts.strictObject(bridge, 'figma.viewport', viewport)
}

/** The functions of `figma`. In the sandbox a function can only be reached as one of these parts. */
export const figmaParts: FigmaParts = { strictObject, property, buildUi, buildViewport, buildVariables, factsObject, styleObject }

export function buildFigma(bridge: Bridge, mixed: symbol, start: Start, parts: FigmaParts): object {
  const sync =
    (name: string) =>
    (...args: unknown[]): unknown =>
      bridge.op('figma', name, args)
  const later =
    (name: string) =>
    (...args: unknown[]): Promise<unknown> =>
      bridge.later('figma', name, args)
  const all = (names: string, make: (name: string) => unknown): Record<string, unknown> =>
    Object.fromEntries(names.split(' ').map((name) => [name, make(name)]))

  const figma = {
    apiVersion: '1.0.0',
    editorType: 'figma',
    mode: 'default',
    command: start.command,
    pluginId: start.pluginId,
    fileKey: undefined,
    mixed,
    ui: parts.buildUi(bridge, parts),
    viewport: parts.buildViewport(bridge, parts),
    variables: parts.buildVariables(bridge, parts),
    clientStorage: parts.strictObject(bridge, 'figma.clientStorage', all('getAsync setAsync deleteAsync keysAsync', later)),
    skipInvisibleInstanceChildren: false,
    ...all(
      'createFrame createRectangle createEllipse createPolygon createStar createVector createLine createText createComponent createSection',
      sync,
    ),
    ...all(
      'createSlice createPage createPageDivider group transformGroup createTextPath union subtract intersect exclude combineAsVariants getNodeById createImage getImageByHash',
      sync,
    ),
    ...all('base64Encode base64Decode showUI openExternal closePlugin commitUndo triggerUndo', sync),
    ...all('getNodeByIdAsync setCurrentPageAsync loadAllPagesAsync loadFontAsync listAvailableFontsAsync createImageAsync', later),
    getStyleByIdAsync: async (id: string) =>
      bridge.op('figma', 'paintStyle', [id]) === null ? null : parts.styleObject(bridge, parts, id),
    createPaintStyle: () => parts.styleObject(bridge, parts, String(bridge.op('figma', 'createPaintStyle', []))),
    notify: (message: unknown) => {
      bridge.op('figma', 'notify', [message])
      return { cancel: () => undefined }
    },
    on: (type: string, run: unknown) => bridge.events.on(type, run),
    once: (type: string, run: unknown) => bridge.events.once(type, run),
    off: (type: string, run: unknown) => bridge.events.off(type, run),
  }
  parts.property(figma, 'hasMissingFont', sync('get_hasMissingFont'))
  parts.property(figma, 'root', sync('get_root'))
  parts.property(figma, 'currentPage', sync('get_currentPage'), sync('set_currentPage'))
  return parts.strictObject(bridge, 'figma', figma)
}
