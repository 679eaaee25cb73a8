// Records what happens on a journey's page: uncaught errors, the console, requests, and problems that the stand-in reports.

import type { ConsoleMessage, Page, Request } from 'playwright-core'
import type {} from '../../playground/page/api.ts'

/** What the browser logs about failed requests; many requests here fail on purpose. */
const ofTheNetwork = /^(Failed to load resource|Access to |Fetch API cannot load)/

export type Listening = {
  /** URLs that the page, its frames and workers requested. */
  readonly asked: readonly string[]
  readonly lines: readonly string[]
  /** Discards what belongs to the journey that used this page before. */
  readonly forget: () => Promise<void>
  /** Saves what the page recorded before it is reloaded. */
  readonly across: (reload: () => Promise<unknown>) => Promise<void>
  /** All problems since the previous call. */
  readonly problems: () => Promise<readonly string[]>
  readonly stop: () => void
}

export function listenTo(page: Page): Listening {
  const [uncaught, lines, asked]: [string[], string[], string[]] = [[], [], []]
  const onError = ({ message }: Error): void => void uncaught.push(`Uncaught ${message}`)
  const onRequest = (request: Request): void => void asked.push(request.url())
  let since = 0
  const onConsole = (message: ConsoleMessage): void => {
    // A new window may be told the lines of the one before it in the same process.
    if (message.timestamp() < since) return
    lines.push(message.text())
    const isOfThePage = message.type() === 'error' && !ofTheNetwork.test(message.text())
    if (isOfThePage || /Content Security Policy/i.test(message.text())) uncaught.push(message.text())
  }
  page.on('pageerror', onError).on('request', onRequest).on('console', onConsole)

  const heard = (): Promise<readonly string[]> =>
    page.evaluate(() => [...(globalThis.playground?.problems() ?? []), ...(globalThis.playground?.windowProblems() ?? [])])
  let known: readonly string[] = []
  const collect = async (): Promise<void> => {
    uncaught.push(...(await heard()).filter((problem) => !known.includes(problem)))
  }
  return {
    asked,
    lines,
    across: async (reload) => {
      await collect()
      await reload()
      known = []
    },
    forget: async () => {
      known = await heard()
      since = Date.now()
      for (const list of [uncaught, lines, asked]) list.length = 0
    },
    problems: async () => {
      await collect()
      return uncaught.splice(0)
    },
    stop: () => void page.off('pageerror', onError).off('request', onRequest).off('console', onConsole),
  }
}
