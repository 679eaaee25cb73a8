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
  logLevel: 'info',
})
