// Builds what the page server serves: the plugin by its own build, the page by esbuild.

import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A build over its size budget exits with 1 but has still written everything, so the files tell whether it worked. */
export async function buildPlugin(say: (line: string) => void): Promise<void> {
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, ['build.mjs'], { cwd: root })
    let text = ''
    child.stdout.on('data', (part) => (text += String(part)))
    child.stderr.on('data', (part) => (text += String(part)))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 || /over budget/.test(text) ? resolve(text) : reject(new Error(`The plugin does not build.\n${text}`)),
    )
  })
  for (const file of ['code.js', 'ui.html']) await access(join(root, 'dist', file))
  say(output.trim())
}

export type PageFiles = { readonly script: Uint8Array; readonly style: Uint8Array }

export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { page: 'playground/page/main.ts', style: 'playground/page/style/page.css' },
    outdir: 'out',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    define: { 'import.meta.env': '{}' },
    external: ['/assets/*'],
    logLevel: 'warning',
    plugins: [nodeStubs],
  })
  const named = (end: string): Uint8Array => outputFiles.find(({ path }) => path.endsWith(end))?.contents ?? new Uint8Array()
  return { script: named('page.js'), style: named('style.css') }
}

/** OpenPencil imports Node modules in code paths that a page never takes (host §1). */
const nodeStubs: Plugin = {
  name: 'node-stubs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:.*|fs|path|undici)$/ }, ({ path }) => ({ path, namespace: 'stub' }))
    onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'module.exports = {}', loader: 'js' }))
  },
}

const resolve = createRequire(import.meta.url).resolve

export function canvasKitFile(): string {
  return join(dirname(resolve('canvaskit-wasm')), 'full', 'canvaskit.wasm')
}

export function fontFile(name: string): string {
  return join(dirname(resolve('@open-pencil/core/package.json')), 'assets', name)
}
