// Masks among siblings: a visible mask clips what lies above it, up to the next mask or the end of the parent.

import type { Node } from './node.ts'

/** Siblings, back to front, split where a mask begins. The first run may have no mask. */
export type Run = { readonly mask: Node | null; readonly content: Node[] }

export function runsOf(siblings: readonly Node[]): Run[] {
  const runs: Run[] = [{ mask: null, content: [] }]
  for (const node of siblings) {
    // An invisible mask masks nothing and does not end the effect of another one.
    if (node.values['visible'] === false) continue
    if (node.values['isMask'] === true) runs.push({ mask: node, content: [] })
    else runs.at(-1)?.content.push(node)
  }
  return runs.filter((run) => run.content.length > 0)
}
