// A name written on the document by which a task's record identifies its file, since clientStorage is shared by all files.

import type { Figma } from '../base/figma.ts'

const dataKey = 'file'

export type FileStamp = {
  /** The stamp on the document; empty when no task was ever recorded in this file. */
  read(): string
  /** The name of this file; writes one if it has none yet. */
  make(): string
  /** Writes the stamp again if an undo removed it, because stored records still refer to it. */
  keep(): void
  /** Restores a stamp that an undo removed before this window opened. `name` is what a record calls the file. */
  recall(name: string): void
}

/** @param freshName gives a name that no other file has */
export function makeFileStamp({ root }: Pick<Figma, 'root'>, freshName: () => string): FileStamp {
  let known = root.getPluginData(dataKey)

  const keep = (): void => {
    const written = root.getPluginData(dataKey)
    if (written !== '') known = written
    else if (known !== '') root.setPluginData(dataKey, known)
  }

  return {
    keep,
    recall: (name) => {
      if (known === '') known = name
    },
    read: () => root.getPluginData(dataKey),
    make: () => {
      keep()
      if (known === '') {
        known = freshName()
        root.setPluginData(dataKey, known)
      }
      return known
    },
  }
}
