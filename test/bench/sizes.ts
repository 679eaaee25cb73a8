// How many bytes a designer's machine loads before anything is shown.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../../playground/serve/bundle.ts'
import type { Figure } from './figure.ts'

export async function sizeFigures(): Promise<readonly Figure[]> {
  const [code, page] = await Promise.all([readFile(join(root, 'dist/code.js')), readFile(join(root, 'dist/ui.html'))])
  return [
    { name: 'code.js', measured: code.length / 1000, limit: 75, unit: 'kB' },
    { name: 'ui.html', measured: page.length / 1000, limit: 300, unit: 'kB' },
    { name: 'ui.html, gzip', measured: gzipSync(page, { level: 9 }).length / 1000, limit: 110, unit: 'kB' },
  ]
}
