// The stand-in Figma in a page. Heavy parts are loaded once, from the given URLs.

import variant from '@jitl/quickjs-singlefile-browser-release-sync'
import CanvasKitInit from 'canvaskit-wasm/full'
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core'
import { openHost } from './host.ts'
import { frameFetch } from './net/frame-fetch.ts'
import { openRenderer } from './render/openpencil.ts'
import type { Renderer } from './render/renderer.ts'
import type { Host, HostOptions } from './types.ts'
import { roomyMemory } from './vm/memory.ts'

export type BrowserAssets = {
  /** URL of canvaskit-wasm/bin/full/canvaskit.wasm. The full build is needed, as the slim one cannot write JPEG. */
  canvasKit: string
  /** URL of the folder @open-pencil/core/assets, ending in a slash. */
  fonts: string
}

export async function createHost(options: HostOptions, assets: BrowserAssets): Promise<Host> {
  quickjs ??= newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: roomyMemory() }))
  const load = (): Promise<Renderer> =>
    (renderer ??= openRenderer({
      canvasKit: () => CanvasKitInit({ locateFile: () => assets.canvasKit }),
      font: (file) => bytesAt(assets.fonts + file),
    }))
  return openHost({ quickjs: await quickjs, renderer: load, fetch: (reach ??= frameFetch()) }, options)
}

async function bytesAt(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.arrayBuffer()
}

let quickjs: Promise<QuickJSWASMModule> | null = null
let renderer: Promise<Renderer> | null = null
let reach: typeof fetch | null = null
