// The stand-in Figma in Node, for tests and the headless run.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import variant from '@jitl/quickjs-wasmfile-release-sync'
import CanvasKitInit from 'canvaskit-wasm/full'
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core'
import { openHost } from './host.ts'
import { nullOriginFetch } from './net/null-origin.ts'
import { openRenderer } from './render/openpencil.ts'
import { pngOf } from './render/png.ts'
import type { Renderer, RendererAssets } from './render/renderer.ts'
import type { Host, HostOptions } from './types.ts'
import { roomyMemory } from './vm/memory.ts'

export { memoryStorage } from './figma/stored.ts'

export async function createHost(options: HostOptions): Promise<Host> {
  return openHost({ quickjs: await loadQuickjs(), renderer: loadRenderer, fetch: nullOriginFetch }, options)
}

function loadQuickjs(): Promise<QuickJSWASMModule> {
  return (quickjs ??= newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: roomyMemory() })))
}

function loadRenderer(): Promise<Renderer> {
  return (renderer ??= openRenderer(assets))
}

let quickjs: Promise<QuickJSWASMModule> | null = null
let renderer: Promise<Renderer> | null = null

const resolve = createRequire(import.meta.url).resolve

const assets: RendererAssets = {
  // The full build, as the slim one cannot write JPEG.
  canvasKit: () => CanvasKitInit({ locateFile: (file) => join(dirname(resolve('canvaskit-wasm')), 'full', file) }),
  async font(file) {
    const bytes = await readFile(join(dirname(resolve('@open-pencil/core/package.json')), 'assets', file))
    return new Uint8Array(bytes).buffer
  },
  png: pngOf,
}
