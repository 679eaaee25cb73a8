// Runs axe on the plugin's window, in its current theme.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Frame } from 'playwright-core'

type Verdict = { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }

let axe: Promise<string> | null = null

/**
 * A password field has no role of its own; the contract of names gives it one (DESIGN §2.1).
 * @param only these rules of axe; all by default
 */
export async function judge(frame: Frame, only: readonly string[] = []): Promise<readonly string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(await axe)
  const verdicts = await frame.evaluate(async (rules): Promise<readonly Verdict[]> => {
    const { axe: judging } = globalThis as unknown as { axe: { run(root: Document, options: unknown): Promise<{ violations: Verdict[] }> } }
    const options = rules.length > 0 ? { runOnly: rules } : { rules: { 'aria-allowed-role': { enabled: false } } }
    return (await judging.run(document, { ...options, resultTypes: ['violations'] })).violations
  }, only)
  return verdicts.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary ?? ''}`),
  )
}
