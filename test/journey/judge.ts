// What axe finds in the plugin's window, in the theme it wears.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Frame } from 'playwright-core'

type Verdict = { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }

let axe: Promise<string> | null = null

/** A password field has no role of its own; the contract of names gives it one (DESIGN §2.1). */
export async function judge(frame: Frame): Promise<readonly string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await frame.evaluate(await axe)
  const verdicts = await frame.evaluate(async (): Promise<readonly Verdict[]> => {
    const { axe: judging } = globalThis as unknown as { axe: { run(root: Document, options: unknown): Promise<{ violations: Verdict[] }> } }
    return (await judging.run(document, { rules: { 'aria-allowed-role': { enabled: false } } })).violations
  })
  return verdicts.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ''}`),
  )
}
