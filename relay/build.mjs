// `npm run build:relay`: the relay for Node as one file without dependencies, dist/relay.mjs. The Dockerfile runs it too.
import { build } from 'esbuild'

await build({
  entryPoints: ['relay/main.ts'],
  outfile: 'dist/relay.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'inline',
  // What is loaded only where it is needed is in the one file too. Some of it asks for Node's own parts in the old way.
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url)" },
  logLevel: 'info',
})
