import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

export default defineConfig({
  define: { VERSION: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Two cores are often busy with a browser: properties then take their time.
    testTimeout: 30_000,
    projects: [
      // Walls, manifest and everything without a page.
      { extends: true, test: { name: 'core', environment: 'node', include: ['test/core/**/*.test.ts', 'test/*.test.ts'] } },
      { extends: true, test: { name: 'ui', environment: 'happy-dom', include: ['test/ui/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'code',
          environment: 'node',
          include: ['test/{code,host,relay,service,playground,whole}/**/*.test.ts'],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          environment: 'node',
          include: ['test/journey/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // They share a browser (journey/support.ts).
          isolate: false,
        },
      },
    ],
  },
})
