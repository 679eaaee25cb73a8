// Rewrites the functions of a bundle as arrow functions in one `var` at the top. Function declarations are hoisted there anyway, and
// defining an arrow runs nothing.

import { parse } from '@swc/core'

/** Arrow functions have no `this` or `arguments`, cannot be called with `new`, and cannot be generators. */
const needsFunction = (node) => {
  if (node === null || typeof node !== 'object') return false
  if (node.type === 'ThisExpression' || node.type === 'MetaProperty' || (node.type === 'Identifier' && node.value === 'arguments'))
    return true
  return Object.values(node).some(needsFunction)
}

const isShort = (node) => node.type === 'FunctionDeclaration' && !node.generator && !needsFunction(node)

/** @param text a module; its imports stay in front */
export async function withArrows(text) {
  const { body, span } = await parse(text, { syntax: 'ecmascript', target: 'es2022' })
  const bytes = Buffer.from(text)
  const slice = (start, end) => bytes.toString('utf8', start - span.start, end - span.start)
  const [imports, arrows, rest] = [[], [], []]
  for (const node of body) {
    const { identifier, async, span: whole } = node
    if (isShort(node)) {
      const [params, block] = [slice(identifier.span.end, node.body.span.start), slice(node.body.span.start, whole.end)]
      arrows.push(`${identifier.value}=${async ? 'async' : ''}${params}=>${block}`)
    } else (node.type === 'ImportDeclaration' ? imports : rest).push(slice(whole.start, whole.end))
  }
  return [...imports, `var ${arrows.join()}`, ...rest].join('\n')
}
