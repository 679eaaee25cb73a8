// A name written on the document, by which the record of a task knows its file: clientStorage is one for all files.

import type { Figma } from '../base/figma.ts'

const dataKey = 'file'

export type FileStamp = {
  /** Empty when no task was ever recorded in this file. */
  read(): string
  /** The name of this file; written when it has none yet. */
  make(): string
  /** Writes the stamp again when an undo removed it: records that name it still exist. */
  keep(): void
  /** An undo removed it before this window opened: this is what a record calls the file. */
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
