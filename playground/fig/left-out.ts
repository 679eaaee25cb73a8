// Describes in one line what of a .fig file the stand-in does not support.

import type { NodeChange } from '@open-pencil/kiwi/fig/codec'

/** Record types that are read, and (in `silent`) those that draw nothing by themselves. */
const read: ReadonlySet<string> = new Set([
  'DOCUMENT',
  'CANVAS',
  'FRAME',
  'GROUP',
  'SECTION',
  'SYMBOL',
  'INSTANCE',
  'RECTANGLE',
  'ROUNDED_RECTANGLE',
  'ELLIPSE',
  'REGULAR_POLYGON',
  'STAR',
  'LINE',
  'VECTOR',
  'BOOLEAN_OPERATION',
  'TEXT',
])
const silent: ReadonlySet<string> = new Set(['SLICE', 'VARIABLE', 'VARIABLE_SET', 'VARIABLE_OVERRIDE', 'STYLE', 'BRUSH', 'MODULE', 'NONE'])

/** Paints that this stand-in does not draw. */
const unpainted: ReadonlySet<string> = new Set(['VIDEO', 'PATTERN', 'NOISE', 'CUSTOM', 'EMOJI'])

export function isRead(type: string | undefined): boolean {
  return type !== undefined && read.has(type)
}

function spoken(type: string): string {
  return type.toLowerCase().replaceAll('_', ' ')
}

function counted(names: readonly string[], one: (name: string) => string): string[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${count} ${one(name)}`)
}

function paintsIn(change: NodeChange): readonly string[] {
  return [...(change.fillPaints ?? []), ...(change.strokePaints ?? [])].map(({ type }) => type)
}

/** Font families that are shown in Inter, the only one that this host ships. */
function otherFonts(changes: readonly NodeChange[]): string[] {
  const families = changes.flatMap(({ type, fontName }) => (type === 'TEXT' && fontName ? [fontName.family] : []))
  return [...new Set(families)].filter((family) => family !== 'Inter').sort()
}

/** One line about what was left out or is shown differently; empty when nothing was. */
export function leftOut(changes: readonly NodeChange[]): string {
  const kept = changes.filter(({ phase }) => phase !== 'REMOVED')
  const types = kept.flatMap(({ type }) => (type === undefined || isRead(type) || silent.has(type) ? [] : [type]))
  const paints = kept.flatMap(paintsIn).filter((type) => unpainted.has(type))
  const parts = [...counted(types, (name) => `× ${spoken(name)}`), ...counted(paints, (name) => `× ${spoken(name)} fill`)]
  const fonts = otherFonts(kept)
  return [
    ...(parts.length === 0 ? [] : [`Left out: ${parts.join(', ')}.`]),
    ...(fonts.length === 0 ? [] : [`Shown in Inter: ${fonts.join(', ')}.`]),
  ].join(' ')
}
