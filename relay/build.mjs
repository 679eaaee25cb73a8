// `npm run build:relay`: bundles the relay for Node into one file without dependencies, dist/relay.mjs. The Dockerfile runs it too.
import { build } from 'esbuild'

await build({
  entryPoints: ['relay/main.ts'],
  outfile: 'dist/relay.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'inline',
  // Dynamic imports are bundled too. Some of those packages load Node's modules with `require`.
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url)" },
  logLevel: 'info',
})
