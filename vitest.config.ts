import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

export default defineConfig({
  define: { VERSION: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Two cores are often busy with a browser: properties then take their time.
    testTimeout: 30_000,
    globalSetup: ['test/support/fresh-build.ts'],
    // Of the stories that are told at once: as many as have a page (test/journey/support.ts).
    maxConcurrency: 2,
    projects: [
      // What a person sees, on a page that draws nothing and decodes nothing (platform §5.3).
      {
        extends: true,
        test: {
          name: 'views',
          environment: 'happy-dom',
          include: ['test/**/*.test.tsx'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'tests',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/journey/**'],
          hookTimeout: 60_000,
          // A file that starts in a process of its own loads renderer, engine and compiler anew: a third of all time.
          isolate: false,
          setupFiles: ['test/support/after-file.ts'],
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
