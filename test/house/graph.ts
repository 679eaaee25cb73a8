// The graph of the repository's files, drawn from their imports, types included.

import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path/posix'

/** From each file to the files that it imports, as paths from the root. */
export type Graph = ReadonlyMap<string, readonly string[]>

const importing = /(?:\bfrom|\bimport\s*\(|^import)\s*'(\.[^']+)'/gm

/** The relative imports in the text of a file, as paths from the root. */
export function importsOf(file: string, text: string): readonly string[] {
  return [...new Set([...text.matchAll(importing)].map(([, path]) => join(dirname(file), path ?? '')))]
}

/** @param folders from the root, without trailing slashes */
export async function readGraph(root: string, folders: readonly string[]): Promise<Graph> {
  const graph = new Map<string, readonly string[]>()
  for (const folder of folders)
    for (const entry of await readdir(join(root, folder), { recursive: true })) {
      const file = join(folder, entry)
      if (/\.tsx?$/.test(file)) graph.set(file, importsOf(file, await readFile(join(root, file), 'utf8')))
    }
  return graph
}

/** Every import cycle once, as the path through it, with the first file at both ends. */
export function circlesIn(graph: Graph): readonly (readonly string[])[] {
  const circles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const follow = (file: string): void => {
    const at = path.indexOf(file)
    if (at >= 0) circles.push([...path.slice(at), file])
    if (at >= 0 || done.has(file)) return
    path.push(file)
    for (const next of graph.get(file) ?? []) follow(next)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) follow(file)
  return circles
}
