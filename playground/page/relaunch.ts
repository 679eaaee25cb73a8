// The relaunch buttons that a plugin put on a node, named and ordered by the manifest as in Figma's own panel.

import type { Host, Manifest } from '../host/types.ts'

export type RelaunchButton = NonNullable<Manifest['relaunchButtons']>[number]

/** The buttons of the selected node, if exactly one is selected. A command that the manifest does not list gets no button. */
export function relaunchButtonsOf(host: Pick<Host, 'selection' | 'describe'>, manifest: Manifest): readonly RelaunchButton[] {
  const [only, ...others] = host.selection()
  const left = only === undefined || others.length > 0 ? null : host.describe(only)?.['relaunchData']
  return (manifest.relaunchButtons ?? []).filter(({ command }) => Object.hasOwn(Object(left), command))
}
