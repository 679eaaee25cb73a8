// Where no worker starts (a policy may forbid it), the page runs the worker's script itself and takes the tools from it.

import type { ToolTable } from './worker-messages.ts'

const handed = 'worker-tools'

/** Called by the script when it runs on a page. */
export function handOver(page: Document, tools: ToolTable): void {
  page.dispatchEvent(new CustomEvent(handed, { detail: tools }))
}

/** Throws when the page does not run the script. */
export function toolsOnPage<Tools extends ToolTable>(page: Document, source: string): Tools {
  const found: Tools[] = []
  // Only the script that runs between these two lines can send it.
  const take = (event: Event): void => void found.push((event as CustomEvent<Tools>).detail)
  page.addEventListener(handed, take)
  const script = page.createElement('script')
  script.textContent = source
  page.head.append(script)
  page.removeEventListener(handed, take)
  const [tools] = found
  if (tools === undefined) throw new Error("the page does not run the worker's script")
  return tools
}
