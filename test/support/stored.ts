// What an earlier version stored: clientStorage and a document, written by commit 330f70f and never edited since.

import { readFileSync } from 'node:fs'

type StoredNode = { readonly id: string; readonly data: Readonly<Record<string, string>> }

type Stored = {
  /** When its last window ended, in milliseconds since the epoch. */
  readonly now: number
  /** clientStorage by key. */
  readonly storage: Readonly<Record<string, unknown>>
  /** The document, as the stand-in Figma saves it. `data` of a node is its plugin data. */
  readonly file: { readonly nodes: readonly StoredNode[] }
}

export const stored = JSON.parse(readFileSync(new URL('../fixtures/stored/0.1.0.json', import.meta.url), 'utf8')) as Stored

/** The plugin data under one name, of every node that has it. */
export function storedData(name: string): readonly string[] {
  return stored.file.nodes.flatMap(({ data }) => data[name] ?? [])
}

export function storedTasks(): readonly unknown[] {
  return Object.entries(stored.storage).flatMap(([key, value]) => (key.startsWith('task:') ? [value] : []))
}
