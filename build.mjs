// Builds what Figma imports: dist/code.js (sandbox) and dist/ui.html (iframe, everything inlined).
// Prints the sizes and fails over budget: every kilobyte loads in front of a designer.
import { minify } from '@swc/core'
import { build } from 'esbuild'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

// Guards against growth, not goals: docs/decisions/005 tells what the goals were and why they are missed.
const BUDGET = { 'code.js': { raw: 75_000 }, 'ui.html': { raw: 300_000, gzip: 110_000 } }

const common = { bundle: true, minify: true, write: false, legalComments: 'none', charset: 'utf8', logLevel: 'warning' }

const { version } = JSON.parse(await readFile('package.json', 'utf8'))

const textOf = (result) => result.outputFiles[0].text

/** Written shorter once more: esbuild inlines no function that is called once. `inline_script` keeps `</script>` out of strings. */
const shorten = async (text, ecma) => {
  const compress = { ecma, passes: 2, toplevel: true, arrows: true }
  const { code } = await minify(text, { ecma, compress, mangle: { toplevel: true }, format: { ecma, inline_script: true }, module: false })
  return code
}

const script = await shorten(
  textOf(
    await build({
      ...common,
      entryPoints: ['src/ui/main.tsx'],
      format: 'iife',
      target: 'es2020',
      platform: 'browser',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      define: { VERSION: JSON.stringify(version) },
    }),
  ),
  2020,
)
const style = textOf(await build({ ...common, entryPoints: ['src/ui/styles.css'], loader: { '.css': 'css' } }))
const code = await shorten(
  textOf(await build({ ...common, entryPoints: ['src/code/main.ts'], format: 'iife', target: 'es2017', platform: 'neutral' })),
  2017,
)
const page = (await readFile('src/ui/index.html', 'utf8'))
  // Functions, not strings: a replacement string would eat `$&` (platform §5.3).
  .replace('/*style*/', () => style.trim())
  .replace('/*script*/', () => script.trim())

await mkdir('dist', { recursive: true })
await writeFile('dist/code.js', code)
await writeFile('dist/ui.html', page)

let over = false
for (const [name, text] of [
  ['code.js', code],
  ['ui.html', page],
]) {
  const raw = Buffer.byteLength(text)
  const gzip = gzipSync(text, { level: 9 }).length
  const budget = BUDGET[name]
  const tooBig = raw > budget.raw || (budget.gzip !== undefined && gzip > budget.gzip)
  over ||= tooBig
  console.log(`dist/${name}  ${(raw / 1000).toFixed(1)} kB, gzip ${(gzip / 1000).toFixed(1)} kB${tooBig ? '  over budget' : ''}`)
}
if (over) process.exitCode = 1
