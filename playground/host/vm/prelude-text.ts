// The prelude as text. Its parts are written and checked as TypeScript and passed on as their source text, so a bundler may rename
// what is inside them. Only a helper placed *outside* could break them, hence the harmless replacement for esbuild's `__name`.

import { kinds, membersOf } from '../document/schema.ts'
import { codecParts, makeCodec } from './codec.ts'
import { buildFigma, figmaParts, type Start } from './prelude-figma.ts'
import { buildNodes, nodeParts } from './prelude-nodes.ts'
import { buildWorld, type Parts, worldParts } from './prelude-world.ts'
import { typedMembers } from './typed-members.ts'

export function preludeText(start: Start): string {
  return `${fixed()}, ${JSON.stringify(start)})})();`
}

const asyncMethods = ['exportAsync', 'loadAsync', 'getMainComponentAsync', 'setFillStyleIdAsync']

let text: string | null = null

function fixed(): string {
  return (text ??= written())
}

function written(): string {
  const schema = { members: Object.fromEntries(kinds.map((kind) => [kind, membersOf(kind)])), typed: typedMembers, asyncMethods }
  const named = { ...codecParts, makeCodec, ...nodeParts, buildNodes, ...figmaParts, buildFigma, ...worldParts } satisfies Parts
  const parts = `{ ${Object.entries(named)
    .map(([name, part]) => `${name}: ${part.toString()}`)
    .join(', ')} }`
  return `(() => { "use strict"; const __name = (f) => f; (${buildWorld.toString()})(globalThis, __host, ${parts}, JSON.parse(${JSON.stringify(JSON.stringify(schema))})`
}
