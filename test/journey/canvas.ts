// Reads what is on the canvas, through the stand-in Figma.

import type { Page } from 'playwright-core'
import type { Box } from '../../playground/host/types.ts'
import type {} from '../../playground/page/api.ts'

export type Node = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly parent: string
  readonly box: Box
  readonly fills?: readonly { readonly type: string }[]
  readonly pluginData: Readonly<Record<string, string>>
}

export type Recipe = {
  readonly seed: number
  readonly values: Readonly<Record<string, unknown>>
  readonly prompt: string
  readonly source: { readonly id: string; readonly name: string }
  readonly sent: { readonly width: number; readonly height: number }
  readonly content: Box
}

/** All frames drawn by the plugin (pictures and placeholders), on all pages, in document order. */
export function drawn(page: Page): Promise<readonly Node[]> {
  return page.evaluate(() => {
    const { playground } = globalThis
    if (!playground) return []
    const found: Node[] = []
    const look = (id: string): void => {
      for (const child of playground.children(id)) {
        const node = playground.describe(child) as Node | null
        if (!node) continue
        if (node.type === 'SECTION') look(child)
        else if ('recipe' in node.pluginData || 'task' in node.pluginData) found.push(node)
      }
    }
    for (const { id } of playground.host.pages()) look(id)
    return found
  })
}

function hasPicture(node: Node): boolean {
  return node.fills?.[0]?.type === 'IMAGE' && (node.pluginData['recipe'] ?? '') !== ''
}

export async function results(page: Page): Promise<readonly Node[]> {
  return (await drawn(page)).filter(hasPicture)
}

export function theOne<T>(list: readonly T[]): T {
  const [only] = list
  if (only === undefined || list.length !== 1) throw new Error(`one was expected, not ${list.length}`)
  return only
}

export function recipeOf(node: Node): Recipe {
  return JSON.parse(node.pluginData['recipe'] ?? 'null') as Recipe
}

export function describeNode(page: Page, id: string): Promise<Node | null> {
  return page.evaluate((asked) => (globalThis.playground?.describe(asked) ?? null) as Node | null, id)
}

/** A node as Figma exports it. */
export async function pngOf(page: Page, id: string, scale = 1): Promise<Uint8Array> {
  const text = await page.evaluate(
    async ([asked, factor]) => {
      const png = (await globalThis.playground?.exportPng(asked, factor)) ?? new Uint8Array()
      let binary = ''
      for (let at = 0; at < png.length; at += 8192) binary += String.fromCharCode(...png.subarray(at, at + 8192))
      return btoa(binary)
    },
    [id, scale] as const,
  )
  return new Uint8Array(Buffer.from(text, 'base64'))
}

export function select(page: Page, ids: readonly string[]): Promise<void> {
  return page.evaluate((asked) => globalThis.playground?.select(asked), ids)
}

export async function idOf(page: Page, name: string): Promise<string> {
  const id = await page.evaluate((asked) => globalThis.playground?.find(asked), name)
  if (!id) throw new Error(`nothing is called ${name}`)
  return id
}

export function selection(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => globalThis.playground?.selection() ?? [])
}
