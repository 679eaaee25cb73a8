// Which names of members a world may shorten: those that it declares, and nobody else says. What crosses a border, is stored or is sent is
// declared in core; what Figma, browsers and packages read stands in their types or files.

import { parse } from '@swc/core'
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, posix } from 'node:path'

const { resolve } = createRequire(import.meta.resolve('typescript'))

/** Where the compiler keeps its types of browsers and of the language. */
const platform = `${dirname(resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`))}/lib`
const packages = ['preact', '@preact/signals', '@preact/signals-core', '@figma/plugin-typings'].map((name) => `node_modules/${name}`)

const filesIn = async (folder, ending) =>
  (await readdir(folder, { recursive: true })).filter((file) => ending.test(file)).map((file) => `${folder}/${file}`)

const wordsIn = async (files) =>
  (await Promise.all(files.map(async (file) => (await readFile(file, 'utf8')).match(/[a-z_$][\w$]*/gi) ?? []))).flat()

const isMember = (node, file) =>
  node.type === 'TsPropertySignature' ||
  node.type === 'TsMethodSignature' ||
  (node.type === 'KeyValueProperty' && /\bwords\.ts$/.test(file))

/** `data-job-key` is read as `dataset.jobKey`. */
const memberOf = (attribute) => attribute.replace(/^data-/, '').replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** What a file declares, and what it says as text or writes onto an element: names in those are read by others. */
function look(node, file, { declared, said }) {
  if (node === null || typeof node !== 'object') return
  // A choice of members: types are gone once it runs.
  if (node.type === 'TsTypeReference' && /^(Pick|Omit)$/.test(node.typeName.value))
    return look(node.typeParams.params[0], file, { declared, said })
  if (isMember(node, file) && node.key.type === 'Identifier') declared.add(node.key.value)
  if (node.type === 'StringLiteral') said.add(node.value)
  if (node.type === 'TemplateElement') for (const word of node.raw.match(/\w+/g) ?? []) said.add(word)
  if (node.type === 'JSXOpeningElement' && /^[a-z]/.test(node.name.value ?? '')) {
    for (const { name } of node.attributes) said.add(memberOf(name?.value ?? ''))
  }
  for (const part of Object.values(node)) look(part, file, { declared, said })
}

const worlds = ['core', 'code', 'ui']

/** Parts of core whose data is neither stored nor sent: whatever of them the sandbox does not import as well is the window's alone. */
const isComputing =
  /^src\/core\/((model|look|live|job|order|product|readability|fidelity|results)\/|service\/(pace|polling)|connection\/(clean|findings|self-test|steps))/

/** The files that some lead to by their imports, types included. */
async function reachedFrom(files) {
  const reached = new Set()
  const follow = async (file) => {
    if (reached.has(file)) return
    reached.add(file)
    for (const [, path] of (await readFile(file, 'utf8')).matchAll(/ from '(\.[^']+)'/g))
      await follow(posix.join(posix.dirname(file), path))
  }
  for (const file of files) await follow(file)
  return reached
}

async function knownElsewhere() {
  const folders = packages.map((folder) => filesIn(folder, /(\.d\.ts|\.mjs)$/))
  return wordsIn((await Promise.all([filesIn(platform, /^lib\.(dom|es)[\w.]*\.d\.ts$/), ...folders])).flat())
}

/** @returns for each world the names of members that it may shorten */
export async function privateNames() {
  const known = new Set(await knownElsewhere())
  const files = await Promise.all(worlds.map((world) => filesIn(`src/${world}`, /\.tsx?$/)))
  const [all, code, own] = files
  const reached = await reachedFrom(code)
  const computing = all.filter((file) => isComputing.test(file) && !reached.has(file))
  const core = all.filter((file) => !computing.includes(file))
  const ui = [...own, ...computing]
  const words = await Promise.all([core, code, ui].map(async (some) => new Set(await wordsIn(some))))
  const ofWorld = async (own, at) => {
    const found = { declared: new Set(), said: new Set() }
    for (const file of own) look(await parse(await readFile(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('x') }), file, found)
    const isElsewhere = (name) => known.has(name) || found.said.has(name) || words.some((others, other) => other !== at && others.has(name))
    return [...found.declared].filter((name) => name.length > 2 && !isElsewhere(name))
  }
  return { code: await ofWorld(code, 1), ui: await ofWorld(ui, 2) }
}
