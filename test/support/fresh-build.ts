// Runs before any test: builds what the tests read from dist/ if it is missing or older than its sources. `npm test` has built it already.

import { execFileSync } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** When a file was last changed, in ms; 0 if it does not exist. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(join(root, path))).mtimeMs
  } catch {
    return 0
  }
}

async function sources(): Promise<readonly string[]> {
  const files = await Promise.all(
    ['src', 'build'].map(async (folder) => (await readdir(join(root, folder), { recursive: true })).map((file) => join(folder, file))),
  )
  return [...files.flat(), 'build.mjs', 'manifest.json', 'package.json']
}

export async function setup(): Promise<void> {
  const built = await Promise.all(['dist/code.js', 'dist/ui.html'].map(changedAt))
  const written = await Promise.all((await sources()).map(changedAt))
  if (Math.min(...built) < Math.max(...written)) execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' })
}
