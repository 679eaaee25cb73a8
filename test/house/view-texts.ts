// Finds texts that a view contains itself instead of taking them from its words. It reads the syntax tree, so class names and keys do not count.

import { parseSync } from '@swc/core'
import { isRecord, readString } from '../../src/core/base/read.ts'

type Around = { readonly node: Record<string, unknown>; readonly under: string; readonly rest: Around | null }

/** Attributes that users read or hear. For components, all but the few below. */
const read = new Set(['label', 'title', 'placeholder', 'alt', 'aria-label', 'aria-valuetext', 'aria-description'])
const unread = new Set(['class', 'kind', 'icon', 'id', 'name', 'type', 'role', 'style', 'key', 'viewBox', 'd', 'accept', 'for', 'do'])

/** A sentence, or a word with a capital: ids, classes and keywords are lower case and have no spaces. */
function readsAsText(text: string): boolean {
  // An SVG path is letters and numbers.
  return /\p{Lu}\p{Ll}|\p{L} \p{L}|\p{L}…/u.test(text) && !/^[Mm][\d.]/.test(text)
}

function nameIn(node: Record<string, unknown>): string {
  return isRecord(node.name) ? readString(node.name.value) : ''
}

/** Whether a string is a key, a selector, a type, a path or an attribute that users do not read. */
function isUnread(around: Around | null): boolean {
  if (around === null) return false
  const { node, under, rest } = around
  switch (node.type) {
    case 'JSXAttribute': {
      const name = nameIn(node)
      return !read.has(name) && (unread.has(name) || /^(aria|data)-/.test(name))
    }
    case 'ImportDeclaration':
    case 'TsLiteralType':
    case 'MemberExpression':
    case 'Computed':
      return true
    case 'BinaryExpression':
      return /^[!=]=/.test(readString(node.operator)) || isUnread(rest)
    case 'KeyValueProperty':
      return under === 'key' || (isRecord(node.key) && unread.has(readString(node.key.value)))
    case 'CallExpression':
      return /closest|querySelector|getElementById/.test(JSON.stringify(node.callee)) || isUnread(rest)
    case 'SwitchCase':
    case 'ArrowFunctionExpression':
    case 'FunctionDeclaration':
      return under === 'test'
    default:
      return isUnread(rest)
  }
}

function textOf(node: Record<string, unknown>): string {
  if (node.type === 'StringLiteral' || node.type === 'JSXText') return readString(node.value)
  const parts = Array.isArray(node.quasis) ? node.quasis : []
  return parts.map((part: unknown) => (isRecord(part) ? readString(part.raw) : '')).join('0')
}

/** Each text as written in the source. */
export function textsIn(source: string): readonly string[] {
  const found: string[] = []
  const look = (value: unknown, around: Around | null): void => {
    if (!isRecord(value)) return
    const text = textOf(value)
    if (value.type === 'JSXText' && /\p{L}{2}/u.test(text)) found.push(text.trim())
    if (['StringLiteral', 'TemplateLiteral'].includes(readString(value.type)) && readsAsText(text) && !isUnread(around)) found.push(text)
    for (const [name, child] of Object.entries(value))
      if (name !== 'span' && name !== 'quasis') for (const one of [child].flat()) look(one, { node: value, under: name, rest: around })
  }
  for (const one of parseSync(source, { syntax: 'typescript', tsx: true }).body) look(one, null)
  return found
}
