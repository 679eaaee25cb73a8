// The stamp on the document by which a record of a task knows its file.

import type { Figma } from '../base/figma.ts'

const name = 'file'

export type FileStamp = {
  /** Empty where no record was ever made here. */
  read(): string
  /** Written the first time a record is made here. */
  make(): string
  /** Undo may take the stamp along, but the records it belongs to live on: it is put back. */
  keep(): void
}

/** @param fresh a name that no other file has */
export function fileStamp({ root }: Pick<Figma, 'root'>, fresh: () => string): FileStamp {
  let known = root.getPluginData(name)

  const keep = (): void => {
    const read = root.getPluginData(name)
    if (read !== '') known = read
    else if (known !== '') root.setPluginData(name, known)
  }

  return {
    keep,
    read: () => root.getPluginData(name),
    make: () => {
      keep()
      if (known === '') {
        known = fresh()
        root.setPluginData(name, known)
      }
      return known
    },
  }
}
