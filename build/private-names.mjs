// Determines which member names a world may shorten: those that it declares and that nothing else uses. Everything that crosses a border,
// is stored or is sent is declared in core; what Figma, browsers and packages read is in their types or files.

import { parse } from '@swc/core'
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, posix } from 'node:path'

const { resolve } = createRequire(import.meta.resolve('typescript'))

/** The folder in which the compiler keeps the types of browsers and of the language. */
const platform = `${dirname(resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`))}/lib`
const packages = ['preact', '@preact/signals', '@preact/signals-core', '@figma/plugin-typings'].map((name) => `node_modules/${name}`)

const filesIn = async (folder, ending) =>
  (await readdir(folder, { recursive: true })).filter((file) => ending.test(file)).map((file) => `${folder}/${file}`)

/** Removes comments, as prose does not use names. Only comments on lines of their own, since others might be part of a string. */
const withoutComments = (text) => text.replace(/^[ \t]*(\/\/.*|\/\*[^]*?\*\/)/gm, '')

const wordsIn = async (files) =>
  (await Promise.all(files.map(async (file) => withoutComments(await readFile(file, 'utf8')).match(/[a-z_$][\w$]*/gi) ?? []))).flat()

const isMember = (node, file) =>
  node.type === 'TsPropertySignature' ||
  node.type === 'TsMethodSignature' ||
  (node.type === 'KeyValueProperty' && /\bwords\.ts$/.test(file))

/** `data-job-key` is read as `dataset.jobKey`. */
const memberOf = (attribute) => attribute.replace(/^data-/, '').replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/**
 * Collects the names that a file declares, those it uses, and those it contains as text or writes to elements, where others may read them.
 */
function look(node, file, found) {
  const { declared, named, said } = found
  if (node === null || typeof node !== 'object') return
  // `Pick` and `Omit` only select members, and types do not exist at run time.
  if (node.type === 'TsTypeReference' && /^(Pick|Omit)$/.test(node.typeName.value)) return look(node.typeParams.params[0], file, found)
  if (isMember(node, file) && node.key.type === 'Identifier') declared.add(node.key.value)
  if (node.type === 'Identifier') named.add(node.value)
  if (node.type === 'StringLiteral') said.add(node.value)
  if (node.type === 'TemplateElement') for (const word of node.raw.match(/\w+/g) ?? []) said.add(word)
  if (node.type === 'JSXOpeningElement' && /^[a-z]/.test(node.name.value ?? '')) {
    for (const { name } of node.attributes) said.add(memberOf(name?.value ?? ''))
  }
  for (const part of Object.values(node)) look(part, file, found)
}

async function lookAt(files) {
  const found = { declared: new Set(), named: new Set(), said: new Set() }
  for (const file of files) look(await parse(await readFile(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('x') }), file, found)
  return found
}

const worlds = ['core', 'code', 'ui']

/** Parts of core whose data is neither stored nor sent. Files of them that the sandbox does not import belong to the window alone. */
const isComputing =
  /^src\/core\/((model|look|live|job|order|product|readability|fidelity|results)\/|service\/(pace|polling)|connection\/(clean|findings|self-test|steps))/

/** All files reachable through imports, including type imports. */
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

/** @returns for each world the member names that it may shorten */
export async function privateNames() {
  const known = new Set(await knownElsewhere())
  const files = await Promise.all(worlds.map((world) => filesIn(`src/${world}`, /\.tsx?$/)))
  const [all, code, own] = files
  const reached = await reachedFrom(code)
  const computing = all.filter((file) => isComputing.test(file) && !reached.has(file))
  const core = all.filter((file) => !computing.includes(file))
  const ui = [...own, ...computing]
  const found = await Promise.all([core, code, ui].map(lookAt))
  const ofWorld = (at) => {
    const isNamedBy = (name, { named, said }, other) => said.has(name) || (other !== at && named.has(name))
    return [...found[at].declared].filter(
      (name) => name.length > 2 && !known.has(name) && !found.some((one, other) => isNamedBy(name, one, other)),
    )
  }
  return { code: ofWorld(1), ui: ofWorld(2) }
}
