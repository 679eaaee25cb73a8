// Bundles a browser script of the bench into text that can be inlined in a page.

import { build } from 'esbuild'
import { root } from '../../playground/serve/bundle.ts'

export async function scriptOf(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`test/bench/${entry}`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    platform: 'browser',
    logLevel: 'warning',
  })
  return (outputFiles[0]?.text ?? '').replace(/<\/script/gi, () => '<\\/script')
}

export function pageWith(script: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"></head><body><script>${script}</script></body></html>`
}
