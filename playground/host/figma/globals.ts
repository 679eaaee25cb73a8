// The synchronous members of `figma`.

import { fromBase64, toBase64 } from '../document/base64.ts'
import { storeImage } from '../document/images.ts'
import { isText, type Kind } from '../document/node.ts'
import { createNode, nodeOf, openPage } from '../document/scene.ts'
import { putStyle, stylesOf } from '../document/twins.ts'
import type { ShowUi } from '../types.ts'
import type { Desk } from './desk.ts'
import { combineShapes, groupNodes, textOnPath, transformGroup } from './grouping.ts'
import { idOf } from './methods.ts'
import { refTo } from './read.ts'
import { ImageRef } from './refs.ts'
import { hasMissingFont } from './text.ts'
import { variableCalls } from './variables.ts'
import { viewCalls } from './view.ts'

export type Global = (desk: Desk, args: readonly unknown[]) => unknown

export function callGlobal(desk: Desk, name: string, args: readonly unknown[]): unknown {
  const call = globals[name]
  if (!call) throw new Error(`${name}: not implemented by this host`)
  return call(desk, args)
}

function create(type: Kind, shape?: (node: ReturnType<typeof createNode>) => void): Global {
  return (desk) => {
    const node = createNode(desk.scene, type, desk.scene.page)
    shape?.(node)
    return refTo(desk, node.id)
  }
}

function showUi(desk: Desk, [html, options]: readonly unknown[]): void {
  if (typeof html !== 'string') throw new Error('Expected "html" to have type string')
  const { width = 300, height = 200, title = 'Plugin', themeColors = false, visible = true } = (options ?? {}) as Partial<ShowUi>
  desk.showUi({ html, width: Math.max(70, width), height: Math.max(0, height), title, themeColors, visible })
}

const globals: Record<string, Global> = {
  createFrame: create('FRAME'),
  createRectangle: create('RECTANGLE'),
  createEllipse: create('ELLIPSE'),
  createPolygon: create('POLYGON'),
  createStar: create('STAR'),
  createVector: create('VECTOR'),
  createComponent: create('COMPONENT'),
  createSection: create('SECTION', (node) => Object.assign(node, { width: 400, height: 300 })),
  createSlice: create('SLICE'),
  createLine: create('LINE', (node) => Object.assign(node, { height: 0 })),
  createText: create('TEXT', (node) => Object.assign(node, { width: 0.01, height: 15 })),
  createPage: (desk) => {
    const page = createNode(desk.scene, 'PAGE', desk.scene.rootId)
    page.values['name'] = `Page ${nodeOf(desk.scene, desk.scene.rootId).children.length}`
    desk.loadedPages.add(page.id)
    return refTo(desk, page.id)
  },
  createPageDivider: (desk) => {
    const page = createNode(desk.scene, 'PAGE', desk.scene.rootId)
    Object.assign(page.values, { name: '---', isPageDivider: true })
    desk.loadedPages.add(page.id)
    return refTo(desk, page.id)
  },
  group: (desk, args) => groupNodes(desk, args, 'GROUP'),
  transformGroup: (desk, args) => transformGroup(desk, args),
  createTextPath: (desk, args) => textOnPath(desk, args),
  union: (desk, args) => combineShapes(desk, args, 'UNION'),
  subtract: (desk, args) => combineShapes(desk, args, 'SUBTRACT'),
  intersect: (desk, args) => combineShapes(desk, args, 'INTERSECT'),
  exclude: (desk, args) => combineShapes(desk, args, 'EXCLUDE'),
  combineAsVariants: (desk, args) => groupNodes(desk, args, 'COMPONENT_SET'),
  getNodeById: (desk, [id]) => {
    if (desk.isDynamic) throw new Error('Cannot call with documentAccess: dynamic-page. Use figma.getNodeByIdAsync instead.')
    return desk.scene.nodes.has(String(id)) ? refTo(desk, String(id)) : null
  },
  exists: (desk, [id]) => desk.scene.nodes.has(String(id)),
  get_hasMissingFont: (desk) => [...desk.scene.nodes.values()].some((node) => isText(node.type) && hasMissingFont(desk, node)),
  get_root: (desk) => refTo(desk, desk.scene.rootId),
  get_currentPage: (desk) => refTo(desk, desk.scene.page),
  set_currentPage: (desk, [page]) => {
    if (desk.isDynamic) throw new Error('Cannot call with documentAccess: dynamic-page. Use figma.setCurrentPageAsync instead.')
    openPage(desk.scene, idOf(page))
  },
  createImage: (desk, [bytes]) => {
    if (!(bytes instanceof Uint8Array)) throw new Error('Expected "data" to have type Uint8Array')
    return new ImageRef(storeImage(desk.scene.images, bytes))
  },
  getImageByHash: (desk, [hash]) => (desk.scene.images.has(String(hash)) ? new ImageRef(String(hash)) : null),
  base64Encode: (_, [bytes]) => toBase64(bytes as Uint8Array),
  base64Decode: (_, [text]) => fromBase64(String(text)),
  showUI: (desk, args) => showUi(desk, args),
  resizeUi: (desk, [width, height]) => desk.resizeUi({ width: Math.max(70, Number(width)), height: Math.max(0, Number(height)) }),
  closeUi: (desk) => desk.closeUi(),
  postMessage: (desk, [message]) => desk.post(message),
  notify: (desk, [text]) => desk.notify(String(text).slice(0, 100)),
  openExternal: (desk, [url]) => desk.open(String(url)),
  closePlugin: (desk, [message]) => desk.close(typeof message === 'string' ? message : undefined),
  commitUndo: (desk) => {
    if (desk.hasQuirk('no-undo-steps')) throw new Error('in commitUndo: not supported in this editor')
    desk.history.commit()
  },
  triggerUndo: (desk) => void desk.history.undo(),
  ...viewCalls,
  ...variableCalls,
  createPaintStyle: ({ scene }) => {
    const id = `S:${scene.nextId++},`
    putStyle(scene, { id, name: 'Style', paints: [] })
    return id
  },
  paintStyle: ({ scene }, [id]) => stylesOf(scene)[String(id)] ?? null,
  setPaintStyle: ({ scene }, [id, name, value]) => {
    const style = stylesOf(scene)[String(id)]
    if (style) putStyle(scene, { ...style, [String(name)]: value })
  },
}
