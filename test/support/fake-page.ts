// The sandbox as far as the Results panel uses it: results on a page, stars, and small pictures whose URLs are counted.

import { failure, PluginError } from '../../src/core/failure/failure.ts'
import type { ResultEntry } from '../../src/core/results/protocol.ts'
import type { SandboxApi } from '../../src/core/protocol.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import type { RemoteApi } from '../../src/core/wire/rpc.ts'
import { aRecipe } from './tasks.ts'

export function anEntry(nodeId: string, recipe: Partial<Recipe> = {}, isStarred = false): ResultEntry {
  return {
    nodeId,
    name: `Layer ${nodeId}`,
    width: 1440,
    height: 1024,
    recipe: JSON.stringify(aRecipe(recipe)),
    isStarred,
  }
}

export function fakePage(entries: readonly ResultEntry[] = []) {
  const page = {
    entries,
    /** Every call to the sandbox. */
    asked: [] as string[],
    copied: [] as string[],
    /** URLs that were created and not revoked. */
    addresses: new Set<string>(),
    /** These calls fail. */
    refuses: new Set<string>(),
    /** Exports that are running now; below, the most that ever ran at once. */
    exporting: 0,
    mostExports: 0,
    urls: {
      make: (): string => {
        const url = `data:,${++lastAddress}`
        page.addresses.add(url)
        return url
      },
      drop: (url: string): void => void page.addresses.delete(url),
    },
    copy: (text: string): boolean => {
      page.copied.push(text)
      return !page.refuses.has('copy')
    },
  }
  let lastAddress = 0
  const ask = async (question: string, about = ''): Promise<void> => {
    page.asked.push(`${question} ${about}`.trim())
    await Promise.resolve()
    if (page.refuses.has(question)) throw new PluginError(failure('internal', question))
  }
  const methods: Partial<RemoteApi<SandboxApi>> = {
    results: async () => {
      await ask('results')
      return { results: page.entries }
    },
    star: async ({ nodeId, isStarred }) => ask('star', `${nodeId} ${isStarred}`),
    keepOnly: async ({ nodeId, others }) => {
      await ask('keepOnly', `${nodeId} without ${others.join(' ')}`)
      page.entries = page.entries.filter((entry) => !others.includes(entry.nodeId))
    },
    thumbnail: async (nodeId) => {
      page.exporting += 1
      page.mostExports = Math.max(page.mostExports, page.exporting)
      await ask('thumbnail', nodeId).finally(() => {
        page.exporting -= 1
      })
      return { bytes: new Uint8Array([1]) }
    },
  }
  // The panel calls nothing else; any other method would throw.
  return Object.assign(page, { figma: methods as RemoteApi<SandboxApi> })
}

export type FakePage = ReturnType<typeof fakePage>
