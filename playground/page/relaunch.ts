// The buttons that a plugin left on a node, as Figma's own panel shows them: named and ordered by the manifest.

import type { Host, Manifest } from '../host/types.ts'

export type RelaunchButton = NonNullable<Manifest['relaunchButtons']>[number]

/** Those of the one selected node. A command that the manifest does not know has no name and no button. */
export function relaunchButtonsOf(host: Pick<Host, 'selection' | 'describe'>, manifest: Manifest): readonly RelaunchButton[] {
  const [only, ...others] = host.selection()
  const left = only === undefined || others.length > 0 ? null : host.describe(only)?.['relaunchData']
  return (manifest.relaunchButtons ?? []).filter(({ command }) => Object.hasOwn(Object(left), command))
}
