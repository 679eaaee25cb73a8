// The asynchronous members of `figma`, of nodes and of images.

import { sizeOf, storeImage } from '../document/images.ts'
import type { FontName } from '../document/ranges.ts'
import { nodeOf, openPage } from '../document/scene.ts'
import type { Desk } from './desk.ts'
import { readSettings } from './export.ts'
import { idOf } from './methods.ts'
import { mainComponentOf, refTo } from './read.ts'
import { ImageRef } from './refs.ts'
import { sandboxFetch } from './sandbox-fetch.ts'
import { readStored, removeStored, storedKeys, writeStored } from './stored.ts'
import { fontKey, fontStyles, hasFont } from './text.ts'
import { writeFillStyle } from './write.ts'

export async function beginGlobal(desk: Desk, name: string, args: readonly unknown[]): Promise<unknown> {
  const begin = globals[name]
  if (!begin) throw new Error(`${name}: not implemented by this host`)
  return begin(desk, args)
}

export async function beginMethod(desk: Desk, nodeId: string, name: string, args: readonly unknown[]): Promise<unknown> {
  const begin = methods[name]
  if (!begin) throw new Error(`${name}: not implemented by this host`)
  return begin(desk, nodeId, args)
}

function bytesOf(desk: Desk, hash: unknown): Uint8Array {
  const bytes = desk.scene.images.get(String(hash))
  if (!bytes) throw new Error(`No image with the hash ${String(hash)}`)
  return bytes
}

const globals: Record<string, (desk: Desk, args: readonly unknown[]) => unknown> = {
  getNodeByIdAsync: (desk, [id]) => {
    if (typeof id !== 'string') throw new Error(`Expected "id" to have type string but got ${typeof id} instead`)
    return desk.scene.nodes.has(id) ? refTo(desk, id) : null
  },
  setCurrentPageAsync: (desk, [page]) => {
    const id = idOf(page)
    if (nodeOf(desk.scene, id).type !== 'PAGE') throw new Error('Expected a page')
    desk.loadedPages.add(id)
    openPage(desk.scene, id)
  },
  loadAllPagesAsync: (desk) => nodeOf(desk.scene, desk.scene.rootId).children.forEach((id) => desk.loadedPages.add(id)),
  loadFontAsync: async (desk, [font]) => {
    const name = font as FontName
    if (!hasFont(desk, name)) throw new Error(`The font "${fontKey(name)}" could not be loaded`)
    // Text is measured as soon as it is written, so the renderer must be ready by then.
    await desk.renderer()
    desk.fonts.add(fontKey(name))
  },
  listAvailableFontsAsync: () => fontStyles.map((style) => ({ fontName: { family: 'Inter', style } })),
  createImageAsync: async (desk, [src]) => {
    if (typeof src !== 'string') throw new Error(`Expected "src" to have type string but got ${typeof src} instead`)
    const answer = await sandboxFetch(desk, src, undefined)
    if (!answer.ok) throw new Error(`Failed to fetch image: ${answer.status}`)
    return new ImageRef(storeImage(desk.scene.images, answer.bytes))
  },
  getSizeAsync: (desk, [hash]) => sizeOf(bytesOf(desk, hash)),
  getBytesAsync: (desk, [hash]) => bytesOf(desk, hash),
  getAsync: (desk, [key]) => readStored(desk.storage, String(key)),
  setAsync: (desk, [key, value]) => writeStored(desk.storage, key, value),
  deleteAsync: (desk, [key]) => removeStored(desk.storage, String(key)),
  keysAsync: (desk) => storedKeys(desk.storage),
  fetch: (desk, [url, init]) => sandboxFetch(desk, url, init),
}

const methods: Record<string, (desk: Desk, nodeId: string, args: readonly unknown[]) => unknown> = {
  loadAsync: (desk, id) => void desk.loadedPages.add(id),
  exportAsync: (desk, id, [settings]) => {
    const node = nodeOf(desk.scene, id)
    if (node.type === 'PAGE' && desk.isDynamic && !desk.loadedPages.has(id))
      throw new Error('Cannot export a page that has not been explicitly loaded. Remember to call .loadAsync() on the page first.')
    return desk.exportNode(id, readSettings(settings))
  },
  setFillStyleIdAsync: (desk, id, [style]) => writeFillStyle(desk, nodeOf(desk.scene, id), style),
  getMainComponentAsync: (desk, id) => mainComponentOf(desk, nodeOf(desk.scene, id)),
}
