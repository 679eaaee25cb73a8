// Builds what Figma imports: dist/code.js (sandbox) and dist/ui.html (iframe, everything inlined).
// Prints the sizes and fails over budget: every kilobyte loads in front of a designer.
//   --relay https://relay.example.com   a team's own build: its address allowed by the manifest, and the one that is used at first
//   --publish                           a build for Figma Community or an organisation; refuses while a placeholder is left
import { minify } from '@swc/core'
import { build } from 'esbuild'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { withArrows } from './build/arrows.mjs'
import { allowRelay, manifestOf } from './build/manifest.mjs'
import { readOptions } from './build/options.mjs'
import { privateNames } from './build/private-names.mjs'
import { whatIsLeft } from './build/ready.mjs'

// Limits against growth, not goals; docs/decisions/005 has the goals and why they are missed.
const BUDGET = { 'code.js': { raw: 99_000 }, 'ui.html': { raw: 386_500, gzip: 144_800 } }

const common = { bundle: true, minify: true, write: false, legalComments: 'none', charset: 'utf8', logLevel: 'warning' }

const refuse = (sentences) => {
  console.error(sentences.join('\n'))
  process.exit(1)
}

const optionsOrRefuse = () => {
  try {
    return readOptions(process.argv.slice(2), process.env)
  } catch (error) {
    return refuse([error.message])
  }
}

const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'))

const options = optionsOrRefuse()
const { version } = await readJson('package.json')
const manifest = await readFile('manifest.json', 'utf8')
const contacts = await readJson('docs/listing/contacts.json')

if (options.isPublished) {
  const left = await whatIsLeft(JSON.parse(manifest))
  if (left.length > 0) refuse(['Before the plugin can be published, this must be filled in:', ...left])
}

/** The value of a contacts.json entry in a build: empty while it is a placeholder. */
const known = (address) => (/SET ME/.test(address) ? '' : address)

const define = {
  VERSION: JSON.stringify(version),
  BUILD_BASE_URL: JSON.stringify(options.relay?.baseUrl ?? ''),
  BUILD_IS_PUBLISHED: String(options.isPublished),
  BUILD_PRIVACY_URL: JSON.stringify(known(contacts.privacyPolicy)),
  BUILD_SUPPORT_URL: JSON.stringify(known(contacts.support)),
}

const textOf = (result) => result.outputFiles[0].text

/**
 * Minifies again, because esbuild does not inline functions that are called once. `inline_script` keeps `</script>` out of strings. A
 * single non-ASCII character would make the browser hold and parse the whole page with two bytes per character, which costs 4 of the 31 ms
 * of its start.
 */
const shorten = async (text, ecma, { module = false, ...unsafe }) => {
  const compress = { ecma, passes: 3, toplevel: true, arrows: true, ...unsafe }
  const { code } = await minify(text, {
    ecma,
    compress,
    mangle: { toplevel: true },
    format: { ecma, inline_script: true, ascii_only: true },
    module,
  })
  return code
}

/**
 * Files with user-visible text come first: gzip looks back 32 kB, and text resembles text most. In front of them stands the sample picture,
 * whose random bytes would spoil the compression of their surroundings.
 */
const texts =
  /(families|models.[-\w]+|dropped-file|account|explain-address|looks.\w+|lights|studies|supplied|findings|self-test|\bwords)\.ts$/
const files = (await readdir('src', { recursive: true })).filter((file) => texts.test(file)).map((file) => file.replaceAll('\\', '/'))
const entry = ['ui/sample/draw.ts', ...files.sort(), 'ui/main.tsx'].map((file) => `import './src/${file}'`).join('\n')

/** Modules are strict; the resulting script has to declare it. */
const strict = { js: '"use strict";' }

const from = (contents) => ({ contents, resolveDir: import.meta.dirname })

const unsafe = { module: true, unsafe_arrows: true, unsafe_methods: true }

/**
 * Builds one script. Member and function names are shortened before the packages are bundled: packages have names of their
 * own, and Preact uses `arguments` and `this`, which arrow functions lack.
 * @param mangleCache the short names so far, by name; scripts that send each other messages share it
 * @param finish further transformation of our own code
 */
const script = async ({ names, mangleCache, ecma, finish = (text) => text }, options) => {
  const mangleProps = new RegExp(`^(${names.join('|')})$`)
  const target = `es${ecma}`
  const own = await build({ ...common, ...options, mangleProps, mangleCache, target, format: 'esm', packages: 'external', define })
  Object.assign(mangleCache, own.mangleCache)
  const short = await shorten(textOf(own), ecma, unsafe)
  const whole = await build({ ...common, stdin: from(await finish(short)), banner: strict, format: 'iife', target })
  return shorten(textOf(whole), ecma, {})
}

const jsx = { compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' } }
const window = { stdin: from(entry), platform: 'browser', tsconfigRaw: jsx, inject: ['build/jsx.mjs'] }
const names = await privateNames()
const page = { names: names.ui, mangleCache: {}, ecma: 2022 }
const ui = await script(page, window)
const worker = await script(page, { entryPoints: ['src/ui/worker-main.ts'], platform: 'browser' })
const sandbox = { names: names.code, mangleCache: {}, ecma: 2017, finish: withArrows }
const code = await script(sandbox, { entryPoints: ['src/code/main.ts'], platform: 'neutral' })
const style = textOf(await build({ ...common, entryPoints: ['src/ui/styles.css'], loader: { '.css': 'css' } }))
const html = (await readFile('src/ui/index.html', 'utf8'))
  // Replacer functions, because a replacement string would interpret `$&` (platform §5.3).
  .replace('/*style*/', () => style.trim())
  .replace('/*script*/', () => ui.trim())
  .replace('/*worker*/', () => worker.trim())

await mkdir('dist', { recursive: true })
await writeFile('dist/code.js', code)
await writeFile('dist/ui.html', html)
await writeFile('dist/manifest.json', `${JSON.stringify(manifestOf(manifest, options), null, 2)}\n`)
if (options.relay !== null) {
  // The manifest that a team has already imported must allow this relay, or its first picture is blocked.
  await writeFile('manifest.json', allowRelay(manifest, options.relay))
  console.log(`${options.relay.origin} is allowed by manifest.json and dist/manifest.json. dist is the plugin of your team.`)
}

let over = false
for (const [name, text] of [
  ['code.js', code],
  ['ui.html', html],
]) {
  const raw = Buffer.byteLength(text)
  const gzip = gzipSync(text, { level: 9 }).length
  const budget = BUDGET[name]
  const tooBig = raw > budget.raw || (budget.gzip !== undefined && gzip > budget.gzip)
  over ||= tooBig
  console.log(`dist/${name}  ${(raw / 1000).toFixed(1)} kB, gzip ${(gzip / 1000).toFixed(1)} kB${tooBig ? '  over budget' : ''}`)
}
if (over) process.exitCode = 1
